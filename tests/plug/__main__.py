"""The long runs: ``python -m tests.plug kills|build|calls|faults|system-calls|disk|life …``; README.md here tells of each."""

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ingest.test_life import Life
from tests.plug import mounted
from tests.plug.archive import assert_whole, is_leftover, tree, undone
from tests.plug.disk import forked
from tests.plug.play import FAULTS, Play
from tests.plug.scenes import SCENES
from tests.plug.site import Site

SYSTEM_CALLS = ("write", "pwrite64", "fsync", "rename", "unlink", "ftruncate", "mkdir", "chmod", "flock")
KILL = "signal=KILL"
ERRORS = ("error=ENOSPC", "error=EIO", "error=EROFS")


def kills(folder: Path, number: str = "1000", seed: str = "1") -> None:
    """Random moments of add, retag and rename-tag, in turn, until so many runs were killed at work."""
    chance = random.Random(int(seed))
    plays = [Play(folder / name, name) for name in ("add", "retag", "rename-tag")]
    spans = [_duration(play) for play in plays]
    at_work = times = 0
    while at_work < int(number):
        place = times % len(plays)
        at_work += plays[place].killed_after(chance.uniform(0.0, spans[place]))
        times += 1
    recovery = [took for play in plays for took in play.recoveries]
    print(
        f"killed at work {at_work} of {times} runs, half or lost 0, the run after one {sum(recovery) / times:.2f} s"
    )


def _duration(play: Play) -> float:
    undone(play.root, play.before)
    begun = time.monotonic()
    forked(play.root, play.arguments)
    return time.monotonic() - begun


def calls(folder: Path, *names: str) -> None:
    """A kill before each call of every command that writes, or of some."""
    for name in names or SCENES:
        points = sum(1 for _ in Play(folder / name, name).killed_at_every_call())
        print(f"{name}: killed at {points} calls, half or lost 0", flush=True)


def faults(folder: Path, *names: str) -> None:
    """A disk that is full, fails once, or is read-only, from each call of every command that writes, or of some."""
    for name in names or SCENES:
        for fault, (code, for_good) in FAULTS.items():
            play = Play(folder / f"{name} {fault}", name)
            points = sum(1 for _ in play.failed_at_every_call(code, for_good=for_good))
            print(f"{name}, {fault}: failed at {points} calls, half or lost 0", flush=True)


def system_calls(folder: Path, *names: str) -> None:
    """A process of its own under strace: a kill, or an error, at each system call that changes a file."""
    for name in names or ("add", "move"):
        play = Play(folder / name, name)
        for effect in (KILL, *ERRORS):
            points = 0
            for call in SYSTEM_CALLS:
                points += sum(1 for _ in _injected(play, call, effect))
            print(f"{name}, {effect}: {points} system calls, half or lost 0", flush=True)


def _injected(play: Play, call: str, effect: str) -> Iterator[int]:
    """The numbers of the calls of a kind, until there are no more of them."""
    number = 0
    # It is twice as fast, but sends no signals.
    quickly = () if effect == KILL else ("--seccomp-bpf",)
    while True:
        number += 1
        undone(play.root, play.before)
        trace = play.root.with_name("trace")
        done = subprocess.run(
            ["strace", "-f", *quickly, "-qq", "-o", str(trace), "-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={number}",
             sys.executable, "-m", "generator", "-C", str(play.root), *play.arguments],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        told = (call, effect, number, done.returncode, done.stderr)
        if not re.search(r"\(INJECTED\)|killed by SIGKILL", trace.read_text()):
            return
        assert "Traceback" not in done.stderr, told
        assert_whole(play.root, play.before, play.after, told)
        now = {name: data for name, data in tree(play.root).items() if not is_leftover(name)}
        assert done.returncode or now == play.after, told
        end, _ = forked(play.root, play.arguments)
        assert "Traceback" not in end.err and tree(play.root) == play.after, (told, end)
        yield number


def disk(folder: Path) -> None:
    """A real file system in memory (root may mount one): with so much room left, and read-only."""
    (folder / "add").mkdir()
    print(f"add: {mounted.add(folder / 'add')}", flush=True)
    (folder / "build").mkdir()
    print(f"build: {mounted.build(folder / 'build')}")


def site(folder: Path, number: str = "50", every: str = "1") -> None:
    """Random moments of the build after a digest, and of a first one; then each of its calls, or one in so many."""
    for is_first in (False, True):
        (folder / str(is_first)).mkdir()
        print("first builds" if is_first else "builds after a digest", flush=True)
        _of_site(Site(folder / str(is_first), is_first=is_first), number, every)


def _of_site(one: Site, number: str, every: str) -> None:
    at_work = sum(one.killed_at_random(int(number), random.Random(1)))
    print(f"builds killed {number}, of them at work {at_work}, sites half 0", flush=True)
    points = one.steps[:: int(every)]
    print(f"builds killed at {sum(1 for _ in one.killed_at(points))} calls, sites half 0", flush=True)
    for fault, (code, for_good) in FAULTS.items():
        failed = sum(1 for _ in one.failed_at(points, code, for_good=for_good))
        print(f"builds, {fault}: failed at {failed} calls, sites half 0", flush=True)


def life(_: Path, lives: str = "500", steps: str = "50") -> None:
    """Random lives of an archive, as the test of that name plays them, but more and longer."""
    plan = settings(
        max_examples=int(lives), stateful_step_count=int(steps), deadline=None, database=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=plan)
    print(f"lives {lives} of {steps} steps, lost 0")


RUNS: dict[str, Callable[..., None]] = {
    "kills": kills, "calls": calls, "faults": faults, "system-calls": system_calls, "disk": disk, "build": site,
    "life": life,
}  # fmt: skip

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="papershelf-plug-") as scratch:
        RUNS[sys.argv[1]](Path(scratch), *sys.argv[2:])
