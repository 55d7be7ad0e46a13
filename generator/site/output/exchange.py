"""Two folders change places in one step, so that whoever looks sees one of them whole."""

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths are given whole."""
_SWAP = 2
"""RENAME_EXCHANGE of Linux (renameat2) and RENAME_SWAP of macOS (renamex_np)."""


def exchange(one: Path, other: Path) -> None:
    """Let two folders change places. Raises OSError.

    Where the system cannot do it in one step, *one* is missing for the moment between two renames; `mend`
    puts it back after a run that ended in that moment.
    """
    if not _at_once(one, other):
        aside = _aside(one)
        os.rename(one, aside)
        try:
            os.rename(other, one)
        except OSError:
            os.rename(aside, one)
            raise
        os.rename(aside, other)


def mend(one: Path, other: Path) -> None:
    """Finish what a run that was killed between two renames began."""
    aside = _aside(one)
    if aside.exists():
        os.rename(aside, other if one.exists() else one)


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.old")


def _at_once(one: Path, other: Path) -> bool:
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        return bool(library.renamex_np(first, second, _SWAP) == 0)
    if not hasattr(library, "renameat2"):
        return False
    return bool(library.renameat2(_HERE, first, _HERE, second, _SWAP) == 0)
