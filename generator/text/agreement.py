"""How far two texts are one, in hundredths: titles that copying damaged, abstracts of two versions."""

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.text.markdown import plain
from generator.text.titles import title_key

COMPARED = 3000
"""Characters of an abstract that are compared."""
SHORTENED = 98.0
"""A title that is the other without its subtitle, or an abstract that is the other's beginning."""
_LEAST_MAIN_TITLE = 8
"""Letters of a title before its colon that may be damaged; a shorter one has to be the very same."""
_LEAST_BEGINNING = 300
_MAIN = re.compile(r"(.{2,}?)(?:: | [-–—] |\? )")
_NUMBER = re.compile(r"\d+|\b[IVX]+\b")


class Title(NamedTuple):
    """What is compared of a title, made once."""

    key: str
    main: str
    """The part before the colon, if there is one."""
    numbers: tuple[str, ...]
    main_numbers: tuple[str, ...]


def title_of(text: str) -> Title:
    """What is compared of a title."""
    match = _MAIN.match(text)
    main = title_key(match[1]) if match else ""
    if match is None or not main:
        return Title(title_key(text), "", _numbers(text), ())
    return Title(title_key(text), main, _numbers(text), _numbers(match[1]))


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(_NUMBER.findall(text)))


def titles_agree(one: Title, other: Title) -> float:
    """How far two titles are one. Numbers tell: "Part II" is not "Part I", nor a task of 2020 one of 2019."""
    if one.key == other.key:
        return 100.0 if one.key else 0.0
    whole = _likeness(one.key, other.key, one.numbers, other.numbers)
    return max(whole, _shortened(one, other), _shortened(other, one))


def _shortened(one: Title, other: Title) -> float:
    """How far a title is the other without its subtitle."""
    if one.main or not other.main:
        return 0.0
    if one.key != other.main and len(other.main) < _LEAST_MAIN_TITLE:
        return 0.0
    return SHORTENED / 100 * _likeness(one.key, other.main, one.numbers, other.main_numbers)


def _likeness(one: str, other: str, its: tuple[str, ...], others: tuple[str, ...]) -> float:
    return fuzz.ratio(one, other) if one and other and its == others else 0.0


def abstract_key(markdown: str) -> str:
    """What is compared of an abstract."""
    return title_key(plain(markdown))[:COMPARED]


def abstracts_agree(one: str, other: str) -> float:
    """How far two abstracts, as `abstract_key` gives them, are one."""
    if not (one and other):
        return 0.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _LEAST_BEGINNING and len(shorter) < len(longer) and longer.startswith(shorter[:-10]):
        return SHORTENED
    return fuzz.ratio(shorter, longer)
