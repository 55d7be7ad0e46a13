"""What a build left in a folder: for each file what it was made of, and how the file looked then.

A file that looks otherwise by now was touched by somebody else, and is not ours to keep. A manifest that is
damaged, or of another program's making, says nothing. That of the twin tells only in what it differs from the
site, since the two have nearly all in common.
"""

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from generator.storage.files import naming

_FORM = b"papershelf site 4"


Look: TypeAlias = tuple[int, int]
"""The outside of a file: its size, and when it was written, in nanoseconds."""
Made: TypeAlias = tuple[str, int, int]
"""A file that a build made: the fingerprint of what it was made of, and how it looked."""


class Manifest(NamedTuple):
    """What a build left in the folder of a site."""

    number: int = 0
    """Of the folder (its inode)."""
    note: Any = None
    """What its build noted for the next one."""
    files: Mapping[str, Made] = {}
    seal: str = ""
    """A hash of all this."""


def sound(folder: Path, made: Mapping[str, Made]) -> tuple[Mapping[str, Made], list[str]]:
    """The files below a folder that a build made and that look as it left them, by path; and all others."""
    missing, others = set(made), []
    pending = [(str(folder), "")]
    while pending:
        place, below = pending.pop()
        for entry in _entries(place):
            path = below + entry.name
            if entry.is_file(follow_symlinks=False):
                seen, known = entry.stat(follow_symlinks=False), made.get(path)
                if known is not None and seen.st_mtime_ns == known[2] and seen.st_size == known[1]:
                    missing.discard(path)
                else:
                    others.append(path)
            elif entry.is_dir(follow_symlinks=False):
                pending.append((entry.path, f"{path}/"))
            else:
                others.append(path)
    found = {path: one for path, one in made.items() if path not in missing} if missing else made
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


def read(file: Path) -> Manifest:
    """The manifest of a site; one that says nothing if it is unsound."""
    seal, told = _opened(file)
    if not told:
        return Manifest()
    number, note, paths, *columns = told
    return Manifest(number, note, dict(zip(paths, zip(*columns, strict=True), strict=True)), seal)


def write(file: Path, number: int, note: object, files: Mapping[str, Made]) -> Manifest:
    """Write the manifest of a site whole. Raises OSError."""
    columns = zip(*files.values(), strict=True) if files else ((), (), ())
    return Manifest(number, note, files, _write(file, [number, note, list(files), *columns]))


def read_twin(file: Path, site: Manifest) -> Mapping[str, Made] | None:
    """The files of the twin of a site; None where nothing is said of it, or beside another site."""
    _, told = _opened(file)
    if not told or told[0] != site.seal:
        return None
    _, others, gone = told
    files = {**site.files, **{path: (key, size, written) for path, key, size, written in others}}
    for path in gone:
        files.pop(path, None)
    return files


def write_twin(file: Path, site: Manifest, files: Mapping[str, Made]) -> None:
    """Write what the twin of a site holds. Raises OSError."""
    others = [(path, *made) for path, made in files.items() if site.files.get(path) != made]
    _write(file, [site.seal, others, list(site.files.keys() - files.keys())])


def _opened(file: Path) -> tuple[str, list[Any]]:
    """The seal of a file of ours, and what its lines say; nothing if it is unsound."""
    told: list[Any] = []
    seal = hashlib.sha256(_FORM)
    try:
        with file.open("rb") as lines:
            for line in lines:
                if line == seal.hexdigest().encode():
                    return seal.hexdigest(), told
                seal.update(line)
                told.append(json.loads(line))
    except (OSError, ValueError, RecursionError):
        pass
    return "", []


def _write(file: Path, told: list[object]) -> str:
    """Write a line for each of these, one by one, since of a large site each is large; and the seal, which
    tells whether all before it is as it was written."""
    seal = hashlib.sha256(_FORM)
    new = file.with_name(f"{file.name}.new")
    with naming(file):
        with new.open("wb") as opened:
            for one in told:
                line = json.dumps(one, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
                seal.update(line)
                opened.write(line)
            opened.write(seal.hexdigest().encode())
        os.replace(new, file)
    return seal.hexdigest()
