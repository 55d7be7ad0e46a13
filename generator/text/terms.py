"""The terms of a text: its words and pairs of words, and how much each says of what the text is about."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from generator.text.lookup import Lookup
from generator.text.words import words

RAREST = 6.9
"""Weight of a term that the table does not hold: the logarithm of 1,000."""

_TABLE = Path(__file__).with_name("terms.txt")
_NOISE = re.compile(r"https?://\S+|\$[^$\n]{1,300}\$")
_BEFORE = re.compile(r"(?<![\w-])[_-]*+([^\W_][\w-]*+)\Z")
_AFTER = re.compile(r"[\w-]*[^\W_]")
_ENDING = 2
"""Letters of a plural's ending."""
_REACH = 40
"""Characters on either side of a term in which what is tied to it is looked for."""
_PARTING = frozenset(("", " ", ",", ".", "\n"))
"""What ends most words, besides the text."""
_HISSING = ("ches", "shes", "xes", "sses", "zzes")
_EMPTY = frozenset(
    "a about above across after al all also although among an and any are as at based be because been"
    " before being between both but by can could demonstrate demonstrates different do does due during"
    " each effective effectively et even existing experiment extensive finally find first for from"
    " further furthermore had has have here how however i if improve in instead into introduce"
    " introduces is it its itself know large may method more moreover most much new no nor not novel of"
    " on one only or other our out outperform outperforms over paper people performance present presents"
    " propose proposed proposes recent recently result results set several show shows significant"
    " significantly since so some state such task than that the their them then there these they this"
    " those through thus to two under up us use used user using various very via was we were what when"
    " where whether which while who will with within without work would yet you your code available"
    " github com".split()
)
"""Words that say nothing of the subject; no pair reaches over one."""


def terms(text: str) -> dict[str, int]:
    """How often each term stands in a text; plural and singular are one, and so are hyphen and space.

    >>> terms("Language-models and the Language model")
    {'language': 2, 'model': 2, 'language model': 2}
    """
    text = text.lower()
    if "$" in text or "://" in text:
        text = _NOISE.sub(" ", text)
    counts: dict[str, int] = {}
    before = ""
    for word in map(_STEMS.__getitem__, words(text)):
        if word:
            counts[word] = counts.get(word, 0) + 1
            if before:
                pair = f"{before} {word}"
                counts[pair] = counts.get(pair, 0) + 1
        before = word
    return counts


def _stem(word: str) -> str:
    """The singular of a word; nothing for one that says nothing."""
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        word = _singular(word)
    if word in _EMPTY or word.isdecimal() or (len(word) < 3 and word.isalpha() and word.isascii()):
        return ""
    return word


_STEMS = Lookup(_stem)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_HISSING) else word[:-1]


@cache
def weights() -> Mapping[str, float]:
    """The logarithm of how rare each frequent term is. Frozen, so that no paper changes another's terms.

    ``terms.txt`` holds a line for each weight, the terms behind it separated by commas;
    ``bench/term_weights.py`` makes it from a large corpus.
    """
    table = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        weight, _, names = line.partition(" ")
        table.update(dict.fromkeys(names.split(","), float(weight)))
    return table


def as_written(term: str, text: str) -> str | None:
    """A term as it stands in a text, with what a hyphen ties to it; None where it stands otherwise.

    >>> as_written("lingual transfer", "Zero-shot cross-lingual transfers")
    'cross-lingual transfers'
    """
    small = _small(text)
    if len(small) != len(text):
        return None
    tied = None
    for written in (term, term.replace(" ", "-")) if " " in term else (term,):
        start = small.find(written)
        while start >= 0:
            begin, end = _begin(small, start), _end(small, start + len(written))
            if begin == start and end - start <= len(written) + _ENDING:
                return text[begin:end]
            tied = tied or text[begin:end]
            start = small.find(written, start + 1)
    return tied


@lru_cache(maxsize=1)
def _small(text: str) -> str:
    """One text is asked for all that it has in common with others."""
    return text.lower()


def _begin(text: str, start: int) -> int:
    """Where the word begins that reaches beyond this place to the left; a hyphen parts no words."""
    if text[start - 1 : start] in _PARTING:
        return start
    before = _BEFORE.search(text[max(start - _REACH, 0) : start])
    return start - len(before[1]) if before else start


def _end(text: str, end: int) -> int:
    """Where the word ends that reaches beyond this place to the right."""
    if text[end : end + 1] in _PARTING:
        return end
    after = _AFTER.match(text, end, end + _REACH)
    return after.end() if after else end
