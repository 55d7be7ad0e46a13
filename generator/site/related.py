"""Related papers: those that share most terms, by weights that are fixed once and for all.

How near two papers are depends on the two alone. The papers that share the rarest terms are compared whole,
and of these the nearest are related. So a new paper changes only the papers that it enters, and what was
found before need not be found again. ``bench/related.py`` says how this was chosen, and what it costs.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import repeat
from operator import mul
from typing import NamedTuple

from generator.text.terms import RAREST, as_written, weights
from generator.text.vectors import Vector, rarities, vector

NEIGHBOURS = 5
CANDIDATES = 12
"""Papers that are compared whole, of those that share rare terms."""
MOST_TERMS = 6
"""Shared terms among which those are looked for that are shown."""
TELLING = 3.0
"""Weight from which on a term tells something: fewer than one paper in twenty uses it."""

Candidates = list[tuple[int, str]]
"""Other papers and how much of the rare terms they share, less than nothing first: the most comes first."""


class Known(NamedTuple):
    """What is known of a paper: what it was read from, its vector, its candidates, the nearest of them."""

    fingerprint: str
    vector: Vector
    candidates: Candidates
    near: tuple[str, ...]


class Neighbour(NamedTuple):
    """A paper near another one, and the terms that bring them together, the strongest first."""

    path: str
    terms: tuple[str, ...]

    def reasons(self, text: str, most: int) -> list[str]:
        """The first of the terms as they stand in the text of either paper, none within another."""
        found: dict[str, str] = {}
        for term in self.terms:
            if len(found) == most:
                break
            written = as_written(term, text) or ""
            within = [other for other in found if other in written.lower()]
            if within:
                found[within[0]] = written
            elif written and not any(written.lower() in other.lower() for other in found.values()):
                found[written.lower()] = written
        return list(found.values())


class Related:
    """The nearest papers of each."""

    def __init__(
        self,
        papers: Mapping[str, str],
        text: Callable[[str], str],
        before: Mapping[str, Known] | None = None,
    ) -> None:
        """*papers* are paths with the fingerprints of their texts, *text* gives the text of one; *before* is
        what was known of an earlier archive of about the same size."""
        kept = {
            path: known for path, known in (before or {}).items() if papers.get(path) == known.fingerprint
        }
        gone = (before or {}).keys() - kept.keys()
        stale = {
            path
            for path, known in kept.items()
            if gone and any(other in gone for _, other in known.candidates)
        }
        self._vectors = {path: known.vector for path, known in kept.items()}
        self._candidates = {path: known.candidates for path, known in kept.items() if path not in stale}
        self._near = {path: known.near for path, known in kept.items() if path not in stale}
        new = [path for path in papers if path not in self._candidates]
        self.has_changed = bool(new or gone)
        """Whether more is known, or other things, than before."""
        for path in new:
            if path not in self._vectors:
                self._vectors[path] = vector(text(path))
        self._papers = papers
        if new:
            self._find(new, stale, rare(len(papers)))

    def known(self) -> Iterator[tuple[str, Known]]:
        """Everything, to begin with when the archive has grown."""
        for path, fingerprint in self._papers.items():
            yield path, Known(fingerprint, self._vectors[path], self._candidates[path], self.near(path))

    def near(self, path: str) -> tuple[str, ...]:
        """The nearest papers, the nearest first; fewer where fewer share a rare term."""
        if path not in self._papers:
            return ()
        if path not in self._near:
            vector = self._vectors[path]
            own = dict(zip(vector.terms, vector.weights, strict=True))
            found = [(-_nearness(own, self._vectors[other]), other) for _, other in self._candidates[path]]
            self._near[path] = tuple(other for _, other in sorted(found)[:NEIGHBOURS])
        return self._near[path]

    def of(self, path: str) -> list[Neighbour]:
        """The nearest papers with the terms that they share."""
        if not self.near(path):
            return []
        vector = self._vectors[path]
        own = dict(zip(vector.terms, zip(vector.weights, vector.names(), strict=True), strict=True))
        return [Neighbour(other, tuple(_shared(own, self._vectors[other]))) for other in self.near(path)]

    def _find(self, new: Iterable[str], stale: set[str], least: float) -> None:
        """Find the candidates of new papers, and let them become candidates of the others."""
        holders = self._holders(new, least)
        todo = set(new)
        for path in new:
            self._candidates[path] = []
        for path in new:
            met: dict[str, int] = defaultdict(int)
            vector = self._vectors[path]
            for term, weight in zip(vector.terms, vector.weights, strict=True):
                for other, its in holders.get(term, ()):
                    met[other] += weight * its
            met.pop(path, None)
            self._candidates[path] = _most(met)
            if path not in stale:
                for other, shared in met.items():
                    if other not in todo:
                        self._enter(other, (-shared, path))

    def _enter(self, path: str, candidate: tuple[int, str]) -> None:
        """Take a new candidate in where it is among the first."""
        candidates = self._candidates[path]
        if len(candidates) < CANDIDATES or candidate < candidates[-1]:
            insort(candidates, candidate)
            del candidates[CANDIDATES:]
            self._near.pop(path, None)

    def _holders(self, new: Iterable[str], least: float) -> dict[int, list[tuple[str, int]]]:
        """The papers that hold each rare term of the new ones, with its weight in them."""
        table = rarities()
        wanted: dict[int, list[tuple[str, int]]] = {
            term: [] for path in new for term in self._vectors[path].terms if table.get(term, RAREST) >= least
        }
        for path, its in self._vectors.items():
            for term, weight in zip(its.terms, its.weights, strict=True):
                if term in wanted:
                    wanted[term].append((path, weight))
        return {term: held for term, held in wanted.items() if len(held) > 1}


def _most(met: Mapping[str, int]) -> Candidates:
    least = sorted(met.values())[-CANDIDATES:][:1]
    return sorted([(-shared, other) for other, shared in met.items() if shared >= least[0]])[:CANDIDATES]


def _nearness(own: Mapping[int, int], other: Vector) -> int:
    return sum(map(mul, map(own.get, other.terms, repeat(0)), other.weights))


def _shared(own: Mapping[int, tuple[int, str]], other: Vector) -> Iterator[str]:
    """Shared terms that tell something, those that count most first."""
    table = weights()
    parts = [
        (own[term][0] * weight, own[term][1])
        for term, weight in zip(other.terms, other.weights, strict=True)
        if term in own
    ]
    for _, name in nlargest(MOST_TERMS, parts):
        if table.get(name, RAREST) >= TELLING:
            yield name


def rare(papers: int) -> float:
    """The weight from which on a term makes candidates: the more papers, the rarer it must be."""
    return 4.5 if papers < 4_000 else 5.5 if papers < 40_000 else 6.2
