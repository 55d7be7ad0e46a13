"""What stands on the command line as files: files, folders, zips, and ``-`` for standard input."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import typer

from generator.cli.report import Failure
from generator.readers import bundle
from generator.readers.reader import UnreadableError
from generator.readers.registry import readers

STANDARD_INPUT = "standard input"
Given = tuple[str, bytes] | Failure
"""A file's name for messages with its bytes, or why it has none."""


LARGEST = max(bundle.TOTAL, *(reader.limit for reader in readers()))
"""Bytes that are read of a file; of none do more mean anything."""


def contents(path: Path) -> bytes:
    """The bytes of a file. Raises OSError, and UnreadableError for one that no reader would take."""
    with path.open("rb") as file:
        return _bounded(file)


def _bounded(file: BinaryIO) -> bytes:
    size = file.seek(0, os.SEEK_END) - file.seek(0) if file.seekable() else 0
    data = b"" if size > LARGEST else file.read(LARGEST + 1)
    if max(size, len(data)) > LARGEST:
        message = f"The file is larger than {LARGEST >> 20} MiB."
        raise UnreadableError(1, message, "Split it into smaller files and add each.")
    return data


def given(paths: list[Path]) -> Iterator[Given]:
    """Every file that is meant, the members of a folder or a zip by name; each is a digest of its own."""
    for path in paths:
        if str(path) == "-":
            yield from _read(STANDARD_INPUT, lambda: _bounded(typer.get_binary_stream("stdin")))
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield from _read(str(path), partial(contents, path))


def _folder(folder: Path) -> Iterator[Given]:
    """The plain files below a folder; hidden ones and links are passed over."""
    files = [path for path in sorted(folder.rglob("*")) if _is_plain(path, folder)]
    if not files:
        yield Failure(str(folder), 1, "The folder holds no file.", "Name the folder with the digests.")
    for path in files:
        yield from _read(str(path), partial(contents, path))


def _is_plain(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in parts)


def _read(name: str, read: Callable[[], bytes]) -> Iterator[Given]:
    try:
        data = read()
    except OSError as error:
        yield Failure(name, 1, error.strerror or "It cannot be read.", "")
    except UnreadableError as error:
        yield _failure(name, error)
    else:
        yield from _unpacked(name, data)


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
