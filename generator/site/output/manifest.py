"""What a build left in a folder: for each file what it was made of, and how the file looked then.

A file that looks otherwise by now was touched by somebody else, and is not ours to keep. A manifest that is
damaged, or of another program's making, says nothing.
"""

import hashlib
import json
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from generator.storage.files import naming

_FORM = "papershelf site 3"


Look: TypeAlias = tuple[int, int]
"""The outside of a file: its size, and when it was written, in nanoseconds."""
Made: TypeAlias = tuple[str, int, int]
"""A file that a build made: the fingerprint of what it was made of, and how it looked."""


def sound(folder: Path, made: Mapping[str, Made]) -> tuple[dict[str, Made], list[str]]:
    """The files below a folder that a build made and that look as it left them, by path; and all others."""
    found: dict[str, Made] = {}
    others: list[str] = []
    pending = [(str(folder), "")]
    while pending:
        place, below = pending.pop()
        for entry in _entries(place):
            path = sys.intern(below + entry.name)
            if entry.is_file(follow_symlinks=False):
                seen, known = entry.stat(follow_symlinks=False), made.get(path)
                if known is not None and seen.st_mtime_ns == known[2] and seen.st_size == known[1]:
                    found[path] = known
                else:
                    others.append(path)
            elif entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, f"{path}/"))
            else:
                others.append(path)
    return found, others


def look(file: str) -> Look | None:
    """How a file looks; None where there is no plain file."""
    try:
        seen = os.lstat(file)
    except OSError:
        return None
    return (seen.st_size, seen.st_mtime_ns) if stat.S_ISREG(seen.st_mode) else None


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def read(file: Path) -> tuple[int, dict[str, Made]]:
    """The number of the folder that a manifest speaks of (its inode), and the files; none if unsound."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        if head.decode() != f"{_FORM} {hashlib.sha256(body).hexdigest()}":
            return 0, {}
        number, paths, *columns = json.loads(body)
    except (OSError, UnicodeDecodeError):
        return 0, {}
    return number, dict(zip(map(sys.intern, paths), zip(*columns, strict=True), strict=True))


def write(file: Path, number: int, files: Mapping[str, Made]) -> None:
    """Write a manifest whole. Raises OSError."""
    columns = [list(column) for column in zip(*files.values(), strict=True)] or [[], [], []]
    body = json.dumps([number, list(files), *columns], ensure_ascii=True, separators=(",", ":")).encode()
    new = file.with_name(f"{file.name}.new")
    with naming(file):
        new.write_bytes(f"{_FORM} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        os.replace(new, file)
