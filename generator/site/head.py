"""What the head of a paper's page says to machines.

``citation_*`` as Google Scholar's inclusion guidelines and Zotero's translator for embedded metadata read
them; ScholarlyArticle of schema.org, as JSON-LD.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.model.paper import Paper
from generator.site.cite import MOST_AUTHORS, date_of, is_journal
from generator.text.surnames import Name, parted

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ENDING = re.compile("[<>&\u2028\u2029]")
"""Signs that mean something to HTML, or end a line of a script."""


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


def scholarly_article(paper: Paper) -> dict[str, object]:
    """The paper in the words of schema.org; what is not known, or stands beside it, has no key."""
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": paper.title,
        "author": [_author(name) for name in paper.authors[:MOST_AUTHORS]],
        "datePublished": date_of(paper),
        "creativeWorkStatus": paper.status and paper.status.capitalize(),
    }
    return {key: value for key, value in facts.items() if value}


def data_block(facts: dict[str, object]) -> Markup:
    """JSON for a script element: no sign in it can end the element or begin a comment."""
    text = _JSON.encode(facts)
    if _ENDING.search(text):
        text = _ENDING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
    return Markup(text)  # noqa: S704 - escaped for where it stands


def _author(name: str) -> dict[str, str]:
    kind = "Person" if parted(name).given or " " not in name else "Organization"
    return {"@type": kind, "name": name}


def pdf(paper: Paper) -> str | None:
    """Where the paper itself is."""
    if stated := paper.links.get("pdf"):
        return stated[0]
    return f"https://arxiv.org/pdf/{paper.ids['arxiv']}" if "arxiv" in paper.ids else None
