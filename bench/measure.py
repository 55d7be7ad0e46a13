"""A command is run, and what it took is told: processor time, time on the clock, memory at its peak."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_PAUSE = 0.1
"""Seconds between two looks at the memory."""


class Limit(NamedTuple):
    """What a command may take before it is stopped."""

    seconds: float
    mebibytes: float


class Taken(NamedTuple):
    """What a command and all its children took."""

    cpu: float
    """Seconds, user and system."""
    wall: float
    largest: float
    """MiB of the largest process."""
    together: float
    """MiB of all processes at one moment, as seen ten times a second; what they share counts once."""
    stopped: str | None = None
    """Why it was not let finish."""


class CommandError(RuntimeError):
    """The command failed of itself."""


def measured(command: Sequence[str], folder: Path, limit: Limit) -> Taken:
    """Run a command to its end or its limit. Raises CommandError."""
    started = time.perf_counter()
    with (folder / "said.log").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, start_new_session=True)
        watch = _Watch(process.pid, limit, started)
        watch.thread.start()
        _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.ended.set()
    watch.thread.join()
    if process.returncode and watch.stopped is None:
        raise CommandError((folder / "said.log").read_text(errors="replace")[-2000:])
    largest = usage.ru_maxrss / 1024
    return Taken(usage.ru_utime + usage.ru_stime, wall, largest, max(watch.most, largest), watch.stopped)


class _Watch:
    """Adds up the memory of a process and its children, and ends them where they take too much."""

    def __init__(self, pid: int, limit: Limit, started: float) -> None:
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.most = 0.0
        self.stopped: str | None = None
        self._root, self._limit, self._since = pid, limit, started

    def _look(self) -> None:
        while not self.ended.wait(_PAUSE):
            now = sum(map(_share, _family(self._root)))
            self.most = max(self.most, now)
            if now > self._limit.mebibytes:
                self._stop("memory")
            elif time.perf_counter() - self._since > self._limit.seconds:
                self._stop("time")

    def _stop(self, reason: str) -> None:
        self.stopped = reason
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._root, signal.SIGKILL)
        self.ended.set()


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except (FileNotFoundError, ProcessLookupError):
        return


def _share(pid: int) -> float:
    """MiB of a process; of what it shares with others, its part (proportional set size)."""
    try:
        found = _SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
