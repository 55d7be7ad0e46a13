"""The same papers built by this project and by others, in turn; what each build took goes to results.json.

python -m bench.compare FOLDER [SIZE …] [--rounds 3] [--only NAME …]

FOLDER holds the archives that `python -m bench.archives` made. Peers come from bench/.venv (`make bench`).
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, NamedTuple

from bench import hugo_project, plain_project
from bench.measure import Limit, Taken, measured
from bench.ours import PARTS
from bench.weigh import weighed

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PEERS = HERE / ".venv"


class Candidate(NamedTuple):
    """A way to build a site, and what has to be there before; getting ready is not measured."""

    name: str
    ready: Callable[[Path, str], Path]
    """From the folder of the benchmark and a size to the folder of the project."""
    commands: tuple[tuple[str, ...], ...]
    site: str
    most: str = "100k"
    """The largest size worth a try."""


def _work(folder: Path, size: str) -> Path:
    return folder / f"work-{size}"


def _cold(folder: Path, size: str) -> Path:
    """A working copy of the archive as it is, without anything that a build left."""
    work = _work(folder, size)
    for name in ("site", ".cache"):
        shutil.rmtree(work / name, ignore_errors=True)
    _lead(folder / f"archive-{size}-further", folder / f"archive-{size}", work)
    return work


def _after(folder: Path, size: str) -> Path:
    """The working copy with all that the last build left, after one more digest."""
    work = _work(folder, size)
    assert (work / "site").is_dir(), "build it cold first"
    _lead(folder / f"archive-{size}", folder / f"archive-{size}-further", work)
    return work


def _later(folder: Path, size: str) -> Path:
    """The same where sites were built before."""
    work = _work(folder, size)
    _lead(folder / f"archive-{size}-further", folder / f"archive-{size}", work)
    for _ in range(2):
        measured(_ours(), work, Limit(3600, 12_000))
    return _after(folder, size)


def _lead(old: Path, new: Path, work: Path) -> None:
    """Make of the working copy the new one of two archives that differ in a few files."""
    if not work.exists():
        shutil.copytree(new, work)
        return
    before, after = _texts(old), _texts(new)
    for path in before.keys() - after.keys():
        (work / path).unlink(missing_ok=True)
    for path, stat in after.items():
        there = work / path
        if before.get(path) != stat and not (
            there.exists() and there.read_bytes() == (new / path).read_bytes()
        ):
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new / path, there)


def _texts(archive: Path) -> dict[str, int]:
    """The files of an archive with their sizes: what a digest changes, it makes longer."""
    found = {}
    for folder, names, files in os.walk(archive):
        names[:] = [name for name in names if name not in ("site", ".cache")]
        for name in files:
            file = Path(folder, name)
            found[file.relative_to(archive).as_posix()] = file.stat().st_size
    return found


def _noted(folder: Path, size: str) -> Path:
    """The working copy before a digest, with the notes of an earlier run of this very program."""
    work = _work(folder, size)
    older, newer = folder / f"archive-{size}", folder / f"archive-{size}-further"
    _lead(newer, older, work)
    measured(_adding(size), work, Limit(3600, 12_000))
    _lead(newer, older, work)
    return work


def _ours(*without: str) -> tuple[str, ...]:
    return (sys.executable, str(HERE / "ours.py"), ".", *without)


def _adding(size: str) -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name("papershelf")), "add", f"../further-{size}.jsonl")


def _hugo(folder: Path, size: str) -> Path:
    project = folder / f"hugo-{size}"
    if not (project / "made").exists():
        hugo_project.write_project(folder / f"archive-{size}", project)
        (project / "made").touch()
    shutil.rmtree(project / "public", ignore_errors=True)
    return project


def _plain(folder: Path, size: str, *, tuned: bool = False) -> Path:
    project = folder / f"{'tuned' if tuned else 'plain'}-{size}"
    if not (project / "made").exists():
        plain_project.write_project(folder / f"archive-{size}", project, tuned=tuned)
        (project / "made").touch()
    shutil.rmtree(project / "site", ignore_errors=True)
    return project


def _tuned(folder: Path, size: str) -> Path:
    return _plain(folder, size, tuned=True)


def candidates() -> Iterator[Candidate]:
    """What is compared, in the order of the turns."""
    hugo = (str(_hugo_binary()), "--quiet")
    pagefind = (str(PEERS / "bin" / "python"), "-m", "pagefind", "--site", "public", "--quiet")
    mkdocs = (str(PEERS / "bin" / "mkdocs"), "build", "--quiet")
    yield Candidate("papershelf, pages alone", _cold, (_ours(*PARTS),), "site")
    yield Candidate("papershelf, without search", _cold, (_ours("search"),), "site")
    yield Candidate("hugo", _hugo, (hugo,), "public")
    yield Candidate("papershelf", _cold, (_ours(),), "site")
    yield Candidate("papershelf, 40 papers more", _after, (_ours(),), "site")
    yield Candidate("papershelf, 40 papers more, later", _later, (_ours(),), "site")
    yield Candidate("papershelf add, 40 papers", _noted, (), "docs")
    yield Candidate("hugo and pagefind", _hugo, (hugo, pagefind), "public")
    yield Candidate("mkdocs and material, tuned", _tuned, (mkdocs,), "site", most="10k")
    yield Candidate("mkdocs and material", _plain, (mkdocs,), "site", most="1k")


def _hugo_binary() -> Path:
    """The program itself; the command of its package is a script that starts it."""
    return next(PEERS.glob("lib/python*/site-packages/hugo/binaries/hugo"))


def run(candidate: Candidate, folder: Path, size: str, limit: Limit) -> dict[str, Any]:
    """One build, and what it took."""
    project = candidate.ready(folder, size)
    commands = candidate.commands or (_adding(size),)
    taken = [measured(command, project, limit) for command in commands]
    row: dict[str, Any] = {"name": candidate.name, "size": size, **_sum(taken)}
    if row["stopped"] is None:
        row |= weighed(project / candidate.site)
    return row


def _sum(taken: list[Taken]) -> dict[str, Any]:
    return {
        "cpu": round(sum(one.cpu for one in taken), 2),
        "wall": round(sum(one.wall for one in taken), 2),
        "largest": round(max(one.largest for one in taken)),
        "together": round(max(one.together for one in taken)),
        "stopped": next((one.stopped for one in taken if one.stopped), None),
    }


def machine() -> dict[str, Any]:
    """What the figures were measured on, and with."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    processor = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    peers = {one.name.lower(): one.version for one in distributions(path=[str(_packages())])}
    names = ("hugo", "pagefind", "mkdocs", "mkdocs-material")
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GiB",
        "python": _interpreter(),
        **{name: peers[name] for name in names},
    }


def _interpreter() -> str:
    """Whose interpreter it is matters: one that was compiled without profiles takes a sixth more time."""
    if sys.base_prefix != "/usr":
        return platform.python_version()
    return f"{platform.python_version()} of {platform.freedesktop_os_release()['NAME']}"


def _packages() -> Path:
    return next(PEERS.glob("lib/python*/site-packages"))


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", default=["1k", "10k"], metavar="SIZE")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", help="names of candidates")
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--mebibytes", type=float, default=12_000)
    options = parser.parse_args()
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {"runs": []}
    known["machine"] = machine()
    # Everybody is measured as installed: with bytecode, also where the environment forbids to write any.
    compileall.compile_dir(HERE.parent / "generator", quiet=1)
    order = ["1k", "10k", "100k"]
    for size in options.sizes:
        for _ in range(options.rounds):
            for candidate in candidates():
                if order.index(size) > order.index(candidate.most):
                    continue
                if options.only and candidate.name not in options.only:
                    continue
                row = run(candidate, options.folder, size, Limit(options.seconds, options.mebibytes))
                known["runs"].append(row)
                RESULTS.write_text(json.dumps(known, indent=1) + "\n")
                print(
                    {key: row[key] for key in ("name", "size", "cpu", "wall", "largest", "stopped")},
                    flush=True,
                )


if __name__ == "__main__":
    main()
