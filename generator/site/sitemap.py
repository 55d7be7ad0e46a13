"""The map of the site for search engines, with dates that come from digests and not from a clock.

Format: sitemaps.org protocol 0.9, at most 50,000 addresses a file. The map is an index: of the papers of each
year, and of the listings, each compressed. So a new digest leaves the files of past years as they are.
"""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator.site.catalogue import Catalogue

LARGEST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Place(NamedTuple):
    """A page: its whole address, and the day on which a digest last said something of it."""

    address: str
    date: str | None = None


def sections(known: Catalogue, site_url: str) -> dict[str, list[Place]]:
    """Everything that a digest has filled: the listings, the home page first, and the papers of each year."""
    found = {"listings": list(_listings(known, site_url))}
    last = known.last_listed
    for month, paths in known.months.items():
        pages = (Place(f"{site_url}{path.removesuffix('.md')}/", last(path)) for path in paths)
        found.setdefault(f"papers-{month[:4]}", []).extend(pages)
    return found


def _listings(known: Catalogue, site_url: str) -> Iterator[Place]:
    last = known.last_listed
    yield Place(site_url, known.digests[0].date if known.digests else None)
    for record in known.digests:
        yield Place(f"{site_url}digests/{record.name}/", record.date)
    for slug, paths in known.by_topic.items():
        yield Place(f"{site_url}tags/{slug}/", last(paths[0]))
    for author in known.authors.values():
        if author.paths:
            yield Place(site_url + author.address, last(author.paths[0]))
    for month, paths in known.months.items():
        yield Place(f"{site_url}papers/{month}/", last(paths[0]))


def sitemaps(site_url: str, sections: Mapping[str, Sequence[Place]]) -> dict[str, bytes]:
    """The files of the map by name, the index first; its parts are still to be compressed."""
    parts = dict(_parts(sections))
    index = [Place(site_url + name, _newest(part)) for name, part in parts.items()]
    files = {"sitemap.xml": _document("sitemapindex", "sitemap", index)}
    return files | {name: _document("urlset", "url", part) for name, part in parts.items()}


def compressed(part: bytes) -> bytes:
    """A part of the map as it stands on the site."""
    return gzip.compress(part, compresslevel=6, mtime=0)


def _parts(sections: Mapping[str, Sequence[Place]]) -> Iterator[tuple[str, Sequence[Place]]]:
    for name, section in sorted(sections.items()):
        for number, start in enumerate(range(0, len(section), LARGEST), start=1):
            part = section[start : start + LARGEST]
            yield f"sitemap-{name}{f'-{number}' if start else ''}.xml.gz", part


def _newest(places: Sequence[Place]) -> str | None:
    return max((place.date for place in places if place.date), default=None)


def _document(kind: str, member: str, places: Sequence[Place]) -> bytes:
    addresses = escape("\n".join(place.address for place in places)).split("\n")
    lines = [
        f"<{member}><loc>{address}</loc><lastmod>{date}</lastmod></{member}>\n"
        if date
        else f"<{member}><loc>{address}</loc></{member}>\n"
        for address, (_, date) in zip(addresses, places, strict=True)
    ]
    return f'{_HEAD}<{kind} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{kind}>\n'.encode()
