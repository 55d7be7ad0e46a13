"""What stands on the command line as files: files, folders, zips, and ``-`` for standard input."""

from collections.abc import Iterator
from pathlib import Path

import typer

from generator.cli.report import Failure
from generator.readers import bundle
from generator.readers.reader import UnreadableError

STANDARD_INPUT = "standard input"
Given = tuple[str, bytes] | Failure
"""A file's name for messages with its bytes, or why it has none."""


def given(paths: list[Path]) -> Iterator[Given]:
    """Every file that is meant, the members of a folder or a zip by name; each is a digest of its own."""
    for path in paths:
        if str(path) == "-":
            yield from _unpacked(STANDARD_INPUT, typer.get_binary_stream("stdin").read())
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path)


def _folder(folder: Path) -> Iterator[Given]:
    """The plain files below a folder; hidden ones and links are passed over."""
    files = [path for path in sorted(folder.rglob("*")) if _is_plain(path, folder)]
    if not files:
        yield Failure(str(folder), 1, "The folder holds no file.", "Name the folder with the digests.")
    for path in files:
        yield from _file(path)


def _is_plain(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in parts)


def _file(path: Path) -> Iterator[Given]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Failure(str(path), 1, error.strerror or "It cannot be read.", "")
    else:
        yield from _unpacked(str(path), data)


def _unpacked(name: str, data: bytes) -> Iterator[Given]:
    """A file as it is, or the members of a zip as ``archive.zip/member``."""
    if not bundle.is_zip(data):
        yield name, data
        return
    try:
        for member in bundle.members(data):
            inner = f"{name}/{member.name}"
            yield _failure(inner, member.fault) if member.fault else (inner, member.data)
    except UnreadableError as error:
        yield _failure(name, error)


def _failure(name: str, error: UnreadableError) -> Failure:
    return Failure(name, error.line, error.message, error.remedy)
