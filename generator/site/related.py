"""Related papers: those that share the rarest terms, by weights that are fixed once and for all.

How near two papers are depends on the two alone, so that a new paper changes only the pages that it enters.
``bench/related.py`` says how this was chosen, and what it costs.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import repeat
from operator import mul
from typing import NamedTuple
from zlib import crc32

from generator.text.terms import RAREST, as_written, terms, weights

NEIGHBOURS = 5
CANDIDATES = 20
"""Papers that are compared whole, of those that share rare terms."""
REASONS = 3
"""Terms that are shown."""
MOST_TERMS = 8
"""Terms among which they are looked for."""
TELLING = 3.0
"""Weight from which on a term tells something: fewer than one paper in twenty uses it."""

_UNIT = 1000
"""Weights are whole numbers: their sums are the same in whatever order they are added up."""
_PLACES = 1 << 22
"""Where terms are remembered that were met once; two at one place only cost a little room."""


class Neighbour(NamedTuple):
    """A paper near another one, and the terms that bring them together, the strongest first."""

    path: str
    terms: tuple[str, ...]

    def reasons(self, text: str) -> list[str]:
        """The first of the terms as they stand in the text of either paper, none within another."""
        found: dict[str, str] = {}
        for term in self.terms:
            written = as_written(term, text) or ""
            within = [other for other in found if other in written.lower()]
            if within:
                found[within[0]] = written
            elif written and not any(written.lower() in other.lower() for other in found.values()):
                found[written.lower()] = written
        return list(found.values())[:REASONS]


class _Text(NamedTuple):
    """The terms of a paper that other papers have too, and their weights."""

    terms: "array[int]"
    weights: "array[int]"


class Related:
    """Finds the nearest papers of each. Made once for all papers; needs five to seven kilobytes for each."""

    def __init__(self, papers: Iterable[tuple[str, str]]) -> None:
        """*papers* are paths with the texts that stand for them."""
        self._names: dict[int, str] = {}
        self._paths: list[str] = []
        whole: list[_Text] = []
        met = bytearray(_PLACES)
        for path, text in sorted(papers):
            self._paths.append(path)
            whole.append(self._weighted(text, met))
        self._places = {path: place for place, path in enumerate(self._paths)}
        self._texts = [self._shared(text) for text in whole]
        self._holders = self._index(_rare(len(whole)))

    def _weighted(self, text: str, met: bytearray) -> _Text:
        table = weights()
        raw = {term: math.sqrt(count) * table.get(term, RAREST) for term, count in terms(text).items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        found = _Text(array("I"), array("I"))
        for term, weight in raw.items():
            number = crc32(term.encode("utf-8", "replace"))
            found.terms.append(number)
            found.weights.append(round(_UNIT * weight / length))
            if met[number % _PLACES]:
                self._names[number] = term
            met[number % _PLACES] = 1
        return found

    def _shared(self, text: _Text) -> _Text:
        pairs = [pair for pair in zip(*text, strict=True) if pair[0] in self._names]
        return _Text(array("I", (term for term, _ in pairs)), array("I", (weight for _, weight in pairs)))

    def _index(self, rare: float) -> dict[int, "array[int]"]:
        """The papers that hold each rare term."""
        table = weights()
        wanted = {number for number, term in self._names.items() if table.get(term, RAREST) >= rare}
        holders: dict[int, array[int]] = defaultdict(lambda: array("I"))
        for place, text in enumerate(self._texts):
            for number in text.terms:
                if number in wanted:
                    holders[number].append(place)
        return {number: places for number, places in holders.items() if len(places) > 1}

    def of(self, path: str) -> list[Neighbour]:
        """The nearest papers, the nearest first; fewer where fewer share a rare term."""
        place = self._places.get(path)
        if place is None:
            return []
        own = dict(zip(*self._texts[place], strict=True))
        near = [(self._nearness(own, other), -other) for other in self._candidates(place, own)]
        return [
            Neighbour(self._paths[-other], tuple(self._reasons(own, self._texts[-other])))
            for _, other in nlargest(NEIGHBOURS, near)
        ]

    def _candidates(self, place: int, own: dict[int, int]) -> list[int]:
        """The papers that share most of the rare terms; where several share as much, all of them."""
        shared: dict[int, int] = defaultdict(int)
        for number, weight in own.items():
            for other in self._holders.get(number, ()):
                shared[other] += weight
        shared.pop(place, None)
        least = sorted(shared.values())[-CANDIDATES:][:1]
        return [other for other, weight in shared.items() if weight >= least[0]]

    def _nearness(self, own: dict[int, int], other: int) -> int:
        text = self._texts[other]
        return sum(map(mul, map(own.get, text.terms, repeat(0)), text.weights))

    def _reasons(self, own: dict[int, int], text: _Text) -> Iterator[str]:
        """Shared terms that tell something, those that count most first."""
        parts = [
            (own[number] * weight, number) for number, weight in zip(*text, strict=True) if number in own
        ]
        for _, number in sorted(parts, reverse=True)[:MOST_TERMS]:
            term = self._names[number]
            if weights().get(term, RAREST) >= TELLING:
                yield term


def _rare(papers: int) -> float:
    """The weight from which on a term makes candidates: the more papers, the rarer it must be."""
    return 4.0 if papers < 4_000 else 5.0 if papers < 40_000 else 6.0
