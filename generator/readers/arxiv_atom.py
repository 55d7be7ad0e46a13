"""The answers of arXiv's API: Atom, one entry a paper. An error arrives as an entry ``Error``."""

import re

from generator.model import ids
from generator.model.digest import Entry, Reading
from generator.readers import arxiv_record, feed
from generator.readers.addresses import unsorted
from generator.readers.reader import MEBIBYTE, UnreadableError
from generator.readers.said_dates import day_in

name = "arxiv-api"
source = "arxiv-api"
limit = 64 * MEBIBYTE

_OWN = re.compile(r"https?://(?:export\.)?arxiv\.org/(?:api/|<)|arXiv (?:Query|Search)", re.IGNORECASE)
_ERROR = "arxiv.org/api/errors"
_VERSION = re.compile(r"v(\d{1,3})$")


def recognises(head: str) -> bool:
    """A feed of Atom whose first words come from arXiv's API."""
    tag = feed.root(head)
    return tag is not None and "Atom" in tag and _OWN.search(feed.header(head)) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the answer, which may be empty. Its day is the one on which it was given."""
    return feed.read(text, _understood, name=name, date=date)


def _understood(element: feed.Element, line: int) -> feed.Understood:
    """The entry for a paper; the affiliations of its authors are not kept."""
    address, title = feed.first(element, "id"), " ".join(feed.first(element, "title").split())
    if title == "Error" and _ERROR in address:
        said = " ".join(feed.first(element, "summary").split())[:200]
        raise UnreadableError(line, f"arXiv answered with an error ({said}).", "Mend the request, ask again.")
    if not title:
        return feed.Understood(None)
    numbers, notes = _numbers(element, address)
    comment, abstract = feed.first(element, "comment"), feed.first(element, "summary")
    entry = Entry(
        line=line,
        title=title,
        abstract=arxiv_record.paragraphs(abstract),
        authors=feed.people(element),
        date=day_in(feed.first(element, "published")),
        ids=numbers,
        version=_version(address),
        withdrawn=arxiv_record.is_withdrawn(comment, abstract),
        venue=arxiv_record.venue(comment, feed.first(element, "journal_ref")),
        categories=_categories(element),
        links=unsorted(arxiv_record.links(comment)),
    )
    return feed.Understood(entry, tuple(notes))


def _numbers(element: feed.Element, address: str) -> tuple[dict[str, str], list[str]]:
    numbers, notes = {}, []
    found = ids.from_address(address)
    if found and found.kind == "arxiv":
        numbers["arxiv"] = found.value
    else:
        notes.append("its id is none of arXiv")
    written = feed.first(element, "doi")
    known = [value for word in written.split() if (value := ids.normalise("doi", word))]
    if known:
        numbers["doi"] = known[0]
    elif written:
        notes.append("its DOI is none")
    return numbers, notes


def _version(address: str) -> int | None:
    match = _VERSION.search(address)
    return int(match[1]) if match else None


def _categories(element: feed.Element) -> tuple[str, ...]:
    """The primary class first."""
    terms = feed.values(element, "primary_category", "term") + feed.values(element, "category", "term")
    return tuple(dict.fromkeys(terms))
