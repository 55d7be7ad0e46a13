"""Related papers: those that share most terms, by weights that are fixed once and for all.

How near two papers are depends on the two alone. The papers that share the rarest terms are compared whole,
and of these the nearest are related. So a new paper changes only the papers that it enters, and what was
found before need not be found again. ``bench/related.py`` says how this was chosen, and what it costs.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import compress, repeat
from operator import mul
from typing import NamedTuple

from generator.site.related_table import CANDIDATES, NEIGHBOURS, Candidate, Holders, Table
from generator.text.terms import RAREST, as_written
from generator.text.vectors import Vector, rarities, vector

MOST_TERMS = 6
"""Shared terms among which those are looked for that are shown."""
TELLING = 4.0
"""Weight from which on a term tells something: fewer than one paper in fifty uses it."""


class Neighbour(NamedTuple):
    """A paper near another one."""

    path: str
    own: Mapping[int, int]
    """The terms of the paper that it is near to, with their weights."""
    its: Vector

    @property
    def terms(self) -> Iterator[str]:
        """What brings them together, the strongest first."""
        return _shared(self.own, self.its)

    def reasons(self, text: str, most: int) -> list[str]:
        """The first of the terms as they stand in the text of either paper, none within another."""
        found: dict[str, str] = {}
        for term in self.terms:
            if len(found) == most:
                break
            written = as_written(term, text) or ""
            small = written.lower()
            within = [other for other in found if other in small]
            if within:
                found[within[0]] = written
            elif written and not any(small in other.lower() for other in found.values()):
                found[small] = written
        return list(found.values())


class Related:
    """The nearest papers of each."""

    def __init__(
        self, papers: Mapping[str, str], text: Callable[[str], str], before: Table | None = None
    ) -> None:
        """*papers* are paths with the fingerprints of their texts, *text* gives the text of one; *before* is
        what was known of an earlier archive of about the same size."""
        before = before or Table()
        self.before = before.key_of_near
        """A key of what was related to what."""
        rows = zip(before.paths, before.fingerprints, strict=True)
        gone = {path for path, fingerprint in rows if papers.get(path) != fingerprint}
        self.table = before.without(gone)
        """Everything that is known, to begin with when the archive has grown."""
        known = len(self.table.paths)
        least = rare(len(papers))
        for path in papers:
            if path not in self.table:
                self.table.add(path, papers[path], vector(text(path), least))
        self.has_changed = bool(gone) or len(self.table.paths) > known
        """Whether more is known, or other things, than before."""
        self.renewed: set[str] = set()
        """Papers to which others may be related than before."""
        if self.has_changed:
            self._find_candidates(known, least)
            self.renewed = set(map(self.table.paths.__getitem__, self.table.unsettled()))
            self._choose()

    def near(self, path: str) -> tuple[str, ...]:
        """The nearest papers, the nearest first; fewer where fewer share a rare term."""
        near = self.table.near(self.table.row(path)) if path in self.table else ()
        assert near is not None
        return near

    def of(self, path: str) -> list[Neighbour]:
        """The nearest papers, which tell the terms that they share."""
        if not self.near(path):
            return []
        ours = self._vector(path)
        own = dict(zip(ours.terms, ours.weights, strict=True))
        return [Neighbour(other, own, self._vector(other)) for other in self.near(path)]

    def _vector(self, path: str) -> Vector:
        return self.table.vector(self.table.row(path))

    def _find_candidates(self, known: int, least: float) -> None:
        """Find the candidates of papers that have none, and let the new ones, behind those that were *known*,
        become candidates of the others."""
        todo = list(self.table.unsettled())
        holders, waiting = self._holders(todo, least), set(todo)
        others = len(self.table.paths) > len(waiting)
        for row in todo:
            met = self._met(row, holders)
            self.table.put_candidates(row, self._most(met))
            if others and row >= known:
                for other, shared in met.items():
                    if other not in waiting and shared >= self.table.least(other):
                        self._enter(other, (-shared, self.table.paths[row]))

    def _met(self, row: int, holders: Mapping[int, Holders]) -> dict[int, int]:
        """The papers that share rare terms with one, and how much. Nearly all of them share a single term."""
        met: dict[int, int] = {}
        for term, weight in zip(*self.table.weighted(row), strict=True):
            if term in holders:
                for other, its in zip(*holders[term], strict=True):
                    if other in met:
                        met[other] += weight * its
                    else:
                        met[other] = weight * its
        met.pop(row, None)
        return met

    def _most(self, met: Mapping[int, int]) -> list[Candidate]:
        least = nlargest(CANDIDATES, met.values())[-1:]
        best = [(-shared, self.table.paths[row]) for row, shared in met.items() if shared >= least[0]]
        return sorted(best)[:CANDIDATES]

    def _enter(self, row: int, candidate: Candidate) -> None:
        """Take a new candidate in where it is among the first."""
        candidates = self.table.candidates(row)
        insort(candidates, candidate)
        self.table.put_candidates(row, candidates[:CANDIDATES])

    def _choose(self) -> None:
        """Compare papers with their candidates, where it is not known which of these are nearest.

        What they share of the rare terms is known by now.
        """
        table = self.table
        for row in list(table.unsettled()):
            own = dict(zip(*table.common(row), strict=True))
            compared = [
                (-shared - _nearness(own, *table.common(other)), table.paths[other])
                for other, shared in table.rivals(row)
            ]
            table.put_near(row, [other for _, other in sorted(compared)[:NEIGHBOURS]])

    def _holders(self, rows: Iterable[int], least: float) -> dict[int, Holders]:
        """The papers that hold each rare term of these."""
        rarity = rarities()
        terms = set().union(*(self.table.weighted(row)[0] for row in rows))
        return self.table.holders({term for term in terms if rarity.get(term, RAREST) >= least})


def _nearness(own: Mapping[int, int], terms: Iterable[int], weights: Iterable[int]) -> int:
    return sum(map(mul, map(own.get, terms, repeat(0)), weights))


def _shared(own: Mapping[int, int], other: Vector) -> Iterator[str]:
    """Shared terms that tell something, those that count most first; where none does, the first of all."""
    terms = other.terms.tolist()
    shared = compress(zip(terms, other.weights, strict=True), map(own.__contains__, terms))
    products = sorted([(own[term] * weight, term) for term, weight in shared], reverse=True)
    strongest = [term for _, term in products[:MOST_TERMS]]
    rarity = rarities()
    telling = [term for term in strongest if rarity.get(term, RAREST) >= TELLING]
    return other.names(telling or strongest[:1])


def rare(papers: int) -> float:
    """The weight from which on a term makes candidates: the more papers, the rarer it must be."""
    return 4.5 if papers < 4_000 else 5.5 if papers < 40_000 else 6.2
