"""What is known of related papers, in columns of numbers: a row for each paper.

As objects the vectors of 100,000 papers would take four times the room. The columns are kept between builds
as they are.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import compress, count

from msgspec.json import decode, encode

from generator.text.vectors import LISTED, UNLISTED, Vector

CANDIDATES = 12
"""Papers that are compared whole, of those that share rare terms."""
NEIGHBOURS = 5
TERMS = LISTED + UNLISTED
_UNKNOWN = 255
_NO_TERMS, _NO_WEIGHTS = array("I", [0] * TERMS), array("H", [0] * TERMS)

Candidate = tuple[int, str]
"""How much of the rare terms another paper shares, less than nothing, and its path: the most comes first."""

Holders = tuple["array[int]", "array[int]"]
"""The rows of papers that hold a term, and its weights in them."""


class Table:
    """The rows of an archive's papers, in the order in which they came."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.fingerprints: list[str] = []
        """Of the texts that the papers were read from."""
        self._rows: dict[str, int] = {}
        self._unlisted: list[str] = []
        self._terms, self._weights, self._lengths = array("I"), array("H"), array("B")
        self._common = array("B")
        self._candidates, self._shared, self._met = array("I"), array("I"), array("B")
        self._near, self._found = array("I"), array("B")

    def __contains__(self, path: str) -> bool:
        return path in self._rows

    def row(self, path: str) -> int:
        """Where a paper stands."""
        return self._rows[path]

    def add(self, path: str, fingerprint: str, vector: Vector) -> None:
        """A paper of which nothing else is known."""
        missing = TERMS - len(vector.terms)
        self._rows[path] = len(self.paths)
        self.paths.append(path)
        self.fingerprints.append(fingerprint)
        self._unlisted.append(vector.unlisted)
        self._terms.extend(vector.terms + _NO_TERMS[:missing])
        self._weights.extend(vector.weights + _NO_WEIGHTS[:missing])
        self._lengths.append(len(vector.terms))
        self._common.append(vector.common)
        self._candidates.extend(_NO_TERMS[:CANDIDATES])
        self._shared.extend(_NO_TERMS[:CANDIDATES])
        self._met.append(0)
        self._near.extend(_NO_TERMS[:NEIGHBOURS])
        self._found.append(_UNKNOWN)

    def without(self, gone: Collection[str]) -> "Table":
        """The table of those that stay; whoever had one of the others as a candidate has none any more."""
        if not gone:
            return self
        rest = Table()
        staying = [row for row, path in enumerate(self.paths) if path not in gone]
        for row in staying:
            rest.add(self.paths[row], self.fingerprints[row], self.vector(row))
        for new, row in enumerate(staying):
            candidates = self.candidates(row)
            if not any(path in gone for _, path in candidates):
                rest.put_candidates(new, candidates)
                near = self.near(row)
                if near is not None:
                    rest.put_near(new, near)
        return rest

    def vector(self, row: int) -> Vector:
        """The vector of a paper."""
        return Vector(*self.weighted(row), self._unlisted[row], self._common[row])

    def weighted(self, row: int) -> "tuple[array[int], array[int]]":
        """The terms of a paper as numbers, and their weights."""
        start = row * TERMS
        end = start + self._lengths[row]
        return self._terms[start:end], self._weights[start:end]

    def common(self, row: int) -> "tuple[array[int], array[int]]":
        """The same of its common terms."""
        start = row * TERMS
        end = start + self._common[row]
        return self._terms[start:end], self._weights[start:end]

    def candidates(self, row: int) -> list[Candidate]:
        """Its candidates, the best first."""
        start = row * CANDIDATES
        end = start + self._met[row]
        pairs = zip(self._shared[start:end], self._candidates[start:end], strict=True)
        return [(-shared, self.paths[other]) for shared, other in pairs]

    def rivals(self, row: int) -> Iterator[tuple[int, int]]:
        """Where its candidates stand, and how much of the rare terms each shares."""
        start = row * CANDIDATES
        end = start + self._met[row]
        return zip(self._candidates[start:end], self._shared[start:end], strict=True)

    def put_candidates(self, row: int, candidates: Sequence[Candidate]) -> None:
        """Give a paper other candidates; which are nearest is unknown then."""
        start = row * CANDIDATES
        end = start + len(candidates)
        self._shared[start:end] = array("I", [-shared for shared, _ in candidates])
        self._candidates[start:end] = array("I", [self._rows[path] for _, path in candidates])
        self._met[row] = len(candidates)
        self._found[row] = _UNKNOWN

    def least(self, row: int) -> int:
        """How much the last candidate shares; nothing while there is room for another."""
        return self._shared[(row + 1) * CANDIDATES - 1] if self._met[row] == CANDIDATES else 0

    def near(self, row: int) -> tuple[str, ...] | None:
        """The nearest papers, where that is known."""
        if self._found[row] == _UNKNOWN:
            return None
        start = row * NEIGHBOURS
        return tuple(map(self.paths.__getitem__, self._near[start : start + self._found[row]]))

    def unsettled(self) -> Iterator[int]:
        """Papers of which it is not known which are nearest."""
        return (row for row, found in enumerate(self._found) if found == _UNKNOWN)

    def put_near(self, row: int, near: Sequence[str]) -> None:
        """Remember which papers are nearest."""
        for place, path in enumerate(near, row * NEIGHBOURS):
            self._near[place] = self._rows[path]
        self._found[row] = len(near)

    @property
    def key_of_near(self) -> str:
        """A key of the nearest papers of all."""
        told = hashlib.blake2b("\0".join(self.paths).encode("utf-8", "replace"), digest_size=16)
        told.update(self._near)
        told.update(self._found)
        return told.hexdigest()

    def naming(self, paths: Collection[str]) -> Iterator[str]:
        """The papers to which any of these is near."""
        rows = {self._rows[path] for path in paths if path in self._rows}
        for place in compress(count(), map(rows.__contains__, self._near)):
            row, number = divmod(place, NEIGHBOURS)
            if number < self._found[row]:
                yield self.paths[row]

    def holders(self, wanted: Container[int]) -> dict[int, Holders]:
        """The papers that hold these terms, for each term that several hold."""
        places = array("I", compress(count(), map(wanted.__contains__, self._terms)))
        found = Counter(map(self._terms.__getitem__, places))
        holders = {term: (array("I"), array("H")) for term, papers in found.items() if papers > 1}
        for place in places:
            row, term = place // TERMS, self._terms[place]
            if term in holders and place % TERMS < self._lengths[row]:
                rows, weights = holders[term]
                rows.append(row)
                weights.append(self._weights[place])
        return holders

    def files(self) -> dict[str, bytes]:
        """The table as the files of a pack."""
        texts = {"paths": self.paths, "fingerprints": self.fingerprints, "unlisted": self._unlisted}
        return {
            **{name: encode(texts[name]) for name in texts},
            **{name: column.tobytes() for name, column in self._columns().items()},
        }

    @classmethod
    def of(cls, files: Mapping[str, bytes] | None) -> "Table":
        """The table in the files of a pack; without one it is empty."""
        table = cls()
        if files is not None:
            table.paths = decode(files["paths"], type=list[str])
            table.fingerprints = decode(files["fingerprints"], type=list[str])
            table._unlisted = decode(files["unlisted"], type=list[str])
            table._rows = {path: row for row, path in enumerate(table.paths)}
            for name, column in table._columns().items():
                column.frombytes(files[name])
        return table

    def _columns(self) -> dict[str, "array[int]"]:
        return {
            "terms": self._terms, "weights": self._weights, "lengths": self._lengths, "common": self._common,
            "candidates": self._candidates, "shared": self._shared, "met": self._met,
            "near": self._near, "found": self._found,
        }  # fmt: skip
