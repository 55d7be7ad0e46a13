"""Folders below that of a site."""

import os
from pathlib import Path


def make_folder(root: Path, folder: str) -> None:
    """Make a folder, also where there was a file of the site before last."""
    try:
        os.mkdir(f"{root}/{folder}")  # mostly that is all, and looking first would cost as much again
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        _make_folders(root, folder)


def _make_folders(root: Path, folder: str) -> None:
    try:
        os.makedirs(f"{root}/{folder}", exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        file = next((part for part in [root / folder, *(root / folder).parents] if part.is_file()), None)
        if file is None:
            raise
        file.unlink()
        make_folder(root, folder)
