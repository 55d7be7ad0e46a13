"""A site once more, as links: the folder that the next build changes."""

import os
from pathlib import Path

from generator.site.output.files import Files
from generator.site.output.folders import make_folder
from generator.site.output.reach import Reach


def double(site: Path, twin: Path, files: Files) -> None:
    """Link these files of a site into a folder that is not there yet. Raises OSError."""
    twin.mkdir()
    with Reach(site) as old, Reach(twin) as new:
        for folder, names in files.items():
            if folder:
                make_folder(twin, folder)
            begin, way = old.to(folder)
            there, place = new.to(folder)
            for name in names:
                os.link(way + name, place + name, src_dir_fd=begin, dst_dir_fd=there)
