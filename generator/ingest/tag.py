"""Topics of a paper: the vocabulary's phrases are found in what the paper says, and weighed."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from generator.ingest import cues
from generator.ingest.cues import Cues, Zone
from generator.ingest.phrases import Folder, Found, Phrases, sentences, shared_heads
from generator.model.tag import Tag, Vocabulary

MOST: Final = 6
"""Topics of one paper."""
FEW: Final = 2
"""A paper with fewer topics is given less certain ones, if it has any that is certain."""
ENOUGH: Final = 1.5
ENOUGH_OF_FEW: Final = 1.0
ENOUGH_OF_AREA: Final = 2.5
"""For a topic without a parent, such as reasoning: so wide that it needs more to mean something."""
KEYWORD: Final = 2.5
WITHIN_KEYWORD: Final = 1.2
REPETITION: Final = 0.5
MOST_REPETITION: Final = 2.5
WORD: Final = 0.35
"""Of one plain word, such as *memory*, against a phrase or an acronym, which hardly mean anything else."""
LONG_WORD: Final = 0.6
LONG: Final = 10
"""Letters from which a word is long: *quantization*, *multilingual*."""
ENOUGH_OF_PARENT: Final = 2.4
"""For a topic beside one below it: the more specific one says it already."""

_BRACKET = re.compile(r"\s*\([^()]*\)")
_PLAIN_WORD = re.compile(r"[^\W_][^\W_A-Z]*")
_WORD = re.compile(r"[^\W_]+")


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


class Tagger:
    """Finds the topics of papers. What it says of one paper does not depend on any other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._folder = Folder(_exact_words(vocabulary))
        self._cues = Cues(self._folder)
        aliases = self._compiled_aliases()
        self._aliases = Phrases(aliases)
        self._all_aliases = Phrases(aliases, overlapping=True)
        self._exclusions = Phrases(self._compiled_exclusions(), overlapping=True)
        self._ancestors = {tag.slug: tuple(_ancestors(tag, vocabulary)) for tag in vocabulary}
        self._least = {tag.slug: 0.0 if tag.parent else ENOUGH_OF_AREA for tag in vocabulary}

    def tags(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> tuple[str, ...]:
        """Slugs of at most six topics, in alphabetical order; none where none is well supported."""
        return tuple(sorted(self._chosen(self.scores(title, abstract, keywords))))

    def scores(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> dict[str, float]:
        """How well each topic is supported that is spoken of at all."""
        worths: dict[str, list[float]] = defaultdict(list)
        for mention in self._mentions(title, abstract):
            worths[mention.slug].append(mention.worth)
        named: dict[str, float] = {}
        for keyword in keywords:
            for slug, worth in self._named(keyword):
                named[slug] = max(worth, named.get(slug, 0.0))
        return {slug: _total(worths[slug]) + named.get(slug, 0.0) for slug in sorted({*worths, *named})}

    def _chosen(self, scores: Mapping[str, float]) -> list[str]:
        """The best topics, the best supported first."""
        chosen = self._supported(scores, ENOUGH)
        if 0 < len(chosen) < FEW:
            return self._supported(scores, ENOUGH_OF_FEW)[:FEW]
        return chosen[:MOST]

    def _supported(self, scores: Mapping[str, float], enough: float) -> list[str]:
        slugs = [slug for slug, score in scores.items() if score >= max(enough, self._least[slug])]
        above = {ancestor for slug in slugs for ancestor in self._ancestors[slug]}
        slugs = [slug for slug in slugs if slug not in above or scores[slug] >= ENOUGH_OF_PARENT]
        return sorted(slugs, key=lambda slug: (-scores[slug], slug))

    def _mentions(self, title: str, abstract: str) -> Iterator[Mention]:
        yield from self._read(self._folder.fold(title), [Zone(0, cues.TITLE)])
        worth = cues.OPENING
        for sentence in sentences(abstract):
            folded = self._folder.fold(sentence)
            zones = list(self._cues.zones(folded, worth))
            yield from self._read(folded, zones)
            claimed = worth == cues.PLAIN or any(zone.worth == cues.CLAIM for zone in zones)
            worth = cues.PLAIN if claimed else cues.BACKGROUND

    def _read(self, folded: str, zones: Sequence[Zone]) -> Iterator[Mention]:
        exclusions = self._exclusions.find(folded)
        for found in self._found(folded):
            slug, strength = found.payload
            if not any(slug in each.payload.masked and _overlap(each, found) for each in exclusions):
                yield Mention(slug, strength * _worth(zones, found.start))
        for each in exclusions:
            for slug in each.payload.against:
                yield Mention(slug, -_worth(zones, each.start))

    def _found(self, folded: str) -> Iterator[Found[Alias]]:
        yield from self._aliases.find(folded)
        for pair in shared_heads(folded):
            if alias := self._aliases.get(pair.payload):
                yield Found(pair.start, pair.end, alias)

    def _named(self, keyword: str) -> Iterator[Mention]:
        """What a keyword stands for, or else what it holds."""
        folded = self._folder.fold(keyword)
        whole = self._aliases.get(folded) or self._aliases.get(self._folder.fold(_BRACKET.sub("", keyword)))
        if whole:
            yield Mention(whole.slug, KEYWORD * whole.strength)
        elif slug := self._vocabulary.resolve(keyword):
            yield Mention(slug, KEYWORD)
        else:
            yield from self._read(folded, [Zone(0, WITHIN_KEYWORD)])

    def _compiled_aliases(self) -> dict[str, Alias]:
        aliases: dict[str, Alias] = {}
        for tag in self._vocabulary:
            for spelling in (tag.name, *tag.aliases):
                phrase = _sentence_case(spelling) if spelling == tag.name else spelling
                aliases.setdefault(self._folder.fold(phrase), Alias(tag.slug, _strength(phrase)))
        return aliases

    def _compiled_exclusions(self) -> dict[str, Exclusion]:
        exclusions: dict[str, Exclusion] = {}
        for tag in self._vocabulary:
            for phrase in map(self._folder.fold, tag.exclusions):
                masked, against = exclusions.get(phrase, Exclusion((), ()))
                if any(found.payload.slug == tag.slug for found in self._all_aliases.find(phrase)):
                    exclusions[phrase] = Exclusion((*masked, tag.slug), against)
                else:
                    exclusions[phrase] = Exclusion(masked, (*against, tag.slug))
        return exclusions


def _strength(phrase: str) -> float:
    if _PLAIN_WORD.fullmatch(phrase) is None:
        return 1.0
    return WORD if len(phrase) < LONG else LONG_WORD


def _worth(zones: Sequence[Zone], position: int) -> float:
    return zones[bisect_right(zones, position, key=lambda zone: zone.start) - 1].worth


def _total(worths: Sequence[float]) -> float:
    """The best mention, and a part of each further one; what speaks against counts in full."""
    ordered = sorted((worth for worth in worths if worth > 0), reverse=True)
    against = sum(worth for worth in worths if worth < 0)
    return sum(ordered[:1]) + min(MOST_REPETITION, REPETITION * sum(ordered[1:])) + against


def _overlap(one: Found[Exclusion], other: Found[Alias]) -> bool:
    return one.start < other.end and other.start < one.end


def _exact_words(vocabulary: Vocabulary) -> Iterator[str]:
    """Words of the vocabulary that mean it only in their own case: acronyms, and names such as Whisper."""
    for tag in vocabulary:
        for spelling in (_sentence_case(tag.name), *tag.aliases):
            words = _WORD.findall(spelling)
            for word in words:
                if sum(letter.isupper() for letter in word) > 1 or (len(words) == 1 and word[0].isupper()):
                    yield word


def _sentence_case(name: str) -> str:
    """A name as it stands within a sentence: its first letter small, unless it begins with an acronym."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _ancestors(tag: Tag, vocabulary: Vocabulary) -> Iterator[str]:
    """The topics above a topic, also where people have written a circle."""
    seen = {tag.slug}
    while tag.parent and tag.parent not in seen and (parent := vocabulary.get(tag.parent)):
        seen.add(parent.slug)
        yield parent.slug
        tag = parent
