"""The Content-Security-Policy: what a browser may load and run on the site's pages."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Final, NamedTuple

from markupsafe import Markup

from generator.site.environment import TEMPLATES

_BASE: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


class Policies(NamedTuple):
    """The policy of each kind of page."""

    page: Markup
    """What is fetched are other pages: abstracts for lists, citations for the reading list."""
    search: Markup
    """Besides, what the search index needs: WebAssembly."""


def policies(*, preview: bool) -> Policies:
    """The policies of a site.

    In a preview MkDocs writes a script of its own into every page, which differs each time, so that no hash
    can name it, and asks for changes: there alone inline scripts and requests are let in.
    """
    inline = "'unsafe-inline'" if preview else source_hash(_inline_script())
    searching = _policy(_BASE, inline, "'wasm-unsafe-eval'")
    return Policies(searching if preview else _policy(_BASE, inline), searching)


def _inline_script() -> str:
    """The one script that stands in our pages: it sets the scheme before anything is painted.

    Taken from the template, never from a page that was built, which would bless whatever got into it.
    """
    return (TEMPLATES / "partials/scheme.html").read_text(encoding="utf-8").removesuffix("\n")


def source_hash(script: str) -> str:
    """An inline script as a policy names it (CSP level 3, hash-source)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _policy(rules: Mapping[str, str], *scripts: str) -> Markup:
    rules = {**rules, "script-src": " ".join([rules["script-src"], *scripts])}
    return Markup(";".join(f"{rule} {value}" for rule, value in rules.items()))  # noqa: S704 - our own words
