"""The Content-Security-Policy: what a browser may load and run on the site's pages.

No script stands in a page, so that none needs a hash: a browser runs files of the site and nothing else.
"""

from typing import Final, NamedTuple

from markupsafe import Markup

_BASE: Final = "default-src 'self';object-src 'none';base-uri 'none';form-action 'self'"
"""What is fetched are other pages: abstracts for lists, citations for the reading list."""


class Policies(NamedTuple):
    """The policy of each kind of page."""

    page: Markup
    written: Markup
    """Of text that people wrote: Material's signs beside it are pictures in its styles."""
    search: Markup
    """Besides, what the search index needs: WebAssembly."""


def policies(*, preview: bool) -> Policies:
    """The policies of a site.

    In a preview MkDocs writes a script of its own into every page, which differs each time, so that no hash
    can name it, and asks for changes: there alone inline scripts are let in.
    """
    inline = "'unsafe-inline'" if preview else ""
    page = _policy(f"script-src 'self' {inline}" if preview else "")
    written = _policy(f"script-src 'self' {inline}" if preview else "", "img-src 'self' data:")
    return Policies(page, written, _policy(f"script-src 'self' 'wasm-unsafe-eval' {inline}".rstrip()))


def _policy(*rules: str) -> Markup:
    return Markup(";".join(filter(None, (_BASE, *rules))))  # noqa: S704 - our own words
