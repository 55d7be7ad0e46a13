"""What a build left in a folder: for each file what it was made of, and how the file looked then.

A file that looks otherwise by now was touched by somebody else, and is not ours to keep. A manifest that is
damaged, or of another program's making, says nothing. That of the twin tells only in what it differs from the
site, since the two have nearly all in common.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from generator.storage.files import naming

_FORM = b"papershelf site 5"
_PIECE = 5_000
"""Entries of a mapping that stand on one line: all those of a large site would take their memory twice."""


Made: TypeAlias = str
"""A file that a build made, in three words: the fingerprint of what it was made of, its size, and when it
was written, in nanoseconds. Three values would take twice the room, of the many that there are."""


class Manifest(NamedTuple):
    """What a build left in the folder of a site."""

    number: int = 0
    """Of the folder (its inode)."""
    checked: int = 0
    """As of when it is known what all folders below it hold, by the clock of the disk, in nanoseconds; 0
    where that is not known."""
    note: Mapping[str, Any] = {}
    """What its build noted for the next one, by names."""
    files: Mapping[str, Made] = {}
    seal: str = ""
    """A hash of all this."""


def made(key: str, seen: os.stat_result) -> Made:
    """A file that was made of something, and looks so."""
    return f"{key} {seen.st_size} {seen.st_mtime_ns}"


def looks_so(one: Made, seen: os.stat_result) -> bool:
    """Whether a file looks as the build left it."""
    return one.endswith(f" {seen.st_size} {seen.st_mtime_ns}")


def sound(folder: Path, left: Manifest) -> tuple[Mapping[str, Made], list[str]]:
    """The files below a folder that a build made and that look as it left them, by path; and all others, and
    folders in which nothing is of that build's making.

    What a folder holds need not be read again where nothing has come or gone since that was done last.
    """
    folders, made = _Folders(folder, left.checked), left.files
    missing, others = set(made), []
    for path, one in made.items():
        if folders[path.rpartition("/")[0]] == "same":
            if is_sound(f"{folder}/{path}", one):
                missing.discard(path)
            else:
                others.append(path)
    for below in folders.changed():
        for entry in _entries(f"{folder}/{below}"):
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if path not in folders:
                    others.append(path)
            elif path in made and entry.is_file(follow_symlinks=False) and _is_as_left(entry, made[path]):
                missing.discard(path)
            else:
                others.append(path)
    found = {path: one for path, one in made.items() if path not in missing} if missing else made
    return found, others


def _is_as_left(entry: os.DirEntry[str], one: Made) -> bool:
    return looks_so(one, entry.stat(follow_symlinks=False))


class _Folders(dict[str, Literal["same", "changed", "foreign", "gone"]]):
    """The folders in which, or below which, a build left files, and what became of them.

    Into one that is *changed* something has come, or from it gone, since all were looked into. One that is
    *foreign* has come from elsewhere, with all below it, of which times tell nothing. One that is *gone* is
    no folder any more, or not below one. The uppermost is changed in any case: it was put in its place later.
    """

    def __init__(self, root: Path, checked: int) -> None:
        super().__init__()
        self._root, self._checked = root, checked
        self[""] = "changed" if root.is_dir() else "gone"

    def __missing__(self, folder: str) -> Literal["same", "changed", "foreign", "gone"]:
        above = self[folder.rpartition("/")[0]]
        self[folder] = found = "gone" if above == "gone" else self._look(folder, above == "foreign")
        return found

    def _look(self, folder: str, is_foreign: bool) -> Literal["same", "changed", "foreign", "gone"]:
        try:
            seen = os.lstat(f"{self._root}/{folder}")
        except OSError:
            return "gone"
        if not stat.S_ISDIR(seen.st_mode):
            return "gone"
        if is_foreign:
            return "foreign"
        if seen.st_ctime_ns < self._checked:
            return "same"
        # What comes or goes sets both times of a folder, moving or copying the folder itself only one.
        return "changed" if seen.st_mtime_ns == seen.st_ctime_ns else "foreign"

    def changed(self) -> list[str]:
        """Those to be looked into, each with a slash behind it."""
        looked_into = ("changed", "foreign")
        return [f"{folder}/" if folder else "" for folder, found in self.items() if found in looked_into]


def is_sound(file: str, one: Made) -> bool:
    """Whether a single file is there, and looks as the build left it."""
    try:
        seen = os.lstat(file)
    except OSError:
        return False
    return stat.S_ISREG(seen.st_mode) and looks_so(one, seen)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []


def read(file: Path) -> Manifest:
    """The manifest of a site; one that says nothing if it is unsound."""
    seal, told = _opened(file, "number", "checked", "files")
    if not told:
        return Manifest()
    return Manifest(told.pop("number"), told.pop("checked"), files=told.pop("files"), note=told, seal=seal)


def write(file: Path, told: Manifest) -> Manifest:
    """Write the manifest of a site whole, and seal it. Raises OSError."""
    own = {"number": told.number, "checked": told.checked, "files": told.files}
    return told._replace(seal=_write(file, {**told.note, **own}))


def read_twin(file: Path, site: Manifest) -> Manifest | None:
    """What is in the twin of a site; None where nothing is said of it, or beside another site."""
    _, told = _opened(file, "site", "number", "checked", "others", "gone")
    if not told or told["site"] != site.seal:
        return None
    files = {**site.files, **told["others"]}
    for path in told["gone"]:
        files.pop(path, None)
    return Manifest(told["number"], told["checked"], files=files)


def write_twin(file: Path, site: Manifest, twin: Manifest) -> None:
    """Write what is in the twin of a site. Raises OSError."""
    others = {path: one for path, one in twin.files.items() if site.files.get(path) != one}
    gone = list(site.files.keys() - twin.files.keys())
    own = {"site": site.seal, "number": twin.number, "checked": twin.checked}
    _write(file, {**own, "others": others, "gone": gone})


def _opened(file: Path, *names: str) -> tuple[str, dict[str, Any]]:
    """The seal of a file of ours, and what it says, by names, these among them; nothing if it is unsound."""
    told: dict[str, Any] = {}
    seal = hashlib.sha256(_FORM)
    try:
        with file.open("rb") as lines:
            for line in lines:
                if line == seal.hexdigest().encode():
                    return (seal.hexdigest(), told) if told.keys() >= set(names) else ("", {})
                seal.update(line)
                name, value = json.loads(line)
                if name in told:
                    told[name].update(value)
                else:
                    told[name] = value
    except (OSError, ValueError, RecursionError, TypeError, AttributeError):
        pass
    return "", {}


def _write(file: Path, told: Mapping[str, object]) -> str:
    """Write a line for each of these, of a large mapping several; and the seal, which tells whether all
    before it is as it was written."""
    seal = hashlib.sha256(_FORM)
    new = file.with_name(f"{file.name}.new")
    with naming(file):
        with new.open("wb") as opened:
            for line in map(_line, _pieces(told)):
                seal.update(line)
                opened.write(line)
            opened.write(seal.hexdigest().encode())
        os.replace(new, file)
    return seal.hexdigest()


def _pieces(told: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Names with what is told under them, a mapping piece by piece."""
    for name, value in told.items():
        if isinstance(value, Mapping) and len(value) > _PIECE:
            entries = iter(value.items())
            while piece := dict(islice(entries, _PIECE)):
                yield name, piece
        else:
            yield name, value


def _line(told: tuple[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
