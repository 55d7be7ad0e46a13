"""The files of a site by folder: of a large one, what has to be said of the folder is said once."""

import os
from collections.abc import Mapping
from typing import TypeAlias

Made: TypeAlias = str
"""A file that a build made, in three words: the fingerprint of what it was made of, its size, and when it
was written, in nanoseconds. Three values would take twice the room, of the many that there are."""


class Files(dict[str, dict[str, Made]]):
    """What a build made, by folder and by name. A path has slashes; the folder of the uppermost is empty."""

    def named(self, folder: str, name: str) -> Made | None:
        """What is known of a file."""
        names = self.get(folder)
        return names.get(name) if names else None

    def put(self, folder: str, name: str, one: Made) -> None:
        """Know something else of a file."""
        names = self.get(folder)
        if names is None:
            self[folder] = {name: one}
        else:
            names[name] = one

    def beside(self, others: "Files") -> "Files":
        """What is not known so, or not at all, of the others."""
        found = Files()
        for folder, names in self.items():
            known = others.get(folder)
            if names != known:
                told = {name: one for name, one in names.items() if not known or known.get(name) != one}
                if told:
                    found[folder] = told
        return found

    def without(self, others: "Files") -> dict[str, list[str]]:
        """The names of the files that are not among the others."""
        found = {}
        for folder, names in self.items():
            known = others.get(folder)
            if names != known and (gone := [name for name in names if not known or name not in known]):
                found[folder] = gone
        return found

    def changed(self, others: Mapping[str, Mapping[str, Made]], gone: Mapping[str, list[str]]) -> "Files":
        """The same with others put in, and some taken out; this one stays as it is."""
        found = Files(self)
        for folder, names in others.items():
            found[folder] = {**self.get(folder, {}), **names}
        for folder, lost in gone.items():
            found[folder] = {name: one for name, one in found[folder].items() if name not in lost}
        return found


def made(key: str, seen: os.stat_result) -> Made:
    """A file that was made of something, and looks so."""
    return f"{key} {seen.st_size} {seen.st_mtime_ns}"


def looks_so(one: Made, seen: os.stat_result) -> bool:
    """Whether a file looks as the build left it."""
    return one.endswith(f" {seen.st_size} {seen.st_mtime_ns}")


def apart(path: str) -> tuple[str, str]:
    """The folder of a file, and its name; what posixpath splits more slowly."""
    folder, _, name = path.rpartition("/")
    return folder, name


def joined(folder: str, name: str) -> str:
    """The path of a file, from its folder and its name."""
    return f"{folder}/{name}" if folder else name
