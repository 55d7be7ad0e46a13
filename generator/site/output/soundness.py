"""What is left of a site that a build made: files that look as it left them; and what is not of its making.

A file that looks otherwise by now was touched by somebody else, and is not ours to keep.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from generator.site.output.manifest import Made, Manifest, looks_so

_State: TypeAlias = Literal["same", "changed", "foreign", "gone"]


def sound(folder: Path, left: Manifest) -> tuple[Mapping[str, Made], list[str]]:
    """The files below a folder that a build made and that look as it left them, by path; and all others, and
    folders in which nothing is of that build's making.

    What a folder holds need not be read again where nothing has come or gone since that was done last.
    """
    folders, made = _Folders(folder, left.checked), left.files
    missing, others = set(), []
    for path, one in made.items():  # of a large site all, in every build: nothing is asked twice here
        if folders[path.rpartition("/")[0]] != "same":
            missing.add(path)
        elif not is_sound(f"{folder}/{path}", one):
            missing.add(path)
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


class _Folders(dict[str, _State]):
    """The folders in which, or below which, a build left files, and what became of them.

    Into one that is *changed* something has come, or from it gone, since all were looked into. One that is
    *foreign* has come from elsewhere, with all below it, of which times tell nothing. One that is *gone* is
    no folder any more, or not below one. The uppermost is changed in any case: it was put in its place later.
    """

    def __init__(self, root: Path, checked: int) -> None:
        super().__init__()
        self._root, self._checked = root, checked
        self[""] = "changed" if root.is_dir() else "gone"

    def __missing__(self, folder: str) -> _State:
        above = self[folder.rpartition("/")[0]]
        self[folder] = found = "gone" if above == "gone" else self._look(folder, above == "foreign")
        return found

    def _look(self, folder: str, is_foreign: bool) -> _State:
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
