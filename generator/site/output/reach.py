"""Short ways to the files below a folder.

The system goes through every part of a path whenever a file is asked for; of a long one that costs as much as
the answer. So the folder above the one that holds the file stays open, and the way begins there.
"""

import os
from pathlib import Path
from typing import TypeAlias

Way: TypeAlias = tuple[int | None, str]
"""An open folder, and the path from there to another one, with a slash behind it unless it is the open folder
itself; without an open folder the path is whole."""

CAN_OPEN = {os.stat, os.link, os.mkdir} <= os.supports_dir_fd
"""Whether this system can go from an open folder."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


class Reach:
    """The ways below one folder. Files of one folder, and of those beside it, are best asked for in a row."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._above: str | None = None
        self._open: int | None = None
        self._begin = ""

    def __enter__(self) -> "Reach":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def to(self, folder: str) -> Way:
        """The way to a folder below the root, whether there is one or not."""
        above, _, last = folder.rpartition("/")
        if above != self._above:
            self._move(above)
        return self._open, f"{self._begin}{last}/" if last else self._begin

    def _move(self, above: str) -> None:
        self._close()
        self._above, self._begin = above, f"{self._root}/{above}/" if above else f"{self._root}/"
        if CAN_OPEN:
            try:
                self._open, self._begin = os.open(self._begin, _FOLDER), ""
            except OSError:  # it is not there: whoever asks for what is in it is told so
                self._open = None

    def _close(self) -> None:
        if self._open is not None:
            os.close(self._open)
        self._open = None
        self._above = None
