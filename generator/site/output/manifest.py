"""What a build left in a folder: for each file what it was made of, and how the file looked then.

A file that looks otherwise by now was touched by somebody else, and is not ours to keep. A manifest that is
damaged, or of another program's making, says nothing.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_FORM = "papershelf site 1"


class Look(NamedTuple):
    """The outside of a file: its size, and when it was written, in nanoseconds."""

    size: int
    written: int


class Made(NamedTuple):
    """A file that a build made: the fingerprint of what it was made of, and how it looked."""

    key: str
    look: Look


def standing(folder: Path) -> dict[str, Look | None]:
    """Every file below a folder, by path; None for what is no plain file. None of a missing folder."""
    return dict(_walk(str(folder), ""))


def _walk(folder: str, below: str) -> Iterator[tuple[str, Look | None]]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            seen = entry.stat(follow_symlinks=False)
            yield path, Look(seen.st_size, seen.st_mtime_ns)
        else:
            yield path, None


def read(file: Path) -> tuple[int, dict[str, Made]]:
    """The number of the folder that a manifest speaks of (its inode), and the files; none if unsound."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        if head.decode() != f"{_FORM} {hashlib.sha256(body).hexdigest()}":
            return 0, {}
        number, *rows = json.loads(body)
    except (OSError, UnicodeDecodeError):
        return 0, {}
    return number, {path: Made(key, Look(size, written)) for path, key, size, written in rows}


def write(file: Path, number: int, files: Mapping[str, Made]) -> None:
    """Write a manifest whole. Raises OSError."""
    rows = [(path, key, *look) for path, (key, look) in files.items()]
    body = json.dumps([number, *rows], ensure_ascii=True, separators=(",", ":")).encode()
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(f"{_FORM} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
    os.replace(new, file)
