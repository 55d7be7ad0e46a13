"""A disk that fails, and a plug that is pulled, at a chosen one of the calls that change files.

`forked` runs a command in a process of its own, which shares what is imported here, so that hundreds of runs
take seconds. In it every call that changes the disk is counted before it is made: Python announces most of them
to audit hooks, and what it does not announce (write, fsync, what opened files write) is wrapped.
"""

import builtins
import errno
import fcntl
import io
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from generator.cli import main, services
from tests.plug.files import Staged, opener

_ANNOUNCED = {
    "os.rename": (1, 3), "os.remove": (0, 1), "os.mkdir": (0, 2), "os.rmdir": (0, 1), "os.chmod": (0, 2),
    "os.link": (1, 3), "os.symlink": (1, 2), "os.truncate": (0, None), "fcntl.flock": (0, None),
}  # fmt: skip
"""Events of calls that change files, with the places, among what they tell, of the file's name and of the open
folder in which it is."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_BY_NUMBER = ("write", "pwrite", "sendfile", "fsync", "os.truncate", "fcntl.flock")
"""Calls on an open file: their errors do not say which."""
_UNTOLD = 70
"""The exit status of a command that ended in a traceback."""


class Step(NamedTuple):
    """A call that is about to change a file."""

    call: str
    file: str


class Ended(NamedTuple):
    """How a command ended. A negative code is a signal."""

    code: int
    out: str
    err: str


Plug = Callable[[int, Step], None]
"""Asked before each call, with its number from 0; it may raise OSError, or end the process."""


def pulled_at(number: int) -> Plug:
    """The process is killed before a call, and so after the one before it."""

    def plug(step: int, _: Step) -> None:
        if step == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return plug


def failing_at(number: int, code: int, *, for_good: bool) -> Plug:
    """A call fails; where it is for good, so does every later one that needs the disk's room or consent."""

    def plug(step: int, what: Step) -> None:
        spared = code == errno.ENOSPC and what.call in (
            "os.remove",
            "os.rename",
            "os.chmod",
            "fsync",
            "fcntl.flock",
        )
        if (step == number or (for_good and step > number)) and not spared:
            told = () if what.call in _BY_NUMBER else (what.file,)
            raise OSError(code, os.strerror(code), *told)

    return plug


class _Counter:
    """Counts the calls that change files below a folder."""

    def __init__(self, root: Path, plug: Plug) -> None:
        self.steps: list[Step] = []
        self._root, self._plug = str(root), plug
        self._is_busy = False

    def install(self) -> None:
        """From now on, for the life of this process."""
        sys.addaudithook(self._announced)
        # Waiting for a real disk would show nothing: a process dies here, not the machine.
        os.fsync = self._before("fsync", lambda descriptor: None)  # type: ignore[assignment]
        os.write = self._before("write", os.write)  # type: ignore[assignment]
        os.pwrite = self._before("pwrite", os.pwrite)  # type: ignore[assignment]
        os.sendfile = self._before("sendfile", os.sendfile)
        os.fdopen = lambda descriptor, *_, **__: Staged(descriptor)  # type: ignore[assignment]
        builtins.open = io.open = opener(io.open, self.step)  # type: ignore[assignment]

    def step(self, call: str, file: object, folder: object = None) -> None:
        name = self._name(file, folder)
        if not self._is_busy and (name == self._root or name.startswith(self._root + os.sep)):
            self._is_busy = True
            try:
                self.steps.append(Step(call, name))
                self._plug(len(self.steps) - 1, self.steps[-1])
            finally:
                self._is_busy = False

    def _name(self, file: object, folder: object = None) -> str:
        if isinstance(file, int):
            with suppress(OSError):
                return os.readlink(f"/proc/self/fd/{file}")
            return ""
        begin = self._name(folder) if isinstance(folder, int) and folder >= 0 else ""
        return os.path.abspath(os.path.join(begin, os.fsdecode(file)))  # type: ignore[arg-type]

    def _announced(self, event: str, told: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(told[2], int) and told[2] & _WRITING:
            self.step("open", told[0])
        elif event in _ANNOUNCED:
            name, folder = _ANNOUNCED[event]
            self.step(event, told[name], None if folder is None else told[folder])

    def _before(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(descriptor: int, *arguments: Any) -> Any:
            self.step(name, descriptor)
            return call(descriptor, *arguments)

        return wrapped


def forked(root: Path, arguments: Sequence[str], plug: Plug | None = None) -> tuple[Ended, list[Step]]:
    """Run ``papershelf`` in an archive; how it ended, and the calls that it made where it was counted."""
    pid = started(root, arguments, plug)
    return ended(pid, root)


def started(root: Path, arguments: Sequence[str], plug: Plug | None = None, name: str = "run") -> int:
    """The number of a process that runs ``papershelf``."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _run(root, arguments, plug, _told(root, name))
    return pid


def ended(pid: int, root: Path, name: str = "run") -> tuple[Ended, list[Step]]:
    """Wait for a process."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    out, err, steps = (Path(f"{_told(root, name)}.{kind}") for kind in ("out", "err", "steps"))
    lines = steps.read_text().splitlines() if steps.exists() else []
    steps.unlink(missing_ok=True)
    return Ended(code, out.read_text(), err.read_text()), [Step(*line.split("\t")) for line in lines]


def killed_after(pid: int, seconds: float) -> None:
    """Kill a process, unless it has ended by then."""
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)


def _told(root: Path, name: str) -> str:
    return str(root.with_name(f"{root.name}-{name}"))


def _run(root: Path, arguments: Sequence[str], plug: Plug | None, told: str) -> NoReturn:
    code = _UNTOLD
    try:
        for number, kind in ((1, "out"), (2, "err")):
            file = os.open(f"{told}.{kind}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(file, number)
        sys.stdout, sys.stderr = (os_file(number) for number in (1, 2))
        services.sleep = lambda seconds: None  # to wait for a service would show nothing
        counter = _Counter(root, plug) if plug else None
        if counter:
            counter.install()
        code = _exit_code(["papershelf", "-C", str(root), *arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        if counter:
            Path(f"{told}.steps").write_text("".join(f"{call}\t{file}\n" for call, file in counter.steps))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def os_file(number: int) -> Any:
    """A text stream on a descriptor, as the interpreter makes them at its start."""
    return open(number, "w", encoding="utf-8", closefd=False)


def _exit_code(arguments: list[str]) -> int:
    sys.argv = arguments
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0


def is_free(lock: Path) -> bool:
    """Whether nobody holds a lock."""
    with open(lock, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
