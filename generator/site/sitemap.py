"""The map of the site for search engines, with dates that come from digests and not from a clock.

Format: sitemaps.org protocol 0.9, at most 50,000 addresses a file.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from xml.sax.saxutils import escape

LARGEST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Place(NamedTuple):
    """A page: its whole address, and the day on which a digest last said something of it."""

    address: str
    date: str | None = None


def sitemaps(site_url: str, places: Iterable[Place]) -> dict[str, str]:
    """The files of the map by name: one, or an index of several."""
    parts = list(_parts(places))
    if len(parts) <= 1:
        return {"sitemap.xml": _document("urlset", "url", parts[0] if parts else ())}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}
    files = {name: _document("urlset", "url", part) for name, part in named.items()}
    files["sitemap.xml"] = _document("sitemapindex", "sitemap", [Place(site_url + name) for name in named])
    return files


def _parts(places: Iterable[Place]) -> Iterator[Sequence[Place]]:
    rest = iter(places)
    while part := list(islice(rest, LARGEST)):
        yield part


def _document(kind: str, member: str, places: Sequence[Place]) -> str:
    lines = (
        f"<{member}><loc>{escape(place.address)}</loc>"
        + (f"<lastmod>{place.date}</lastmod>" if place.date else "")
        + f"</{member}>\n"
        for place in places
    )
    return f'{_HEAD}<{kind} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{kind}>\n'
