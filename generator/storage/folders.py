"""What lies in the folders of an archive, with all that a look into a folder tells of its files."""

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path


def page_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of papers' pages, in the order of their paths below ``docs/``, which come with them."""
    for folder in entries(root / "docs" / "papers"):
        for entry in entries(Path(folder.path), ".md") if folder.is_dir() else ():
            yield f"papers/{folder.name}/{entry.name}", entry


def entries(folder: Path, ending: str = "") -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; nothing where there is none, or none to look into."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.endswith(ending)]
            return sorted(found, key=attrgetter("name"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
