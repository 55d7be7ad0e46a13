"""Did you mean: the known words nearest to an unknown one."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from generator.model.tag import fold

MOST = 3
MIN_LIKENESS = 65.0
"""Least likeness, of 100; below it a guess confuses more than it helps."""
BEHIND = 10.0
"""How much less alike than the best guess another may be: beside an obvious one it only distracts."""
_LONGEST = 100
"""Characters of a word that is compared; what is longer is no word."""


@lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The known words most like this one, the best first; equally good ones in the order given."""
    if len(word) > _LONGEST:
        return ()
    found = process.extract(fold(word), known, scorer=fuzz.ratio, limit=MOST, score_cutoff=MIN_LIKENESS)
    return tuple(choice for choice, likeness, _ in found if likeness >= found[0][1] - BEHIND)


def did_you_mean(words: Sequence[str]) -> str:
    """The question that a message ends with; empty where there is nothing to ask."""
    if not words:
        return ""
    *others, last = words
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"
