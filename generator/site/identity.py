"""What an archive calls itself and where it stands, as its ``mkdocs.yml`` says."""

from pathlib import Path
from typing import NamedTuple

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.site.build import SiteError


class Site(NamedTuple):
    """A site's name, and its address with a slash at the end; empty where it does not know it."""

    name: str
    url: str


def site_of(root: Path) -> Site:
    """The site of the archive below a folder. Raises SiteError."""
    try:
        config = load_config(str(root / "mkdocs.yml"))
    except (MkDocsException, Abort) as error:
        raise SiteError(f"mkdocs.yml cannot be read: {error}") from error
    return Site(config.site_name, config.site_url or "")
