"""Feeds: the newest papers of the archive, of a topic or of an author, as Atom and as JSON Feed.

Formats: RFC 4287 (Atom) and jsonfeed.org version 1.1. Every address is a whole one, every day is a
digest's, so that the same archive always gives the same feed.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.site.xml import legal, xml

MOST_AUTHORS = 20
"""Authors of a paper that its entry names; some have thousands."""
KEPT = 1 << 12
"""Entries that are kept as they were written: a paper stands in the feeds of all its topics."""

_JSON_FEED = "https://jsonfeed.org/version/1.1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Entry(NamedTuple):
    """A paper in a feed."""

    id: str
    """A tag URI (RFC 4151), which stays when the site moves."""
    address: str
    title: str
    """Plain text."""
    authors: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    """Slug and name of each."""
    published: str
    """The day of the digest that brought the paper."""
    updated: str
    """The day of the last digest that spoke of it."""
    summary: str
    """A sentence, plain text."""
    content: str
    """Safe HTML; empty in a feed that only announces."""


class Feed(NamedTuple):
    """A feed, its entries the newest first."""

    id: str
    title: str
    address: str
    """Where the feed itself stands."""
    page: str
    """The page that shows the same."""
    site: str
    """Name of the archive."""
    updated: str
    entries: tuple[Entry, ...]


def atom(feed: Feed) -> str:
    """The feed as an Atom document."""
    entries = "".join(map(_entry, feed.entries))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>{xml(feed.id)}</id>\n<title>{xml(feed.title)}</title>\n"
        f"<updated>{moment(feed.updated)}</updated>\n<author><name>{xml(feed.site)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{xml(feed.address)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{xml(feed.page)}"/>\n'
        f"<rights>Abstracts belong to their authors.</rights>\n{entries}</feed>\n"
    )


@lru_cache(maxsize=KEPT)
def _entry(entry: Entry) -> str:
    return "".join(_elements(entry))


def _elements(entry: Entry) -> Iterator[str]:
    yield f"<entry>\n<id>{xml(entry.id)}</id>\n<title>{xml(entry.title)}</title>\n"
    yield f'<link rel="alternate" type="text/html" href="{xml(entry.address)}"/>\n'
    yield f"<published>{moment(entry.published)}</published>\n<updated>{moment(entry.updated)}</updated>\n"
    for author in entry.authors:
        yield f"<author><name>{xml(author)}</name></author>\n"
    for slug, name in entry.topics:
        yield f'<category term="{xml(slug)}" label="{xml(name)}"/>\n'
    if entry.content:
        yield f'<content type="html">{xml(entry.content)}</content>\n'
    else:
        yield f"<summary>{xml(entry.summary)}</summary>\n"
    yield "</entry>\n"


def json_feed(feed: Feed) -> str:
    """The feed as a JSON Feed."""
    said = {
        "version": _JSON_FEED,
        "title": legal(feed.title),
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": "en",
        "authors": [{"name": legal(feed.site)}],
    }
    head = _JSON.encode(said).removesuffix("}")
    return f'{head},"items":[{",".join(map(_item, feed.entries))}]}}\n'


@lru_cache(maxsize=KEPT)
def _item(entry: Entry) -> str:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.address,
        "title": legal(entry.title),
        "content_html": legal(entry.content),
        "content_text": "" if entry.content else legal(entry.summary),
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "authors": [{"name": legal(author)} for author in entry.authors],
        "tags": [legal(name) for _, name in entry.topics],
    }
    return _JSON.encode({key: value for key, value in item.items() if value})


def moment(date: str) -> str:
    """The first moment of a day, a month or a year, as feeds write it (RFC 3339).

    >>> moment("2026-11")
    '2026-11-01T00:00:00Z'
    """
    return f"{date}-01-01"[:10] + "T00:00:00Z"
