"""How the archive moves: what is read now, the course of a topic, and the topics that it meets."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain, combinations
from typing import Final, NamedTuple

from generator.model.tag import Tag
from generator.site.calendar import days_before, days_from, is_day, months_between
from generator.site.catalogue import Catalogue

FORTNIGHT = 14
"""Days before the newest digest from which papers may trend."""
GRAVITY: Final = 1.5
"""How fast votes lose weight with age, as on boards of news."""
MOST_VOTES = 10**9
"""More than anybody has: a digest may say a number that is too large to reckon with."""
LONGEST = 240
"""Months of a course: a folder that is named after a wrong year does not stretch every plot."""
COMPANIONS = 8
MIN_SHARED = 3
"""Papers that two topics have in common before they are said to meet."""
MIN_SHARE = 0.05
"""Of a topic's papers, those that it shares with another before they are said to meet."""
MIN_LIFT = 1.25
"""How much oftener than by chance two topics stand on one paper before they are said to meet."""


class Companion(NamedTuple):
    """A topic that another meets."""

    tag: Tag
    shared: int
    """Papers under both."""
    lift: float
    """How much oftener than by chance."""


def trending(catalogue: Catalogue, shown: Mapping[str, object], number: int) -> list[str]:
    """Papers of the last fortnight by votes and age, without those that are shown already.

    The age is that on the day of the newest digest. Without votes the order of earlier digests stands for
    them; what is left of the newest one only follows what is shown of it.
    """
    recent = [path for path in _recent(catalogue) if path not in shown]
    voted = any(catalogue.votes.get(path) for path in recent)
    newest = catalogue.digests[0].date if catalogue.digests else ""
    if not voted:
        recent = [path for path in recent if catalogue.days[path] != newest]

    def heat(path: str) -> float:
        first = catalogue.appearances[path][0]
        weight = min(catalogue.votes.get(path, 0), MOST_VOTES) if voted else 1 / first.place
        return -weight / math.pow(max(days_from(first.record.date, newest), 0) + 2.0, GRAVITY)

    return sorted(recent, key=lambda path: (heat(path), path))[:number]


def _recent(catalogue: Catalogue) -> Iterator[str]:
    """Papers that a digest of the last fortnight listed first."""
    if not catalogue.digests:
        return
    begin = days_before(catalogue.digests[0].date, FORTNIGHT)
    for record in catalogue.digests:
        if record.date < begin:
            return
        for path in catalogue.of_digest[record.name]:
            if catalogue.appearances[path][0].record is record:
                yield path


class Trends:
    """Numbers by month and by pair of topics, counted once for a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._found: dict[str, list[Companion]] = {}

    @cached_property
    def papers(self) -> dict[str, int]:
        """Papers by month, without a gap from the first to the last; papers of a mere year are left out."""
        counts = {month: len(paths) for month, paths in self.catalogue.months.items() if len(month) == 7}
        if not counts:
            return {}
        months = list(months_between(min(counts), max(counts)))[-LONGEST:]
        return {month: counts.get(month, 0) for month in months}

    @cached_property
    def running(self) -> str | None:
        """The month that is not over: that of the newest digest, but for one of its last day."""
        newest = self.catalogue.digests[0].date if self.catalogue.digests else ""
        is_running = is_day(newest) and days_before(newest, -1)[:7] == newest[:7]
        return newest[:7] if is_running else None

    @cached_property
    def with_code(self) -> Counter[str]:
        """Papers with code by month."""
        pages = self.catalogue.pages.items()
        return Counter([_month(path) for path, page in pages if "code" in page.paper.links])

    def course(self, slug: str) -> dict[str, int]:
        """Papers of a topic, and of those below it, by month."""
        counts = self._courses.get(slug, {})
        return {month: counts.get(month, 0) for month in self.papers}

    @cached_property
    def _courses(self) -> dict[str, dict[str, int]]:
        """Papers by topic and month."""
        found: dict[str, dict[str, int]] = {slug: {} for slug in self.catalogue.counts}
        for month, paths in self.catalogue.months.items():
            counts = Counter(chain.from_iterable(map(self.catalogue.filed_under, paths)))
            for slug, number in counts.items():
                found[slug][month] = number
        return found

    def companions(self, tag: Tag) -> list[Companion]:
        """The topics that stand on its papers oftener than by chance, the most telling first.

        Of a topic and one above it only the first is named, and neither of what is above or below *tag*.
        """
        if tag.slug not in self._found:
            self._found[tag.slug] = self._companions(tag)
        return self._found[tag.slug]

    def _companions(self, tag: Tag) -> list[Companion]:
        found: list[Companion] = []
        for one in sorted(self._meetings(tag), key=lambda one: (-one.lift, one.tag.slug)):
            if not any(self._akin(one.tag, other) for other in (tag, *(known.tag for known in found))):
                found.append(one)
        return found[:COMPANIONS]

    def _meetings(self, tag: Tag) -> Iterator[Companion]:
        counts = self.catalogue.counts
        own = counts.get(tag.slug, 0)
        for slug, shared in self._shared.get(tag.slug, {}).items():
            other = self.catalogue.vocabulary.get(slug)
            lift = shared * self._filed / (own * counts[slug])
            if other and shared >= max(MIN_SHARED, MIN_SHARE * own) and lift >= MIN_LIFT:
                yield Companion(other, shared, lift)

    def _akin(self, one: Tag, other: Tag) -> bool:
        return self.catalogue.is_within(one, other) or self.catalogue.is_within(other, one)

    @cached_property
    def _filed(self) -> int:
        return sum(map(bool, self.catalogue.filed.values()))

    @cached_property
    def _shared(self) -> dict[str, dict[str, int]]:
        """How many papers stand under both of two topics, by each of them."""
        pairs: Counter[tuple[str, str]] = Counter()
        for slugs, papers in Counter(map(tuple, self.catalogue.filed.values())).items():
            for pair in combinations(sorted(slugs), 2):
                pairs[pair] += papers
        shared: dict[str, dict[str, int]] = {}
        for (one, other), number in pairs.items():
            shared.setdefault(one, {})[other] = number
            shared.setdefault(other, {})[one] = number
        return shared


def _month(path: str) -> str:
    return path.split("/")[1]
