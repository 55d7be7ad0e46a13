"""Feeds that others make: what they call a description is HTML, escaped once or twice, and may hold anything.

Where such a description says who wrote the paper, when it was published and what the authors remarked, in
paragraphs that begin with the word for it, those become what they say; the rest is the abstract.
"""

import re
from typing import NamedTuple

from bs4 import Tag

from generator.model import ids
from generator.model.digest import Entry, Reading
from generator.readers import arxiv_record, feed, html_tree
from generator.readers.addresses import in_text, sort, unsorted
from generator.readers.people import listed
from generator.readers.reader import MEBIBYTE, UnreadableError
from generator.readers.said_dates import day_in

name = "rss"
source = "rss"
limit = 64 * MEBIBYTE

_LABEL = re.compile(
    r"(?:<(?:b|strong|i|em)>)?\s*(?P<label>published|updated|comments?|pdf|authors?|by|abstract|summary|doi"
    r"|journal(?: |-)ref(?:erence)?|link|source|url)\s*:\s*(?:</(?:b|strong|i|em)>)?\s*:?\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_AGAIN = "Fetch the feed again."
_OTHER = {
    "author": "authors",
    "by": "authors",
    "comment": "comments",
    "journal": "reference",
    "summary": "abstract",
}


class Said(NamedTuple):
    """A description in its parts: what it labels, and the paragraphs without a label."""

    labelled: dict[str, str]
    paragraphs: list[str]


def recognises(head: str) -> bool:
    """RSS, Atom or RDF."""
    return feed.root(head) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the feed. Its day is the one on which it was built."""
    return feed.read(text, _understood, name=name, date=date)


def _understood(element: feed.Element, line: int) -> feed.Understood:
    try:
        return feed.Understood(_entry(element, line))
    except UnreadableError as error:
        return feed.Understood(None, (f"its HTML is refused: {error.message.rstrip('.')}",))


def _entry(element: feed.Element, line: int) -> Entry | None:
    title = " ".join(" ".join(html_tree.paragraphs(_tree(feed.first(element, "title")))).split())
    if not title:
        return None
    creators = [*feed.people(element), *feed.texts(element, "creator")] or feed.texts(element, "author")
    said = _said(feed.first(element, "encoded", "description", "content", "summary"), creators)
    comment = said.labelled.get("comments", "")
    numbers, links = _addresses(element, said, comment)
    return Entry(
        line=line,
        title=title,
        abstract="\n\n".join([*filter(None, [said.labelled.get("abstract")]), *said.paragraphs]),
        authors=listed(said.labelled.get("authors", "")) or tuple(listed(", ".join(creators))),
        date=day_in(said.labelled.get("published", "")),
        ids=numbers,
        venue=arxiv_record.venue(comment, said.labelled.get("reference", "")),
        keywords=tuple(
            dict.fromkeys(feed.texts(element, "category") + feed.values(element, "category", "term"))
        ),
        links=unsorted(links),
    )


def _tree(text: str) -> Tag:
    return html_tree.parse(text if _MARKUP.search(text) else f"<p>{text}</p>", _AGAIN)


def _said(description: str, creators: list[str]) -> Said:
    """The description in its parts. A first paragraph that opens with the first creator lists authors."""
    labelled: dict[str, str] = {}
    rest: list[str] = []
    for text in html_tree.paragraphs(_tree(description)) if description else []:
        match = _LABEL.fullmatch(text)
        if match:
            label = re.split(r"[ -]", match["label"].lower())[0]
            labelled.setdefault(_OTHER.get(label, label), match["value"].strip())
        elif creators and not rest and "authors" not in labelled and _lists(text, creators[0]):
            labelled["authors"] = text
        else:
            rest.append(text)
    return Said(labelled, rest)


def _lists(text: str, creator: str) -> bool:
    return text == creator or text.startswith((f"{creator},", f"{creator} and ", f"{creator};"))


def _addresses(element: feed.Element, said: Said, comment: str) -> tuple[dict[str, str], tuple[str, ...]]:
    doi = ids.normalise("doi", feed.first(element, "doi", "DOI") or said.labelled.get("doi", ""))
    links = [
        *feed.texts(element, "link"),
        *feed.values(element, "link", "href"),
        *feed.texts(element, "guid", "id"),
    ]
    labelled = [
        address
        for label in ("link", "url", "pdf", "source")
        for address in in_text(said.labelled.get(label, ""))
    ]
    found = sort([*links, *labelled], {"doi": doi} if doi else None)
    return found.ids, (*found.links, *arxiv_record.links(comment))
