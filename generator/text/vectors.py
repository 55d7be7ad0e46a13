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
    """Terms and weights, each term once."""

    terms: "array[int]"
    weights: "array[int]"
    unlisted: str
    """The terms that the table does not hold, which stand last, a line each."""

    def names(self, terms: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Some of the terms, each with how it is read."""
        listed, own = _names(), None
        for term in terms:
            name = listed.get(term)
            if name is None:
                unlisted = self.unlisted.split("\n")
                own = own or dict(zip(self.terms[-len(unlisted) :], unlisted, strict=True))
                name = own[term]
            yield term, name


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


def vector(text: str) -> Vector:
    """The vector of a text: TF-IDF with frozen weights, the square root of counts, cosine length."""
    table = _table()
    listed: list[tuple[float, str]] = []
    unlisted: list[tuple[float, str]] = []
    for term, count in terms(text).items():
        entry = table.get(term)
        if entry is not None:
            listed.append((math.sqrt(count) * entry.weight if count > 1 else entry.weight, term))
        elif count > 1 or " " not in term:
            unlisted.append((math.sqrt(count) * RAREST, term))
    listed, unlisted = _heaviest(listed, LISTED), _heaviest(unlisted, UNLISTED)
    taken = listed + unlisted
    length = math.sqrt(math.fsum(weight * weight for weight, _ in taken)) or 1.0
    numbers = [table[term].number for _, term in listed] + [number(term) for _, term in unlisted]
    return Vector(
        array("I", numbers),
        array("H", [round(UNIT * weight / length) for weight, _ in taken]),
        "\n".join(term for _, term in unlisted),
    )


def _heaviest(found: list[tuple[float, str]], most: int) -> list[tuple[float, str]]:
    found.sort(reverse=True)
    return found[:most]
