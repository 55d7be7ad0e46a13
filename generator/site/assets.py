"""The site's own styles and scripts, and the one file of Material's that its pages use."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.site.environment import TEMPLATES


class Assets(NamedTuple):
    """Addresses below the site's root. A changed file has a new address, so that no browser keeps the old."""

    material: str
    style: str
    script: str
    search: str


def find_assets(theme_folders: Sequence[str]) -> Assets:
    """Name the assets. Raises FileNotFoundError where Material's styles are missing."""
    return Assets(
        _material(theme_folders),
        *(_versioned(f"assets/{name}") for name in ("papershelf.css", "papershelf.js", "search.js")),
    )


def is_unused(path: str) -> bool:
    """Whether a file of Material's serves no page of ours: its scripts, its search, maps for developers."""
    if path.startswith("assets/stylesheets/"):
        return not path.startswith("assets/stylesheets/main.") or path.endswith(".map")
    return path.startswith(("assets/javascripts/", "assets/images/favicon"))


def _material(theme_folders: Sequence[str]) -> str:
    for folder in theme_folders:
        for file in sorted(Path(folder).glob("assets/stylesheets/main.*.min.css")):
            return file.relative_to(folder).as_posix()
    raise FileNotFoundError("assets/stylesheets/main.*.min.css")


def _versioned(name: str) -> str:
    return f"{name}?v={hashlib.sha256((TEMPLATES / name).read_bytes()).hexdigest()[:8]}"
