"""Did you mean: the known words that may have been meant by an unknown one."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from generator.model.tag import Vocabulary, fold

MOST = 3
"""Words that are proposed; where more have a part of the unknown one, that part tells nothing."""
BEHIND = 0.1
"""How much less alike than the best guess another may be: beside an obvious one it only distracts."""
_LONGEST, _MOST_WORDS = 100, 8
"""Characters and words of what is compared; what is longer is no name."""
_STEM, _SHORTEST_STEM = 0.65, 4
"""Part of the longer of two words with which both begin if one is a form of the other, and its letters."""
_SHORTEST_ALIAS = 6
"""Letters of an alias of which a slip is told. Of a shorter one, which is near to too much, a plural is."""


class Known(NamedTuple):
    """A word that may be meant."""

    spelling: str
    """Folded."""
    word: str
    """What is proposed where the spelling is near."""


def known_words(words: Iterable[str]) -> tuple[Known, ...]:
    """Words that are proposed as they are written."""
    return tuple(Known(fold(word), word) for word in words)


def names(vocabulary: Vocabulary) -> tuple[Known, ...]:
    """The topics by what they are called: slugs and names."""
    spellings = {(fold(spelling), tag.slug) for tag in vocabulary for spelling in (tag.slug, tag.name)}
    return tuple(sorted(Known(*one) for one in spellings))


def aliases(vocabulary: Vocabulary) -> tuple[Known, ...]:
    """The topics by their other spellings, which are told: alone, a topic would be no answer."""
    return tuple(Known(fold(alias), f"{tag.slug} ({alias})") for tag in vocabulary for alias in tag.aliases)


@lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[Known, ...], others: tuple[Known, ...] = ()) -> tuple[str, ...]:
    """The known words of which this may be a slip of the keyboard, the best first; else those of the others
    from which it is one letter away; else the few known ones that have its words, or of which it has more.
    """
    folded = fold(word)
    if not folded or len(word) > _LONGEST or folded.count(" ") >= _MOST_WORDS:
        return ()
    return _slips(folded, known) or _one_letter_away(folded, others) or _parts(folded, known)


def _slips(folded: str, known: Sequence[Known]) -> tuple[str, ...]:
    found: dict[str, float] = {}
    for one in known:
        if alike := _likeness(folded, one.spelling):
            found[one.word] = max(alike, found.get(one.word, 0.0))
    best = sorted(found, key=lambda word: -found[word])[:MOST]
    return tuple(word for word in best if found[word] >= found[best[0]] - BEHIND)


def _one_letter_away(folded: str, others: tuple[Known, ...]) -> tuple[str, ...]:
    """Of aliases there are so many that one is never far."""
    near = process.extract(
        _letters(folded), _all_letters(others), scorer=OSA.distance, score_cutoff=1, limit=None
    )
    found = (others[place] for _, _, place in near)
    return tuple(islice((one.word for one in found if _is_slip(folded, one.spelling)), MOST))


def _parts(folded: str, known: Sequence[Known]) -> tuple[str, ...]:
    """The words that say more than this one, or less, of which it is at least a half."""
    found = dict.fromkeys(
        one.word
        for one in sorted(known, key=lambda one: len(one.spelling))
        if _has(one.spelling, folded) or (_has(folded, one.spelling) and 2 * len(one.spelling) >= len(folded))
    )
    return tuple(found) if len(found) <= MOST else ()


def _likeness(one: str, other: str) -> float:
    """How alike two spellings are, up to 1; 0 where nobody would write the one and mean the other.

    Spellings of several words are alike only if each of the words is: most topics end in the same few.
    """
    a, b = _letters(one), _letters(other)
    shortest, longest = sorted((len(a), len(b)))
    if shortest < _STEM * longest:
        return 0.0
    slips = OSA.distance(a, b)
    is_near = slips <= _bearable(longest) or _has_stem(a, b) or _is_alike_by_word(one, other)
    return 1 - slips / longest if is_near and not _is_part(one, other) else 0.0


def _has_stem(one: str, other: str) -> bool:
    if one[:_SHORTEST_STEM] != other[:_SHORTEST_STEM]:
        return False
    length = max(_SHORTEST_STEM, ceil(_STEM * max(len(one), len(other))))
    return one[:length] == other[:length]


def _is_alike_by_word(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    return len(words) == len(others) > 1 and all(map(_likeness, words, others))


def _is_slip(one: str, alias: str) -> bool:
    """Whether a spelling that is one letter away from an alias is meant as that."""
    is_long = len(_letters(alias)) >= _SHORTEST_ALIAS
    return (is_long or one in (f"{alias}s", alias.removesuffix("s"))) and not _is_part(one, alias)


def _is_part(one: str, other: str) -> bool:
    """Whether one spelling is the other without some of its words; that is no slip."""
    words, others = set(one.split()), set(other.split())
    return words < others or others < words


def _bearable(length: int) -> int:
    """Slips in a word of so many letters."""
    return max(length // 6, 1) if length > 3 else 0


def _has(spelling: str, part: str) -> bool:
    """Whether a spelling has all words of another, and more."""
    words, wanted = spelling.split(), part.split()
    return len(wanted) < len(words) and all(any(_likeness(one, word) for word in words) for one in wanted)


def _letters(folded: str) -> str:
    return folded.replace(" ", "")


@lru_cache(maxsize=4)
def _all_letters(known: tuple[Known, ...]) -> list[str]:
    return [_letters(one.spelling) for one in known]


def did_you_mean(words: Sequence[str]) -> str:
    """The question that a message ends with; empty where there is nothing to ask."""
    if not words:
        return ""
    *others, last = words
    return f"Did you mean {', '.join(others)} or {last}?" if others else f"Did you mean {last}?"
