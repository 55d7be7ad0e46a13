"""The vocabulary as phrases: where a text speaks of which topic, and how surely."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from generator.ingest.acronyms import spelled_out
from generator.ingest.cues import Zone
from generator.ingest.phrases import Folder, Found, Phrases, shared_heads, singular
from generator.model.tag import Tag, Vocabulary
from generator.text.words import words

WORD: Final = 0.28
"""Of one plain word, such as *memory*, against a phrase or an acronym, which hardly mean anything else."""
LONG_WORD: Final = 0.6
LONG: Final = 12
"""Letters from which a word is long: *quantization*, *multilingual*."""

_BRACKET = re.compile(r"(?<!\s)\s*+\([^()]*+\)")
_PLAIN_WORD = re.compile(r"[^\W_][^\W_A-Z]*")


class Alias(NamedTuple):
    """What a phrase stands for, and how surely."""

    slug: str
    strength: float


class Exclusion(NamedTuple):
    """The topics whose phrases mean nothing within a phrase, and those that it speaks against by itself."""

    masked: tuple[str, ...]
    against: tuple[str, ...]


class Mention(NamedTuple):
    """A topic that is spoken of, and what that is worth; it is negative where it speaks against the topic."""

    slug: str
    worth: float


class Spellings:
    """Finds the names, aliases and exclusions of a vocabulary's topics."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.folder = Folder(_exact_words(vocabulary))
        aliases = self._compiled_aliases()
        self._aliases = Phrases(aliases)
        self._nested_aliases = Phrases(aliases, overlapping=True)
        self._exclusions = Phrases(self._compiled_exclusions(), overlapping=True)

    def mentions(
        self, folded: str, zones: Sequence[Zone], misread: Collection[str] = ()
    ) -> Iterator[Mention]:
        """What a folded text speaks of; acronyms in *misread* mean nothing here."""
        exclusions = self._exclusions.find(folded)
        masks: dict[str, list[Found[Exclusion]]] = defaultdict(list)
        for exclusion in exclusions:
            for slug in exclusion.payload.masked:
                masks[slug].append(exclusion)
            for slug in exclusion.payload.against:
                yield Mention(slug, -_worth(zones, exclusion.start))
        for found in self._found(folded):
            slug, strength = found.payload
            if not _masked(found, masks[slug]) and not any(
                acronym in folded[found.start : found.end] for acronym in misread
            ):
                yield Mention(slug, strength * _worth(zones, found.start))

    def misread(self, text: str) -> frozenset[str]:
        """Acronyms of the vocabulary that the text spells out as something else."""
        misread = set()
        for acronym, spelled in spelled_out(text):
            folded = self.folder.fold(acronym)
            alias = self._aliases.get(folded)
            meant = self._nested_aliases.find(self.folder.fold(spelled))
            if alias and all(found.payload.slug != alias.slug for found in meant):
                misread.add(folded)
        return frozenset(misread)

    def named(self, keyword: str, worth: float) -> Iterator[Mention]:
        """What a keyword stands for, or else what it holds."""
        folded = self.folder.fold(keyword)
        whole = self._aliases.get(folded) or self._aliases.get(self.folder.fold(_BRACKET.sub("", keyword)))
        if whole:
            yield Mention(whole.slug, worth)
        elif slug := self._vocabulary.resolve(keyword):
            yield Mention(slug, worth)
        else:
            yield from self.mentions(folded, [Zone(0, worth)])

    def _found(self, folded: str) -> Iterator[Found[Alias]]:
        yield from self._aliases.find(folded)
        for pair in shared_heads(folded):
            if alias := self._aliases.get(pair.payload):
                yield Found(pair.start, pair.end, alias)

    def _compiled_aliases(self) -> dict[str, Alias]:
        aliases: dict[str, Alias] = {}
        for tag in self._vocabulary:
            for phrase in _spellings(tag):
                aliases.setdefault(self.folder.fold(phrase), Alias(tag.slug, _strength(phrase)))
        return aliases

    def _compiled_exclusions(self) -> dict[str, Exclusion]:
        exclusions: dict[str, Exclusion] = {}
        for tag in self._vocabulary:
            for phrase in map(self.folder.fold, tag.exclusions):
                masked, against = exclusions.get(phrase, Exclusion((), ()))
                if any(found.payload.slug == tag.slug for found in self._nested_aliases.find(phrase)):
                    exclusions[phrase] = Exclusion((*masked, tag.slug), against)
                else:
                    exclusions[phrase] = Exclusion(masked, (*against, tag.slug))
        return exclusions


def _worth(zones: Sequence[Zone], position: int) -> float:
    return zones[bisect_right(zones, position, key=lambda zone: zone.start) - 1].worth


def _masked(found: Found[Alias], masks: Sequence[Found[Exclusion]]) -> bool:
    """Whether one of the masks, which stand in the order of their ends, overlaps the phrase."""
    first = bisect_right(masks, found.start, key=lambda mask: mask.end)
    return any(mask.start < found.end for mask in masks[first : first + 2])


def _strength(phrase: str) -> float:
    if _PLAIN_WORD.fullmatch(phrase) is None:
        return 1.0
    return WORD if len(singular(phrase)) < LONG else LONG_WORD


def _spellings(tag: Tag) -> Iterator[str]:
    """The name, its first letter small as within a sentence unless it begins an acronym; then the aliases."""
    yield tag.name if tag.name[1:2].isupper() else tag.name[:1].lower() + tag.name[1:]
    yield from tag.aliases


def _exact_words(vocabulary: Vocabulary) -> Iterator[str]:
    """Words of the vocabulary that mean it only in their own case: acronyms, and names such as Whisper."""
    for tag in vocabulary:
        for spelling in _spellings(tag):
            own = words(spelling)
            for word in own:
                if sum(letter.isupper() for letter in word) > 1 or (len(own) == 1 and word[0].isupper()):
                    yield word.removesuffix("s")
