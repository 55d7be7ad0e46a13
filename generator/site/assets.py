"""The site's own styles and scripts, and the one file of Material's that text uses which people wrote."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.site.environment import TEMPLATES

_SEARCH = "assets/search/"
_STYLE = "assets/papershelf.css"
_SCRIPTS = ("assets/papershelf.js", "assets/reading.js", "assets/cite.js")
_MISSING = "assets/search/missing.js"


class Assets(NamedTuple):
    """Addresses below the site's root. A changed file has a new address, lest a browser keep the old."""

    material: str
    style: str
    script: str
    """The one script of every page. It loads the others where they serve, under its own version, which is the
    styles', too: said twice in every page, it weighs once."""
    modules: tuple[str, ...]
    """The modules of the search page, which import each other; the last one is the page's own."""
    missing: str
    """The module of the page for what is not there."""


def find_assets(theme_folders: Sequence[str]) -> Assets:
    """Name the assets. Raises FileNotFoundError where Material's styles are missing."""
    version = _digest(*(TEMPLATES / name for name in (_STYLE, *_SCRIPTS)))
    folder = module_folder()
    return Assets(
        _material(theme_folders),
        f"{_STYLE}?{version}",
        f"{_SCRIPTS[0]}?{version}",
        tuple(destination(name, folder) for name in _modules() if name != _MISSING),
        destination(_MISSING, folder),
    )


def module_folder() -> str:
    """Where the modules of search go: a folder that is named after what all of them say, since a module names
    the others that it imports without their versions."""
    return f"{_SEARCH[:-1]}-{_digest(*(TEMPLATES / module for module in _modules()))}/"


def destination(name: str, modules: str) -> str:
    """Where a file of the theme goes, if *modules* is the folder of the modules of search.

    >>> [destination(name, "assets/search-1/") for name in ("assets/favicon.svg", "assets/search/page.js")]
    ['assets/favicon.svg', 'assets/search-1/page.js']
    """
    return f"{modules}{name.removeprefix(_SEARCH)}" if name.startswith(_SEARCH) else name


def is_unused(path: str) -> bool:
    """Whether a file of Material's serves no page of ours: its scripts, its search, maps for developers.

    Its map of the site is a template, and nobody draws it.
    """
    if path.startswith("assets/stylesheets/"):
        return not path.startswith("assets/stylesheets/main.") or path.endswith(".map")
    return path == "sitemap.xml" or path.startswith(("assets/javascripts/", "assets/images/favicon"))


def _material(theme_folders: Sequence[str]) -> str:
    for folder in theme_folders:
        for file in sorted(Path(folder).glob("assets/stylesheets/main.*.min.css")):
            return file.relative_to(folder).as_posix()
    raise FileNotFoundError("assets/stylesheets/main.*.min.css")


def _modules() -> list[str]:
    """The modules of search, the page's own one last."""
    names = [file.name for file in (TEMPLATES / _SEARCH).glob("*.js")]
    return [_SEARCH + name for name in sorted(names, key=lambda name: (name == "page.js", name))]


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:8]
