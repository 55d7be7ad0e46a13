"""Which page a paper has.

Ids decide first; without them title and text do (`generator.text.sameness`). Everything nearer than a
stranger but short of that is a possible duplicate.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from heapq import nsmallest
from typing import NamedTuple

from generator.model.digest import Entry
from generator.model.ids import conflict
from generator.model.page import Page
from generator.text.sameness import Likeness, likeness, same_paper
from generator.text.titles import title_key

MOST_COMPARED = 200
"""Papers of one title whose texts are compared; of the others only equal ones are found."""
MOST_NAMED = 20
"""Possible duplicates that are named: of “Introduction” there may be thousands."""


class Match(NamedTuple):
    """The page of an entry, if it has one, and pages that may be the same paper."""

    path: str | None
    possible: tuple[str, ...] = ()


class Index:
    """The papers of an archive by id and by title; deleted pages are among them."""

    def __init__(self) -> None:
        self._by_id: dict[tuple[str, str], str] = {}
        self._ids: dict[str, dict[str, str]] = defaultdict(dict)
        self._by_title: dict[str, dict[str, _Known]] = defaultdict(dict)

    def add_ids(self, path: str, ids: Mapping[str, str]) -> None:
        """Let these ids lead to a page."""
        for kind, value in ids.items():
            self._by_id.setdefault((kind, value), path)
            self._ids[path].setdefault(kind, value)

    def add(self, path: str, title: str, ids: Mapping[str, str], paper: Callable[[], Page | Entry]) -> None:
        """Let a paper's ids and title lead to a page; the paper itself is asked for when it is compared."""
        self.add_ids(path, ids)
        self._by_title[title_key(title)][path] = _Known(paper)

    def knows(self, path: str, title: str) -> bool:
        """Whether this title leads to a page already."""
        return path in self._by_title.get(title_key(title), ())

    def find(self, entry: Entry) -> Match:
        """The page of a cleaned entry."""
        pages = [self._by_id[item] for item in entry.ids.items() if item in self._by_id]
        namesakes = self._by_title.get(title_key(entry.title), {})
        if pages:
            return Match(pages[0], tuple(nsmallest(MOST_NAMED, {*pages, *namesakes} - {pages[0]})))
        own = _Known(lambda: entry)
        equal = (path for path, known in namesakes.items() if known.likeness == own.likeness)
        for path in (*sorted(equal), *nsmallest(MOST_COMPARED, namesakes)):
            if self._may_be(path, entry) and same_paper(own.likeness, namesakes[path].likeness):
                return Match(path)
        return Match(None, tuple(nsmallest(MOST_NAMED, namesakes)))

    def namesake(self, entry: Entry, paths: Set[str]) -> str | None:
        """The first of these pages that has the entry's title, unless an id tells the two apart."""
        namesakes = self._by_title.get(title_key(entry.title), {}).keys() & paths
        return min((path for path in namesakes if self._may_be(path, entry)), default=None)

    def _may_be(self, path: str, entry: Entry) -> bool:
        return not conflict(entry.ids, self._ids.get(path, {}))


class _Known:
    """A paper with what is compared of it, which is worked out when it is first wanted."""

    __slots__ = ("_likeness", "_paper")

    def __init__(self, paper: Callable[[], Page | Entry]) -> None:
        self._paper = paper
        self._likeness: Likeness | None = None

    @property
    def likeness(self) -> Likeness:
        if self._likeness is None:
            it = self._paper()
            facts = it.paper if isinstance(it, Page) else it
            self._likeness = likeness(facts.title, it.abstract, facts.authors, facts.date)
        return self._likeness
