"""The map of the site for search engines, with dates that come from digests and not from a clock.

Format: sitemaps.org protocol 0.9, at most 50,000 addresses a file. The map is an index: of the papers of each
year, and of the listings, each compressed. So a new digest leaves the files of past years as they are.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator.model.fingerprint import fingerprint
from generator.site.catalogue import Catalogue
from generator.site.keys import Keys

LARGEST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Place(NamedTuple):
    """A page: its whole address, and the day on which a digest last said something of it."""

    address: str
    date: str | None = None


class Section(NamedTuple):
    """Pages that the map tells of together."""

    key: str
    """Says what it is made of."""
    dates: Sequence[str | None]
    """Of all its pages."""
    places: Callable[[int, int], Iterable[Place]]
    """Some of them, from one number to another."""


class Part(NamedTuple):
    """A file of the map, made when it is needed."""

    made_of: str
    make: Callable[[], bytes]
    """Its text; but for the index, it stands on the site compressed."""


def sections(known: Catalogue, site_url: str, keys: Keys) -> dict[str, Section]:
    """Everything that a digest has filled: the listings, the home page first, and the papers of each year."""
    listings = list(_listings(known, site_url))
    told = keys.of(*(word for place in listings for word in place))
    found = {"listings": Section(told, [one.date for one in listings], lambda *part: listings[slice(*part)])}
    for year, months in groupby(known.months, key=lambda month: month[:4]):
        found[f"papers-{year}"] = _papers(known, site_url, keys, list(months))
    return found


def _papers(known: Catalogue, site_url: str, keys: Keys, months: Sequence[str]) -> Section:
    """The papers of a year: most years have nothing new."""
    paths, last = [path for month in months for path in known.months[month]], known.last_days.get

    def places(start: int, end: int) -> Iterator[Place]:
        return (Place(f"{site_url}{path.removesuffix('.md')}/", last(path)) for path in paths[start:end])

    return Section(keys.of(site_url, keys.months(months)), list(map(last, paths)), places)


def _listings(known: Catalogue, site_url: str) -> Iterator[Place]:
    last = known.last_days.get
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


def sitemaps(site_url: str, sections: Mapping[str, Section]) -> dict[str, Part]:
    """The files of the map by name, the index first."""
    parts, index = {}, []
    for name, section in sorted(sections.items()):
        for number, start in enumerate(range(0, len(section.dates), LARGEST), start=1):
            file = f"sitemap-{name}{f'-{number}' if start else ''}.xml.gz"
            newest = max(filter(None, section.dates[start : start + LARGEST]), default=None)
            index.append(Place(site_url + file, newest))
            parts[file] = Part(section.key, partial(_part, section, start))
    told = _document("sitemapindex", "sitemap", index)
    return {"sitemap.xml": Part(fingerprint(told), lambda: told)} | parts


def _part(section: Section, start: int) -> bytes:
    return _document("urlset", "url", list(section.places(start, start + LARGEST)))


def compressed(part: bytes) -> bytes:
    """A part of the map as it stands on the site."""
    return gzip.compress(part, compresslevel=6, mtime=0)


def _document(kind: str, member: str, places: Sequence[Place]) -> bytes:
    addresses = escape("\n".join(place.address for place in places)).split("\n")
    lines = [
        f"<{member}><loc>{address}</loc><lastmod>{date}</lastmod></{member}>\n"
        if date
        else f"<{member}><loc>{address}</loc></{member}>\n"
        for address, (_, date) in zip(addresses, places, strict=True)
    ]
    return f'{_HEAD}<{kind} xmlns="{_NAMESPACE}">\n{"".join(lines)}</{kind}>\n'.encode()
