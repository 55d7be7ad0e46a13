"""What the page of a paper states in a line: what is known of it, what there is to open, who said so."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.model import ids
from generator.model.page import Page
from generator.model.paper import LINK_KINDS, Paper
from generator.site.catalogue import Appearance
from generator.site.head import pdf
from generator.site.wording import date_words, is_hugging_face, time_element, votes_words
from generator.text.clean import LONGEST_ABSTRACT, LONGEST_NAME, clean_line
from generator.text.linear import linear
from generator.text.markdown import plain
from generator.text.sentences import shortened

LONGEST_DESCRIPTION = 120
_ID_NAMES = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview", "acl": "ACL Anthology"}
_LINK_NAMES = {kind: kind.capitalize() for kind in LINK_KINDS if kind != "other"} | {"pdf": "PDF"}


class Action(NamedTuple):
    """Something to open: a word and an address."""

    word: str
    address: str


def facts(page: Page, appearances: Sequence[Appearance], root: str) -> Markup:
    """Where and when it was published and listed, its place in the first digest, the votes of its only one;
    of a paper that no digest lists, the month that it is filed under."""
    paper, first = page.paper, appearances[0] if appearances else None
    votes = first.votes if first and len(appearances) == 1 else None
    known = (
        escape(paper.venue or ""),
        escape(paper.organization or ""),
        f"published {time_element(paper.date, 'datePublished')}" if paper.date else "",
        _listed(first, root) if first else _filed(page.path.split("/")[1], root),
        votes_words(votes) if votes else "",
        escape(" ".join(paper.categories)),
    )
    return Markup(" · ".join(filter(None, known)))  # noqa: S704 - escaped each


def _listed(one: Appearance, root: str) -> str:
    record = one.record
    way = _way("listed", f"{root}digests/{record.name}/", record.date)
    return f"{way}, {one.place} of {len(record.entries)}"


def _filed(month: str, root: str) -> Markup:
    return _way("filed under", f"{root}papers/{month}/", month)


@lru_cache(maxsize=1 << 12)
def _way(word: str, address: str, date: str) -> Markup:
    """What happened at a time, which leads to what else happened then. The address is of our own making."""
    return Markup("{} <a href={}>{}</a>").format(word, address, date_words(date))


def description(page: Page) -> str:
    """The paper in a line, for search engines and previews."""
    paper = page.paper
    text = paper.summary or plain(page.abstract[: 4 * LONGEST_DESCRIPTION]) or ", ".join(paper.authors)
    return shortened(linear(text or paper.title), LONGEST_DESCRIPTION)


def actions(paper: Paper, appearances: tuple[Appearance, ...]) -> Iterator[Action]:
    """What there is to open, the paper itself first. Several of a kind are numbered."""
    if address := pdf(paper):
        yield Action("PDF", address)
    for kind, value in paper.ids.items():
        yield Action(f"arXiv {value}" if kind == "arxiv" else _ID_NAMES[kind], ids.address(kind, value))
    if "arxiv" in paper.ids and any(is_hugging_face(one.record.source) for one in appearances):
        yield Action("Hugging Face", f"https://huggingface.co/papers/{paper.ids['arxiv']}")
    for kind, word in _LINK_NAMES.items():
        for number, address in enumerate(paper.links.get(kind, ()), start=1):
            if kind != "pdf" or number > 1:
                yield Action(word if number == 1 else f"{word} {number}", address)
    for address in paper.links.get("other", ()):
        yield Action(urlsplit(address).netloc, address)


def summary_by(paper: Paper, appearances: tuple[Appearance, ...]) -> str | None:
    """Who or what wrote the one-line summary: whom the record names, where it is still the record's."""
    if paper.summary is None:
        return None
    for one in reversed(appearances):
        if clean_line(one.listed.summary or "", LONGEST_ABSTRACT) == paper.summary:
            return clean_line(one.listed.summary_by or "", LONGEST_NAME) or "the digest"
    return "a contributor"
