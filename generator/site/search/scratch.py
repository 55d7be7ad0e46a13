"""Folders for the indexer, each for a moment: in memory, where the system has a place for that."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = "/dev/shm"  # noqa: S108 - what is put there stands in a folder of its own, for this user alone
_PREFIX = ".papershelf-search-"
_LEFT = 24 * 60 * 60
"""Seconds after which a folder is nobody's any more: an index takes a few."""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for thousands of small files, gone in a second."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=_place()) as folder:
        yield Path(folder)


def sweep() -> None:
    """Remove what killed builds left; what belongs to another user, or is no folder, stays."""
    try:
        place = _place()
    except FileNotFoundError:  # there is nowhere to leave anything
        return
    for folder in place.glob(f"{_PREFIX}*"):
        try:
            seen = folder.lstat()
        except OSError:  # gone meanwhile
            continue
        if stat.S_ISDIR(seen.st_mode) and seen.st_uid == _user() and seen.st_mtime < time.time() - _LEFT:
            shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    return Path(_MEMORY if os.access(_MEMORY, os.W_OK | os.X_OK) else tempfile.gettempdir())


def _user() -> int:
    """Who runs this; 0, as files have it there, where the system does not say."""
    return os.getuid() if hasattr(os, "getuid") else 0
