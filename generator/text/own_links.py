"""Links from the text of a page to other files of ``docs/``, as they work on GitHub and in an editor."""

import posixpath
import re
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from generator.model.images import BEGINNINGS

_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
"""How an address begins that another host or the root of this one has."""
_WITHOUT_NAME = ("index", "README")
"""Names that MkDocs takes for a folder's own page."""
_OF_HEADING = "#n-"
"""How the ids of headings begin in the text of a paper's page."""


class OwnLink(NamedTuple):
    """A link to a file by its way from the page."""

    target: str
    """The path of the file below ``docs/``, as in an address; it begins with ``..`` if it is not there."""
    query: str
    anchor: str

    @property
    def is_within(self) -> bool:
        """Whether the file would be below ``docs/``, and the site have it."""
        return not self.target.startswith("../")

    @property
    def file(self) -> str:
        """The path below ``docs/`` as it stands on the disk."""
        return unquote(self.target)

    @property
    def address(self) -> str:
        """Where it is on the site, relative to its root, whether or not there is such a file."""
        return self._page() + self.query + self._place()

    def _page(self) -> str:
        folder, name = posixpath.split(self.target)
        stem = name.removesuffix(".md")
        if stem == name:
            return self.target
        return posixpath.join(folder, "" if stem in _WITHOUT_NAME else f"{stem}/")

    def _place(self) -> str:
        is_heading = self.anchor and self.target.startswith("papers/")
        if is_heading and not self.anchor.startswith(_OF_HEADING):
            return _OF_HEADING + self.anchor.removeprefix("#")
        return self.anchor


def own_link(link: str, page: str) -> OwnLink | None:
    """What a link in the text of this page (below ``docs/``) leads to: a Markdown file, an image, or a
    heading of the page itself; None for any other address.

    >>> own_link("../../tags/parsing.md#more", "papers/2026-11/a-paper.md").address
    'tags/parsing/#more'
    >>> own_link("other.md#Notes", "papers/2026-11/a-paper.md").address
    'papers/2026-11/other/#n-Notes'
    >>> own_link("https://example.org/a.md", "papers/2026-11/a-paper.md") is None
    True
    """
    parts = _PARTS.fullmatch(link)
    if parts is None or not link or _ELSEWHERE.match(link):
        return None
    path, query, anchor = (part or "" for part in parts.groups())
    if not path:
        return OwnLink(page, "", anchor) if anchor and not query else None
    if PurePosixPath(path).suffix not in (".md", *BEGINNINGS) or path.endswith("/"):
        return None
    return OwnLink(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), query, anchor)


def address_from(root: str, page: str, link: str) -> str:
    """Where a link in the text of this page leads on a page of the site, from which *root* is the way to the
    root of the site; any other address as it is. The file need not be there.
    """
    own = own_link(link, page)
    return link if own is None or not own.is_within else root + own.address
