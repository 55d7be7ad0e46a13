"""A site once more, as links: the folder that the next build changes."""

import os
from pathlib import Path

from generator.site.output.files import Files
from generator.site.output.reach import Reach


def double(site: Path, twin: Path, files: Files) -> None:
    """Link these files of a site into a folder that is not there yet. Raises OSError."""
    twin.mkdir()
    made = {""}
    with Reach(site) as old, Reach(twin) as new:
        for folder, names in files.items():
            if folder not in made:
                _make(twin, folder, new, made)
            begin, way = old.to(folder)
            there, place = new.to(folder)
            for name in names:
                os.link(way + name, place + name, src_dir_fd=begin, dst_dir_fd=there)


def _make(twin: Path, folder: str, new: Reach, made: set[str]) -> None:
    """Make a folder, and those above it."""
    above = folder.rpartition("/")[0]
    if above not in made:
        _make(twin, above, new, made)
    begin, way = new.to(folder)
    os.mkdir(way[:-1], dir_fd=begin)
    made.add(folder)
