"""The address book of feeds, as feed readers take it in (OPML 2.0, subscription lists)."""

from collections.abc import Iterable
from typing import NamedTuple

from generator.site.xml import xml


class Outline(NamedTuple):
    """A feed in the book."""

    title: str
    feed: str
    page: str


def opml(title: str, outlines: Iterable[Outline]) -> str:
    """The book as a document. It has no date: no digest says when an address was written down."""
    lines = (
        f'<outline type="rss" text="{xml(one.title)}" title="{xml(one.title)}" xmlUrl="{xml(one.feed)}"'
        f' htmlUrl="{xml(one.page)}"/>\n'
        for one in outlines
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"<head><title>{xml(title)}</title></head>\n<body>\n{''.join(lines)}</body>\n</opml>\n"
    )
