"""The daily feeds of arXiv, ``rss.arxiv.org/rss/…`` and ``/atom/…``: at weekends without an item.

A description reads ``arXiv:2203.01250v3 Announce Type: replace-cross``, then ``Abstract: …``; the authors are
one string. The date of an item is that of its announcement, not of the paper.
"""

import re

from generator.model import ids
from generator.model.digest import Entry, Reading
from generator.readers import arxiv_record, feed
from generator.readers.people import listed
from generator.readers.reader import MEBIBYTE

name = "arxiv-rss"
source = "arxiv-rss"
limit = 64 * MEBIBYTE

_OWN = re.compile(r"rss\.arxiv\.org|oai:arXiv\.org:|<arxiv:announce_type", re.IGNORECASE)
_ABSTRACT = re.compile(r"\A\s*arXiv:\S{1,40}\s+Announce Type:\s*\S{1,40}\s*(?:Abstract:)?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:oai:)?arXiv(?:\.org)?:(\S{1,40})", re.IGNORECASE)


def recognises(head: str) -> bool:
    """A feed that names its host, or an id or a kind of announcement as only arXiv writes them."""
    return feed.root(head) is not None and _OWN.search(head) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the feed, which may be empty. Its day is the one of the announcement."""
    return feed.read(text, _understood, name=name, date=date)


def _understood(element: feed.Element, line: int) -> feed.Understood:
    title = " ".join(feed.first(element, "title").split())
    if not title:
        return feed.Understood(None)
    said = feed.first(element, "description", "summary", "content")
    creators = feed.texts(element, "creator") or list(feed.people(element))
    numbers = _numbers(element)
    entry = Entry(
        line=line,
        title=title,
        abstract=arxiv_record.paragraphs(_ABSTRACT.sub("", said, count=1)),
        authors=tuple(name for creator in creators for name in listed(creator)),
        ids=numbers,
        venue=arxiv_record.venue("", feed.first(element, "journal_reference", "journal_ref")),
        categories=tuple(
            dict.fromkeys(feed.texts(element, "category") + feed.values(element, "category", "term"))
        ),
    )
    return feed.Understood(entry, () if "arxiv" in numbers else ("it names no number of arXiv's form",))


def _numbers(element: feed.Element) -> dict[str, str]:
    numbers = {}
    stated = _NUMBER.fullmatch(feed.first(element, "guid", "id"))
    links = [*feed.texts(element, "link"), *feed.values(element, "link", "href")]
    known = [ids.normalise("arxiv", stated[1])] if stated else []
    known += [found.value for link in links if (found := ids.from_address(link)) and found.kind == "arxiv"]
    if arxiv := next(filter(None, known), None):
        numbers["arxiv"] = arxiv
    if doi := ids.normalise("doi", feed.first(element, "DOI", "doi")):
        numbers["doi"] = doi
    return numbers
