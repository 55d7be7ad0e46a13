"""Who is the same paper.

Ids decide first. Without them, two papers are one when their normalised titles are equal and their
abstracts agree, or, where one has no abstract, when a title of five words or more comes with the same
first author and year. Everything nearer than a stranger but short of that is a possible duplicate.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.model.digest import Entry
from generator.model.ids import conflict
from generator.model.paper import Paper
from generator.text.markdown import plain

MIN_TITLE_WORDS = 5
MIN_AGREEMENT = 85.0
"""Least similarity, of 100, of two abstracts of one paper; versions of an abstract differ by a sentence."""
COMPARED = 2000
"""Characters of an abstract that are compared."""

_MARKUP = re.compile(r"\\[a-zA-Z]+|[^\w]|_")


def title_key(title: str) -> str:
    """A title without case, accents, markup, punctuation and space."""
    folded = unicodedata.normalize("NFKD", title).casefold()
    return _MARKUP.sub("", "".join(mark for mark in folded if not unicodedata.combining(mark)))


class Candidate(NamedTuple):
    """What is known of a paper of the archive, for comparison."""

    path: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    year: str


class Match(NamedTuple):
    """The page of an entry, if it has one, and pages that may be the same paper."""

    path: str | None
    possible: tuple[str, ...] = ()


class Index:
    """The papers of an archive by id and by title; deleted pages are among them."""

    def __init__(self) -> None:
        self._by_id: dict[tuple[str, str], str] = {}
        self._ids: dict[str, dict[str, str]] = defaultdict(dict)
        self._by_title: dict[str, dict[str, Candidate]] = defaultdict(dict)

    def add_ids(self, path: str, ids: Mapping[str, str]) -> None:
        """Let these ids lead to a page."""
        for kind, value in ids.items():
            self._by_id.setdefault((kind, value), path)
            self._ids[path].setdefault(kind, value)

    def add(self, path: str, paper: Paper | Entry) -> None:
        """Let a paper's ids and title lead to a page."""
        self.add_ids(path, paper.ids)
        candidate = Candidate(path, paper.title, paper.abstract, paper.authors, (paper.date or "")[:4])
        self._by_title[title_key(paper.title)][path] = candidate

    def knows(self, path: str, title: str) -> bool:
        """Whether this title leads to a page already."""
        return path in self._by_title.get(title_key(title), ())

    def find(self, entry: Entry) -> Match:
        """The page of a cleaned entry."""
        pages = [self._by_id[item] for item in entry.ids.items() if item in self._by_id]
        namesakes = self._by_title.get(title_key(entry.title), {})
        if pages:
            return Match(pages[0], tuple(sorted({*pages, *namesakes} - {pages[0]})))
        for path, candidate in sorted(namesakes.items()):
            if not conflict(entry.ids, self._ids[path]) and same_paper(entry, candidate):
                return Match(path)
        return Match(None, tuple(sorted(namesakes)))


def same_paper(entry: Entry, candidate: Candidate) -> bool:
    """Whether two papers of one title are the same, by abstract, or else by first author and year."""
    if entry.abstract and candidate.abstract:
        return abstracts_agree(entry.abstract, candidate.abstract)
    if len(entry.title.split()) < MIN_TITLE_WORDS or not (entry.authors and candidate.authors):
        return False
    same_author = _surname(entry.authors[0]) == _surname(candidate.authors[0])
    return same_author and (entry.date or "")[:4] == candidate.year != ""


def abstracts_agree(one: str, other: str) -> bool:
    """Whether two abstracts, in Markdown, are versions of one text; a shortened one agrees with the whole."""
    keys = sorted((title_key(plain(one)[:COMPARED]), title_key(plain(other)[:COMPARED])), key=len)
    if len(keys[0]) > 200 and keys[1].startswith(keys[0][:-10]):
        return True
    return fuzz.ratio(*keys) >= MIN_AGREEMENT


def _surname(name: str) -> str:
    family = name.split(",")[0] if "," in name else name.split()[-1]
    return title_key(family)
