"""Files that are never half written."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

PREFIX = ".papershelf-new-"
"""Begins the name of every temporary file, so that a later run can sweep what a killed one left."""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is the old one or the new one at any moment.

    The text goes to a temporary file beside it, to the disk, and then takes the name. Line ends are
    written as they are. Raises OSError, which names the file.
    """
    put(stage(path, text), path)
    sync([path.parent])


def read_whole(file: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, which is one of thousands: without a buffer half as much is asked of the disk."""
    with open(file, "rb", buffering=0) as opened:
        return opened.readall()


def stage(path: Path, text: str) -> Path:
    """A temporary file beside a file, on the disk, with the text that the file is to have. Raises OSError."""
    data = text.encode()
    with naming(path):
        _make(path.parent)
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, _mode(path))
        except BaseException:
            discard([Path(name)])
            raise
    return Path(name)


def put(staged: Path, path: Path) -> None:
    """Let a temporary file take the name of its file. Lasting once the folder is synced. Raises OSError."""
    with naming(path):
        try:
            os.replace(staged, path)
        except BaseException:
            discard([staged])
            raise


def discard(staged: Iterable[Path]) -> None:
    """Remove temporary files that are not wanted after all."""
    for path in staged:
        with contextlib.suppress(OSError):
            path.unlink()


def remove(path: Path) -> None:
    """Remove a file, if there is one. Lasting once the folder is synced. Raises OSError."""
    with naming(path):
        path.unlink(missing_ok=True)


def sync(folders: Iterable[Path]) -> None:
    """Bring names that were given and taken to the disk. Raises OSError."""
    for folder in folders:
        with naming(folder):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def sweep(root: Path) -> None:
    """Remove the temporary files that a killed run left in an archive. For those who hold its lock."""
    for pattern in ("", "docs/papers/*/", "docs/tags/", "digests/", "digests/ledger/", ".cache/notes/"):
        discard(root.glob(f"{pattern}{PREFIX}*"))


def _make(folder: Path) -> None:
    """Make a folder that outlasts a power cut: its name stands in the folder above, which is synced too."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(exist_ok=True)
        sync([folder.parent])


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error name the file that somebody knows: not a descriptor, a temporary file, or none at all."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise
