"""Search put into a site."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.site.search.parts import FOLDER, MAP, Parts


def files(made: Parts) -> Iterator[tuple[str, bytes]]:
    """Every file below the site's root, the map last."""
    for part in made.parts:
        for name, data in part.files():
            yield f"{FOLDER}/{part.folder}/{name}", data
    yield f"{FOLDER}/{MAP}", made.map


def write(made: Parts, site: Path) -> None:
    """Put the files into the site. A part that stands there already is left as it is, and one that is of no
    use any more is removed; in between, the old map leads to old parts and the new one to new parts.
    """
    root = site / FOLDER
    for part in made.parts:
        if not (root / part.folder).exists():
            _put(part.files(), root / part.folder)
    root.mkdir(parents=True, exist_ok=True)
    beside = root / f"~{MAP}"
    beside.write_bytes(made.map)
    os.replace(beside, root / MAP)
    wanted = {part.folder for part in made.parts}
    for folder in [*root.glob("*/*"), *root.glob("~*")]:
        if folder.is_dir() and folder.relative_to(root).as_posix() not in wanted:
            shutil.rmtree(folder)


def _put(its_files: Iterator[tuple[str, bytes]], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix="~", dir=folder.parent))
    beside.chmod(0o755)
    made = {beside}
    for name, data in its_files:
        file = beside / name
        if file.parent not in made:
            file.parent.mkdir(parents=True)
            made.add(file.parent)
        file.write_bytes(data)
    beside.rename(folder)
