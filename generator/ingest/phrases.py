"""Phrases found in prose, whatever their hyphens, plurals and case.

Text and phrases are folded in the same way into words, each between two bars: ``|model||merging|``. A
phrase is then found only at the borders of words, by plain search.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

_TOKEN = re.compile(r"[^\W_]+(?:\.\d+)*|[,;:()\[\]/]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z]|[\"'“(])")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_PREFIXES = frozenset(
    "auto bi co cross hyper inter intra mid mono multi neuro non omni post pre quasi re self semi spatio "
    "sub super trans tri zero".split()
)  # fmt: skip
_FINE = re.compile(r"(?:tun|grain)\w*")
_SES = ("sses", "xes", "ches", "shes", "zzes")
_SINGULAR = ("ss", "us", "is", "as", "os")
_JOINT = re.compile(r"\|(?:and|or|/)\|")
_REACH = 120
"""Characters on either side of *and* in which the words that it joins are looked for."""

_LONGEST_NAME = 40
"""Letters of a token that is looked through for words within it."""

Payload = TypeVar("Payload")


class Found(NamedTuple, Generic[Payload]):
    """A phrase where it stands, in characters of the folded text, the end exclusive."""

    start: int
    end: int
    payload: Payload


class Folder:
    """Folds text into words. Words in *exact*, such as RAG and CoT, keep their case and need it."""

    def __init__(self, exact: Iterable[str] = ()) -> None:
        self._exact = frozenset(exact)
        self._parts = lru_cache(maxsize=1 << 16)(self._fold_token)

    def fold(self, text: str) -> str:
        """The words of a text in bars; punctuation stays between them, so that no phrase runs over it."""
        words = [part for token in _TOKEN.findall(text) for part in self._parts(token)]
        return "".join(f"|{word}|" for word in _join(words))

    def _fold_token(self, token: str) -> tuple[str, ...]:
        """The words within a token: LightRAG is light and RAG, VideoBench is video and bench."""
        if exact := self._exact_form(token):
            return (exact,)
        if len(token) > _LONGEST_NAME:
            return (token.casefold(),)
        for hump in _HUMP.finditer(token):
            if exact := self._exact_form(token[hump.start() :]):
                return (singular(token[: hump.start()].casefold()), exact)
        return tuple(singular(part.casefold()) for part in _HUMP.split(token))

    def _exact_form(self, token: str) -> str | None:
        one = token.removesuffix("s")
        return one if one in self._exact else None


def _join(words: list[str]) -> list[str]:
    """Words with their prefixes: ``cross lingual`` and ``crosslingual`` become one."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        if before in _PREFIXES or (before == "fine" and _FINE.match(word)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def singular(word: str) -> str:
    """A word without the ending of an English plural. It need not be a word, only always the same."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(_SINGULAR):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_SES) else word[:-1]


def shared_heads(folded: str) -> Iterator[Found[str]]:
    """The pairs of words that ``image, video and 3D generation`` or ``image generation and editing`` mean."""
    for joint in _JOINT.finditer(folded):
        left = _words(folded[max(0, joint.start() - _REACH) : joint.start()])
        right = _words(folded[joint.end() : joint.end() + _REACH])
        if len(right) > 1:
            for word in _listed(left):
                yield Found(joint.start(), joint.end(), f"|{word}||{right[1]}|")
        if right and len(left) > 1:
            yield Found(joint.start(), joint.end(), f"|{left[-2]}||{right[0]}|")


def _words(folded: str) -> list[str]:
    return [word for word in folded.split("|") if word]


def _listed(words: list[str]) -> Iterator[str]:
    """The single words at the end that commas join, the last first."""
    if words[-1:] == [","]:
        words = words[:-1]
    while words and words[-1] != ",":
        yield words[-1]
        if words[-2:-1] != [","]:
            return
        words = words[:-2]


def sentences(text: str) -> list[str]:
    """A text cut after each full stop before a capital."""
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


class Phrases(Generic[Payload]):
    """Folded phrases, each with what it stands for, that are searched for in one pass."""

    def __init__(self, payloads: Mapping[str, Payload], *, overlapping: bool = False) -> None:
        self._payloads = {phrase: payload for phrase, payload in payloads.items() if phrase}
        self._order = list(self._payloads.values())
        self._overlapping = overlapping
        kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
        self._automaton = AhoCorasick(list(self._payloads), matchkind=kind)

    def get(self, phrase: str) -> Payload | None:
        """What a whole phrase stands for."""
        return self._payloads.get(phrase)

    def find(self, folded: str) -> list[Found[Payload]]:
        """The phrases of a folded text in order: all, or of overlapping ones the first and longest."""
        return [
            Found(start, end, self._order[index])
            for index, start, end in self._automaton.find_matches_as_indexes(folded, self._overlapping)
        ]
