"""What the head of a paper's page says to machines.

``citation_*`` as Google Scholar's inclusion guidelines and Zotero's translator for embedded metadata read
them. What schema.org has for a ScholarlyArticle is said as RDFa Lite where the facts stand: the authors here,
the heading and the date on the page.
"""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.paper import Paper
from generator.site.cite import MOST_AUTHORS, date_of, is_journal
from generator.text.surnames import Name, parted


class Tag(NamedTuple):
    """A meta element."""

    name: str
    content: str


def citation_tags(paper: Paper) -> Iterator[Tag]:
    """The tags of a paper besides its title, one for each author up to `MOST_AUTHORS`."""
    for author in paper.authors[:MOST_AUTHORS]:
        yield Tag("citation_author", surname_first(parted(author)))
    if date := date_of(paper):
        yield Tag("citation_publication_date", date.replace("-", "/"))
    if paper.venue:
        yield Tag(f"citation_{'journal' if is_journal(paper.venue) else 'conference'}_title", paper.venue)
    if "arxiv" in paper.ids:
        yield Tag("citation_arxiv_id", paper.ids["arxiv"])
    if "doi" in paper.ids:
        yield Tag("citation_doi", paper.ids["doi"])
    if link := pdf(paper):
        yield Tag("citation_pdf_url", link)


def surname_first(name: Name) -> str:
    """With one comma at most, as both readers want it: ``Daumé, Hal III``."""
    return f"{name.family}, {' '.join(filter(None, name[1:]))}" if name.given else name.family


def pdf(paper: Paper) -> str | None:
    """Where the paper itself is."""
    if stated := paper.links.get("pdf"):
        return stated[0]
    return f"https://arxiv.org/pdf/{paper.ids['arxiv']}" if "arxiv" in paper.ids else None
