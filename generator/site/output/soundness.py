"""What is left of a site that a build made: files that look as it left them; and what is not of its making.

A file that looks otherwise by now was touched by somebody else, and is not ours to keep.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from generator.site.output.files import Files, Made, joined, looks_so
from generator.site.output.manifest import Manifest
from generator.site.output.reach import Reach, Way
from generator.storage.files import naming

_State: TypeAlias = Literal["same", "changed", "foreign", "gone"]


def sound(folder: Path, left: Manifest) -> tuple[Files, list[str]]:
    """The files below a folder that a build made and that look as it left them; and the paths of all others,
    and of folders in which nothing is of that build's making.

    What a folder holds need not be read again where nothing has come or gone since that was done last.
    """
    found, others = Files(left.files), []
    with Reach(folder) as reach:
        folders = _Folders(folder, left.checked, reach)
        for below, names in left.files.items():  # of a large site all, in every build: nothing is asked twice
            if folders.state(below) == "same":
                if touched := _touched(reach.to(below), names):
                    found[below] = {name: one for name, one in names.items() if name not in touched}
                    others += [f"{below}/{name}" for name in touched]
            else:
                found[below] = {}
    for below in folders.changed():
        known = left.files.get(below, {})
        for entry in _entries(f"{folder}/{below}"):
            path = joined(below, entry.name)
            if entry.is_dir(follow_symlinks=False):
                if path not in folders:
                    others.append(path)
            elif entry.name in known and _is_as_left(entry.stat(follow_symlinks=False), known[entry.name]):
                found[below][entry.name] = known[entry.name]
            else:
                others.append(path)
    return found, others


class _Folders(dict[str, _State]):
    """The folders in which, or below which, a build left files, and what became of them.

    Into one that is *changed* something has come, or from it gone, since all were looked into. One that is
    *foreign* has come from elsewhere, with all below it, of which times tell nothing. One that is *gone* is
    no folder any more, or not below one. The uppermost is changed in any case: it was put in its place later.
    """

    def __init__(self, root: Path, checked: int, reach: Reach) -> None:
        super().__init__()
        self._root, self._checked, self._reach = root, checked, reach
        self[""] = "changed" if root.is_dir() else "gone"

    def state(self, folder: str) -> _State:
        """What became of a folder."""
        if folder in self:
            return self[folder]
        above = self.state(folder.rpartition("/")[0])
        self[folder] = found = "gone" if above == "gone" else self._look(folder, above)
        return found

    def _look(self, folder: str, above: _State) -> _State:
        begin, path = self._reach.to(folder)
        try:
            seen = os.stat(path[:-1], dir_fd=begin, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return "gone"
        except OSError:  # what is in it would stay, and be published
            with naming(self._root / folder):
                raise
        if not stat.S_ISDIR(seen.st_mode):
            return "gone"
        if above == "foreign":
            return "foreign"
        if seen.st_ctime_ns < self._checked:
            return "same"
        # What comes or goes sets both times of a folder, moving or copying the folder itself only one.
        return "changed" if seen.st_mtime_ns == seen.st_ctime_ns else "foreign"

    def changed(self) -> list[str]:
        """Those to be looked into."""
        return [folder for folder, found in self.items() if found in ("changed", "foreign")]


def is_sound(file: str, one: Made) -> bool:
    """Whether a single file is there, and looks as the build left it."""
    try:
        return _is_as_left(os.lstat(file), one)
    except OSError:
        return False


def _touched(way: Way, names: Mapping[str, Made]) -> list[str]:
    """The files of a folder that do not look as the build left them."""
    touched = []
    begin, folder = way
    for name, one in names.items():
        try:
            seen = os.stat(folder + name, dir_fd=begin, follow_symlinks=False)
        except OSError:
            touched.append(name)
        else:
            if not _is_as_left(seen, one):
                touched.append(name)
    return touched


def _is_as_left(seen: os.stat_result, one: Made) -> bool:
    return looks_so(one, seen) and stat.S_ISREG(seen.st_mode)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
