"""Topics of a paper: what it says of the vocabulary's topics is weighed.

The weights below are fixed, so that a paper's topics do not depend on any other paper. They were chosen on
papers that people had judged; ``docs/tags/README.md`` has the figures, and the command that measures them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.ingest import cues
from generator.ingest.cues import Cues, Zone
from generator.ingest.phrases import sentences
from generator.ingest.spellings import Mention, Spellings
from generator.model.tag import Tag, Vocabulary

MOST: Final = 6
"""Topics of one paper."""
FEW: Final = 2
"""A paper with fewer topics is given less certain ones, if it has any that is certain."""
ENOUGH: Final = 1.2
"""For a topic without any below it."""
ENOUGH_OF_WIDE: Final = 1.5
ENOUGH_OF_WIDEST: Final = 2.5
"""For a topic without one above it, such as reasoning: it is spoken of in every other abstract."""
ENOUGH_OF_PARENT: Final = 2.0
"""For a topic beside one below it: the more specific one says it already."""
SHARE_OF_FEW: Final = 0.6
"""Of what is enough, for the topics that fill up to FEW."""
KEYWORD: Final = 0.25
"""Beside an abstract, whose words keywords mostly repeat; alone, a keyword is worth a sentence."""
REPETITION: Final = 0.7
MOST_REPETITION: Final = 2.5


class Tagger:
    """Finds the topics of papers. What it says of one paper does not depend on any other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._spellings = Spellings(vocabulary)
        self._cues = Cues(self._spellings.folder)
        self._ancestors = {tag.slug: tuple(_ancestors(tag, vocabulary)) for tag in vocabulary}
        self._enough = {tag.slug: _enough(tag, vocabulary) for tag in vocabulary}

    def tags(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> tuple[str, ...]:
        """Slugs of at most six topics, in alphabetical order; none where none is well supported.

        Title and abstract are plain text.
        """
        return tuple(sorted(self._chosen(self.scores(title, abstract, keywords))))

    def scores(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> dict[str, float]:
        """How well each topic is supported that is spoken of at all."""
        worths: dict[str, list[float]] = defaultdict(list)
        for sentence in self._sentences(title, abstract):
            for slug, worth in _best(sentence).items():
                worths[slug].append(worth)
        named: dict[str, float] = {}
        for keyword in keywords:
            for slug, worth in self._spellings.named(keyword, KEYWORD if abstract.strip() else cues.PLAIN):
                named[slug] = max(worth, named.get(slug, 0.0))
        return {slug: _total(worths[slug]) + named.get(slug, 0.0) for slug in sorted({*worths, *named})}

    def _sentences(self, title: str, abstract: str) -> Iterator[Iterator[Mention]]:
        """What each sentence speaks of, the title first."""
        fold, mentions = self._spellings.folder.fold, self._spellings.mentions
        misread = self._spellings.misread(f"{title}. {abstract}")
        yield mentions(fold(title), [Zone(0, cues.TITLE)], misread)
        worth = cues.OPENING
        for sentence in sentences(abstract):
            folded = fold(sentence)
            zones = list(self._cues.zones(folded, worth))
            yield mentions(folded, zones, misread)
            claimed = worth == cues.PLAIN or any(zone.worth == cues.CLAIM for zone in zones)
            worth = cues.PLAIN if claimed else cues.BACKGROUND

    def _chosen(self, scores: Mapping[str, float]) -> list[str]:
        """The best topics, the best supported first."""
        chosen = self._supported(scores, 1.0)
        if 0 < len(chosen) < FEW:
            return self._supported(scores, SHARE_OF_FEW)[:FEW]
        return chosen[:MOST]

    def _supported(self, scores: Mapping[str, float], share: float) -> list[str]:
        slugs = [slug for slug, score in scores.items() if score >= share * self._enough[slug]]
        above = {ancestor for slug in slugs for ancestor in self._ancestors[slug]}
        slugs = [slug for slug in slugs if slug not in above or scores[slug] >= ENOUGH_OF_PARENT]
        return sorted(slugs, key=lambda slug: (-scores[slug], slug))


def _best(sentence: Iterable[Mention]) -> dict[str, float]:
    """Each topic once: "large language models (LLMs)" is one mention. What speaks against it goes before."""
    worths: dict[str, float] = {}
    for slug, worth in sentence:
        known = worths.get(slug, 0.0)
        worths[slug] = min(worth, known) if worth < 0 or known < 0 else max(worth, known)
    return worths


def _total(worths: Sequence[float]) -> float:
    """The best mention, and a part of each further one; what speaks against counts in full."""
    ordered = sorted((worth for worth in worths if worth > 0), reverse=True)
    against = sum(worth for worth in worths if worth < 0)
    return sum(ordered[:1]) + min(MOST_REPETITION, REPETITION * sum(ordered[1:])) + against


def _enough(tag: Tag, vocabulary: Vocabulary) -> float:
    """The score from which a topic is given."""
    if tag.parent is None:
        return ENOUGH_OF_WIDEST
    return ENOUGH_OF_WIDE if vocabulary.children(tag.slug) else ENOUGH


def _ancestors(tag: Tag, vocabulary: Vocabulary) -> Iterator[str]:
    """The topics above a topic, also where people have written a circle."""
    seen = {tag.slug}
    while tag.parent and tag.parent not in seen and (parent := vocabulary.get(tag.parent)):
        seen.add(parent.slug)
        yield parent.slug
        tag = parent
