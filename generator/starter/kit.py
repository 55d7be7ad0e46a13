"""Where the files of a new archive come from: this project's own ones, and a few that only a new archive has.

What both have stands in this project once. ``kit.txt`` names it; a wheel carries a copy of it along.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
OWN: Final = _HERE / "own"
"""Files that only a new archive has."""
CARRIED: Final = _HERE / "kit"
"""Where a wheel keeps its copy; a checkout has none."""


def names() -> list[str]:
    """What the kit takes of this project: files, and folders with all that is in them."""
    return (_HERE / "kit.txt").read_text(encoding="utf-8").split()


def kit() -> dict[str, str]:
    """The texts of the kit by path, as they stand in this project."""
    root = CARRIED if CARRIED.is_dir() else _HERE.parents[1]
    files = (file for name in names() for file in _files(root / name))
    return {file.relative_to(root).as_posix(): _text(file) for file in files}


def own() -> dict[str, str]:
    """The texts of the files that only a new archive has."""
    return {file.relative_to(OWN).as_posix(): _text(file) for file in _files(OWN)}


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (file for file in sorted(place.rglob("*")) if file.is_file())
    else:
        yield place


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8")
