"""Names of authors, given name first, → the parts that a bibliography sorts and shortens them by.

The archive holds names as papers print them. Where a surname begins cannot be known for certain; what
is done here is what BibTeX itself does (lower-case particles belong to the surname), and a little more.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from generator.text.lookup import Lookup

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:team|labs?|group|collaboration|consortium|community|committee|project|initiative|institute"
    r"|university|research|foundation|association|society|alliance|inc|ltd|corp|llc|openai|deepmind|google"
    r"|microsoft|nvidia|meta ai|anthropic)\b|\band\b|[:;,/&@0-9(){}\[\]\\]",
    re.IGNORECASE,
)
_NOT_ALPHABETIC = re.compile("[\u0e00-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PARTICLES = frozenset("Van Von De Der Den Del Della Di Da Dos Das Du Le La Lo Ten Ter Vander St St.".split())
_LAST_PARTICLES = frozenset("El Al Ben Bin Ibn Abu Abou Bou Ould Mac".split())
"""Words that belong to the surname only where they stand right before it."""
_VIETNAMESE = frozenset(
    "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Doan Luong Truong"
    " Trinh Mai Dao Khac Thanh Tien Duc Anh".split()
)
"""Behind these, or before them, ``Van`` and ``Le`` are given names or surnames of their own."""


class Name(NamedTuple):
    """A name in its parts. A group, or somebody with one name, has a family name only."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """The surname first, as lists sort it: ``van der Berg, Jr., Anna``."""
        return ", ".join(filter(None, (self.family, self.suffix, self.given)))


@lru_cache(maxsize=1 << 12)
def parted(name: str) -> Name:
    """The parts of a name.

    >>> parted("Anna van der Berg Jr.")
    Name(family='van der Berg', given='Anna', suffix='Jr.')
    >>> parted("Qwen Team")
    Name(family='Qwen Team', given='', suffix='')
    """
    words = name.split()
    if len(words) > 1 and not any(map(_TELLS.__getitem__, words)):
        return Name(words[-1], " ".join(words[:-1]))
    words = name.replace(", Jr", " Jr").split()
    if len(words) < 2 or _NOT_ALPHABETIC.search(name) or _GROUP.search(" ".join(words)):
        return Name(" ".join(name.split()))
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = _start_of_surname(words)
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _tells(word: str) -> bool:
    """Whether a word may be another part of a name than a given name or, at its end, the surname."""
    return bool(
        word[0].islower()
        or word in _PARTICLES
        or word in _LAST_PARTICLES
        or word.lower().endswith("meta")
        or _SUFFIX.fullmatch(word)
        or _NOT_ALPHABETIC.search(word)
        or _GROUP.search(word)
    )


_TELLS = Lookup(_tells)


def _start_of_surname(words: list[str]) -> int:
    """Where the surname begins, which is never the first word."""
    last = len(words) - 1
    if words[0][:1].islower():
        return last
    for place in range(1, last):
        word = words[place]
        if word in ("e", "i", "y") and place > 1:
            return place - 1
        if word[:1].islower() and word.isalpha():
            return place
        if word in _PARTICLES and not _VIETNAMESE.intersection(words[place + 1 :] + words[:1]):
            return place
        if word in _LAST_PARTICLES and place == last - 1:
            return place
    return last
