"""A text as a vector: its terms, as numbers, and how much each says of what the text is about."""

import math
from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from zlib import crc32

from generator.text.terms import RAREST, terms, weights

UNIT = 1000
"""Length of a vector. Weights are whole numbers, whose sums are the same in whatever order they are added."""
LISTED = 52
"""Terms of the table that are taken, the heaviest; what common words add hardly changes what is near."""
UNLISTED = 12
"""Terms besides those of the table, which few other texts have, that are taken."""


class Vector(NamedTuple):
    """Terms and weights, each term once; common terms first."""

    terms: "array[int]"
    weights: "array[int]"
    unlisted: str
    """The terms that the table does not hold, which stand last, a line each."""
    common: int
    """How many of the terms are common."""

    def names(self, terms: Iterable[int]) -> Iterator[str]:
        """How some of the terms are read."""
        listed, own = _names(), None
        for term in terms:
            name = listed.get(term)
            if name is None:
                unlisted = self.unlisted.split("\n")
                own = own or dict(zip(self.terms[-len(unlisted) :], unlisted, strict=True))
                name = own[term]
            yield name


class Term(NamedTuple):
    """A term of the table."""

    weight: float
    number: int


def number(term: str) -> int:
    """What stands for a term. Two terms of one number are taken for one, which hardly ever happens."""
    return crc32(term.encode("utf-8", "replace"))


@cache
def _table() -> dict[str, Term]:
    return {term: Term(weight, number(term)) for term, weight in weights().items()}


@cache
def _names() -> dict[int, str]:
    return {entry.number: term for term, entry in _table().items()}


@cache
def rarities() -> dict[int, float]:
    """The weights of the table by number; of a term that has none here, `RAREST` is the weight."""
    return {entry.number: entry.weight for entry in _table().values()}


def vector(text: str, rare: float) -> Vector:
    """The vector of a text: TF-IDF with frozen weights, the square root of counts, cosine length.

    A term of the table is common that weighs less than *rare* there.
    """
    listed, unlisted = _heaviest(text)
    common = [(weight, term.number) for weight, _, term in listed if term.weight < rare]
    taken = common + [(weight, term.number) for weight, _, term in listed if term.weight >= rare]
    taken += [(weight, number(term)) for weight, term in unlisted]
    length = math.sqrt(math.fsum(weight * weight for weight, _ in taken)) or 1.0
    return Vector(
        array("I", [code for _, code in taken]),
        array("H", [round(UNIT * weight / length) for weight, _ in taken]),
        "\n".join(term for _, term in unlisted),
        len(common),
    )


def _heaviest(text: str) -> tuple[list[tuple[float, str, Term]], list[tuple[float, str]]]:
    """The terms that are taken, with what they weigh here: those of the table, and others."""
    table = _table()
    listed: list[tuple[float, str, Term]] = []
    unlisted: list[tuple[float, str]] = []
    for term, count in terms(text).items():
        if term in table:
            entry = table[term]
            listed.append((math.sqrt(count) * entry.weight if count > 1 else entry.weight, term, entry))
        elif count > 1 or " " not in term:
            unlisted.append((math.sqrt(count) * RAREST, term))
    listed.sort(reverse=True)
    unlisted.sort(reverse=True)
    return listed[:LISTED], unlisted[:UNLISTED]
