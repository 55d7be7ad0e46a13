"""Files that are never half written."""

import contextlib
import os
import tempfile
from pathlib import Path

PREFIX = ".papershelf-new-"
"""Begins the name of every temporary file, so that a later run can sweep what a killed one left."""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is the old one or the new one at any moment.

    The text goes to a temporary file beside it, to the disk, and then takes the name. Line ends are
    written as they are. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(root: Path) -> None:
    """Remove the temporary files that a killed run left in an archive. For those who hold its lock."""
    for pattern in ("", "docs/papers/*/", "docs/tags/", "digests/", "digests/ledger/"):
        for path in root.glob(f"{pattern}{PREFIX}*"):
            with contextlib.suppress(OSError):
                path.unlink()
