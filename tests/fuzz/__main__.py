"""Coverage-guided fuzzing: ``python -m tests.fuzz readers FOLDER [-libfuzzer_option=…]``; see README.md here.

What fails is written to ``FOLDER/failed``, one file for each place in the code, and the run goes on; an input
that takes longer than a second goes to ``FOLDER/slow``. Where one never ends, libFuzzer ends the run and leaves it
as ``FOLDER/timeout-…``.
"""

import hashlib
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator", "bibtexparser", "tests.fuzz"]):
    from tests.fuzz.seeds import seeds, shared
    from tests.fuzz.targets import TARGETS

LIMIT = 1.0
"""Seconds of CPU for an input of a few kilobytes. Ample: it is the growth that a hang begins with."""
TOKENS = Path(__file__).with_name("tokens.txt")


class Witness:
    """Runs a target, and keeps what fails instead of ending there."""

    def __init__(self, target: Callable[[bytes], None], folder: Path) -> None:
        self._target, self._folder = target, folder
        self._known = {path.stem for path in folder.glob("failed/*")}
        self.slowest = LIMIT

    def __call__(self, data: bytes) -> None:
        start = time.process_time()
        try:
            self._target(data)
        except Exception as error:
            self._keep(data, error)
        if (took := time.process_time() - start) > self.slowest:
            self.slowest = took
            self._write("slow", f"{took:06.2f}", data, f"{took:.2f} s for {len(data)} bytes\n")

    def _keep(self, data: bytes, error: Exception) -> None:
        frames = [
            frame for frame in traceback.extract_tb(error.__traceback__) if "/fuzz/__" not in frame.filename
        ]
        place = "\n".join(f"{frame.filename}:{frame.lineno}" for frame in frames[-2:])
        name = hashlib.sha256(f"{type(error)}{place}".encode()).hexdigest()[:12]
        if name not in self._known:
            self._known.add(name)
            self._write("failed", name, data, "".join(traceback.format_exception(error)))

    def _write(self, kind: str, name: str, data: bytes, told: str) -> None:
        folder = self._folder / kind
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        (folder / f"{name}.txt").write_text(told, encoding="utf-8", errors="backslashreplace")


def main() -> None:
    """Set a folder up with the seeds and go on until libFuzzer's limits are reached."""
    name, folder, options = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in (*seeds(name), *shared(name)):
        (corpus / f"seed-{hashlib.sha256(seed).hexdigest()[:12]}").write_bytes(seed)
    limits = [
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-max_len=16384",
        f"-dict={TOKENS}",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], *limits, *options, str(corpus)], Witness(TARGETS[name], folder))
    atheris.Fuzz()


main()
