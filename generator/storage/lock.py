"""One run at a time: whoever writes to an archive holds its lock."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = ".cache/papershelf.lock"
"""Below the root. The file names its owner and goes with it; what a killed run leaves binds nobody."""
PATIENCE = 30.0
"""Seconds to wait for another run."""
_PAUSE = 0.05


class LockedError(OSError):
    """Another run held the lock all the time."""


@contextmanager
def lock(root: Path, patience: float = PATIENCE, name: str = LOCK) -> Iterator[None]:
    """Hold a folder alone, an archive or another; wait for another run at most `patience` seconds.

    The system gives the lock up when its owner ends, however it ends. Raises LockedError, and OSError where
    the file cannot be made.
    """
    descriptor = _acquire(root / name, time.monotonic() + patience)
    try:
        _sign(descriptor, root / name)
        yield
    finally:
        # Removed while it is held: who opened it meanwhile sees that its name has gone, and opens anew.
        # Where it cannot be removed it stays, and binds nobody.
        with suppress(OSError):
            (root / name).unlink(missing_ok=True)
        os.close(descriptor)


def _sign(descriptor: int, file: Path) -> None:
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except OSError as error:
        error.filename = str(file)
        raise


def _acquire(file: Path, deadline: float) -> int:
    if file.parent.is_symlink():
        raise OSError(0, "This is a link, not a folder", str(file.parent))
    file.parent.mkdir(exist_ok=True)
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        if _is_ours(descriptor, file):
            return descriptor
        owner = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        if time.monotonic() >= deadline:
            raise LockedError(0, f"Another run (pid {owner or 'unknown'}) is at work", str(file))
        time.sleep(_PAUSE)


def _is_ours(descriptor: int, file: Path) -> bool:
    """Take the lock if it is free, and make sure that the file still bears its name."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(descriptor), os.stat(file, follow_symlinks=False))
    except (BlockingIOError, FileNotFoundError):
        return False
    except OSError as error:
        error.filename = str(file)
        raise
