"""Acronyms that a text spells out: ``Test-Time Scaling (TTS)``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACKETED = re.compile(r"\(([^\W\d_]{2,8}?)s?\)")
_WORD = re.compile(r"[^\W_]+")
_REACH = 120
"""Characters before the bracket in which the words are looked for."""


class SpelledOut(NamedTuple):
    """An acronym and the words that it stands for in this text."""

    acronym: str
    words: str


def spelled_out(text: str) -> Iterator[SpelledOut]:
    """Every acronym in brackets behind words that begin with its letters.

    >>> list(spelled_out("We study Test-Time Scaling (TTS) of models (LLMs)."))
    [SpelledOut(acronym='TTS', words='Test-Time Scaling')]
    """
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
        words = list(_WORD.finditer(before))[-len(match[1]) :]
        if "".join(word[0][0] for word in words).casefold() == match[1].casefold():
            yield SpelledOut(match[1], before[words[0].start() :])
