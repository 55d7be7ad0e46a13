"""A text as a vector: its terms, as numbers, and how much each says of what the text is about."""

import math
from array import array
from functools import cache
from heapq import nlargest
from typing import NamedTuple
from zlib import crc32

from generator.text.terms import RAREST, terms, weights

UNIT = 1000
"""Length of a vector. Weights are whole numbers, whose sums are the same in whatever order they are added."""
UNKNOWN = 12
"""Terms besides those of the table, which few other texts have, that are taken."""


class Vector(NamedTuple):
    """Terms and weights, each term once."""

    terms: "array[int]"
    weights: "array[int]"


def number(term: str) -> int:
    """What stands for a term. Two terms of one number are taken for one, which hardly ever happens."""
    return crc32(term.encode("utf-8", "replace"))


@cache
def rarities() -> dict[int, float]:
    """The weights of the table by number; of a term that has none here, `RAREST` is the weight."""
    return {number(term): weight for term, weight in weights().items()}


def vector(text: str) -> Vector:
    """The vector of a text: TF-IDF with frozen weights, the square root of counts, cosine length."""
    table = weights()
    known: list[tuple[float, str]] = []
    unknown: list[tuple[float, str]] = []
    for term, count in terms(text).items():
        if term in table:
            known.append((math.sqrt(count) * table[term], term))
        elif count > 1 or " " not in term:
            unknown.append((math.sqrt(count) * RAREST, term))
    taken = known + nlargest(UNKNOWN, unknown)
    length = math.sqrt(sum(weight * weight for weight, _ in taken)) or 1.0
    return Vector(
        array("I", [number(term) for _, term in taken]),
        array("H", [round(UNIT * weight / length) for weight, _ in taken]),
    )
