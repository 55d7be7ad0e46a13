"""Which pages a paper in another source may be, told at a glance: a dump holds a hundred thousand strangers.

Nothing is decided here. Either the title leads to a page, or the long words of the abstract do, two by two:
they stand in the same order however the lines were broken, and a pair of them is rare.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from generator.model.page import Page
from generator.text.agreement import title_of

_LONG_WORD = re.compile(r"[a-z]{10,}")
_MOST_PAIRS = 40
"""Of the beginning of an abstract."""
_ENOUGH_PAIRS = 3
"""In common; fewer are enough where an abstract has few."""
_COMMON = 40
"""Pages from which on a pair of words, or a title, tells nothing."""


class Candidates:
    """Pages by id, title and abstract."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._ids: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        self._pairs: dict[str, list[str]] = defaultdict(list)
        self._enough: dict[str, int] = {}
        for page in pages:
            self._add(page)
        self._pairs = {pair: paths for pair, paths in self._pairs.items() if len(paths) <= _COMMON}

    def _add(self, page: Page) -> None:
        for item in page.paper.ids.items():
            self._ids[item].append(page.path)
        for key in _titles(page.paper.title):
            self._titles[key].append(page.path)
        pairs = set(_pairs(page.abstract))
        for pair in sorted(pairs):
            self._pairs[pair].append(page.path)
        self._enough[page.path] = max(1, min(_ENOUGH_PAIRS, len(pairs) // 2))

    def find(self, title: str, abstract: str, ids: Mapping[str, str]) -> list[str]:
        """Pages that a paper may be. Title and abstract are as the source has them."""
        found = {path for item in ids.items() for path in self._ids.get(item, ())}
        for key in _titles(title):
            paths = self._titles.get(key, ())
            found.update(paths if len(paths) <= _COMMON else ())
        pairs = self._pairs.keys() & set(_pairs(abstract))
        shared = Counter(path for pair in pairs for path in self._pairs[pair])
        found.update(path for path, number in shared.items() if number >= self._enough[path])
        return sorted(found)


def _titles(title: str) -> Iterator[str]:
    of_title = title_of(title)
    yield of_title.key
    if of_title.main:
        yield of_title.main


def _pairs(abstract: str) -> Iterator[str]:
    words = _LONG_WORD.findall(abstract.lower())[: _MOST_PAIRS + 1]
    for one, other in pairwise(words):
        yield f"{one} {other}"
