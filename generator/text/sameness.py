"""Whether two papers without a common id are one: by title, then abstract, else first author and year."""

from typing import NamedTuple

from rapidfuzz import fuzz

from generator.text.markdown import plain
from generator.text.titles import title_key

MIN_TITLE_WORDS = 5
"""Words of a title that tell a paper, with first author and year, where an abstract is missing."""
MIN_AGREEMENT = 85.0
"""Least likeness, of 100, of two abstracts of one paper; versions of an abstract differ by a sentence."""
_COMPARED = 2000
"""Characters of an abstract that are compared."""
_CUT_SHORT = 200
"""Characters from which on the beginning of an abstract is taken for a shortened copy."""


class Likeness(NamedTuple):
    """What is compared of a paper; made once for each, since making it costs more than comparing."""

    title: str
    words: int
    abstract: str
    author: str
    year: str


def likeness(title: str, abstract: str, authors: tuple[str, ...], date: str | None) -> Likeness:
    """What tells a paper by its text. The abstract is Markdown."""
    return Likeness(
        title_key(title),
        len(title.split()),
        title_key(plain(abstract)[:_COMPARED]),
        _surname(authors[0]) if authors else "",
        (date or "")[:4],
    )


def same_paper(one: Likeness, other: Likeness) -> bool:
    """Whether two papers are one. A title alone does not tell: a hundred are called "Introduction"."""
    if not one.title or one.title != other.title:
        return False
    if one.abstract and other.abstract:
        return _agree(one.abstract, other.abstract)
    if min(one.words, other.words) < MIN_TITLE_WORDS:
        return False
    return one.author == other.author != "" and one.year == other.year != ""


def _agree(one: str, other: str) -> bool:
    """Whether two abstracts are versions of one text; a shortened one agrees with the whole."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > _CUT_SHORT and longer.startswith(shorter[:-10]):
        return True
    return fuzz.ratio(shorter, longer, score_cutoff=MIN_AGREEMENT) > 0


def _surname(name: str) -> str:
    given_last = name.split(",")[0] if "," in name else name.rpartition(" ")[2]
    return title_key(given_last)
