"""The map of the site for search engines, with dates that come from digests and not from a clock.

Format: sitemaps.org protocol 0.9, at most 50,000 addresses a file. The map is an index: of the papers of each
year, and of the listings, each compressed. So a new digest leaves the files of past years as they are.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator.site.catalogue import Catalogue

LARGEST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAPER = re.compile(r"papers/(\d{4})(?:-\d{2})?/(?!page/)[^/]+/")


class Place(NamedTuple):
    """A page: its whole address, and the day on which a digest last said something of it."""

    address: str
    date: str | None = None


def places(known: Catalogue, site_url: str) -> Iterator[Place]:
    """Everything that a digest has filled, the home page first."""
    yield Place(site_url, known.digests[0].date if known.digests else None)
    for record in known.digests:
        yield Place(f"{site_url}digests/{record.name}/", record.date)
    for slug, paths in known.by_topic.items():
        yield Place(f"{site_url}tags/{slug}/", known.last_listed(paths[0]))
    for author in known.authors.values():
        if author.paths:
            yield Place(site_url + author.address, known.last_listed(author.paths[0]))
    for month, paths in known.months.items():
        yield Place(f"{site_url}papers/{month}/", known.last_listed(paths[0]))
    for path, page in known.pages.items():
        yield Place(site_url + page.address, known.last_listed(path))


def sitemaps(site_url: str, places: Iterable[Place]) -> dict[str, bytes]:
    """The files of the map by name, the index first; its parts are still to be compressed."""
    parts = dict(_parts(site_url, places))
    index = [Place(site_url + name, _newest(part)) for name, part in parts.items()]
    files = {"sitemap.xml": _document("sitemapindex", "sitemap", index)}
    return files | {name: _document("urlset", "url", part) for name, part in parts.items()}


def compressed(part: bytes) -> bytes:
    """A part of the map as it stands on the site."""
    return gzip.compress(part, compresslevel=6, mtime=0)


def _parts(site_url: str, places: Iterable[Place]) -> Iterator[tuple[str, Sequence[Place]]]:
    groups: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        paper = _PAPER.fullmatch(place.address.removeprefix(site_url))
        groups[f"papers-{paper[1]}" if paper else "listings"].append(place)
    for name, group in sorted(groups.items()):
        for number, start in enumerate(range(0, len(group), LARGEST), start=1):
            part = group[start : start + LARGEST]
            yield f"sitemap-{name}{f'-{number}' if start else ''}.xml.gz", part


def _newest(places: Sequence[Place]) -> str | None:
    return max((place.date for place in places if place.date), default=None)


def _document(kind: str, member: str, places: Sequence[Place]) -> bytes:
    lines = [
        f"<{member}><loc>{escape(address)}</loc><lastmod>{date}</lastmod></{member}>\n"
        if date
        else f"<{member}><loc>{escape(address)}</loc></{member}>\n"
        for address, date in places
    ]
    return f'{_HEAD}<{kind} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{kind}>\n'.encode()
