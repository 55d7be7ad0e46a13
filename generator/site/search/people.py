"""The list of names: everybody who wrote a paper, in files by the first letters of each word of a name."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.site.search.encoding import encoded
from generator.site.search.fold import folded, words
from generator.site.search.papers import Entry, Named

IN_A_FILE = 1000
"""Names in a file from which on it is split by one letter more."""
_LONGEST_PREFIX = 6


class Person(NamedTuple):
    """A name in some papers. What can be said of a name alone is said here, since shards are kept."""

    slug: str
    """Where the author's page stands, should there be one; spellings that share it are one person."""
    papers: Sequence[int]
    """Their numbers, from the oldest of those that are listed together on, in order."""
    name: str
    told: str
    """The slug where it does not follow from the name, else nothing."""
    has_page: bool
    """Whether there is one however few the papers are."""
    beginnings: Sequence[str]
    """Of the words of the name."""


def people(papers: Iterable[Entry]) -> Iterator[Person]:
    """Everybody who wrote one of these papers, each spelling by itself."""
    written: dict[Named, list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        for one in paper.people:
            written[one].append(number)
    for (slug, name, has_page), numbers in written.items():
        told = "" if slug == plain_slug(name) else slug
        beginnings = sorted({word[:_LONGEST_PREFIX] for word in words(name)})
        yield Person(slug, numbers, name, told, has_page, beginnings)


Everybody = dict[str, dict[str, Person]]
"""By slug and spelling."""


def unite(everybody: Everybody, found: Iterable[Person], first: int) -> None:
    """Add the people of one more shard, whose oldest paper has the number *first*."""
    for person in found:
        numbers = [first + number for number in person.papers]
        spellings = everybody.setdefault(person.slug, {})
        before = spellings.get(person.name)
        spellings[person.name] = person._replace(papers=[*(before.papers if before else ()), *numbers])


def ranked(everybody: Everybody) -> list[Person]:
    """Each once, by the most frequent spelling; those with most papers first."""
    found = [next(iter(its.values())) if len(its) == 1 else _one(its.values()) for its in everybody.values()]
    return sorted(found, key=lambda person: (-len(person.papers), person.name, person.slug))


def _one(spellings: Collection[Person]) -> Person:
    usual = max(
        spellings, key=lambda one: (len(one.papers), len(one.name.encode("utf-8", "replace")), one.name)
    )
    return usual._replace(
        papers=sorted(number for one in spellings for number in one.papers),
        has_page=any(one.has_page for one in spellings),
    )


def name_files(found: Sequence[Person]) -> dict[str, str]:
    """Files, as JSON, by the letters with which a word of each name in them begins.

    A row is the name, the papers (the number of the oldest, then the step to each that follows; of a single
    one its number alone), the name of the author's page unless that follows from the first (empty if it does
    and more is said), and 1 where there is such a page for one paper already. Rows stay in order.
    """
    by_word: dict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(found):
        for word in person.beginnings:
            by_word[word].add(number)
    rows = [encoded(_row(person)) for person in found]
    return {
        prefix: f"[{','.join(rows[number] for number in sorted(its))}]"
        for prefix, its in sorted(_gather(by_word, 2))
    }


def _gather(by_word: Mapping[str, set[int]], length: int) -> Iterator[tuple[str, set[int]]]:
    """Groups of names whose words begin alike; a group that is too large is split by the next letter."""
    groups: dict[str, dict[str, set[int]]] = defaultdict(dict)
    for word, found in by_word.items():
        groups[word[:length]][word] = found
    for prefix, group in groups.items():
        gathered = set().union(*group.values())
        if len(gathered) <= IN_A_FILE or length == _LONGEST_PREFIX:
            yield prefix, gathered
            continue
        longer = {word: found for word, found in group.items() if len(word) > length}
        if whole := group.get(prefix):
            yield prefix, whole
        yield from _gather(longer, length + 1)


def _row(person: Person) -> list[str | int | list[int]]:
    oldest, *later = person.papers
    steps = [oldest, *(number - before for before, number in pairwise(person.papers))]
    row: list[str | int | list[int]] = [person.name, steps if later else oldest]
    if person.has_page:
        return [*row, person.told, 1]
    return [*row, person.told] if person.told else row


def plain_slug(name: str) -> str:
    """The slug of a name as a script can make it; where the author's page has another, the list says so.

    >>> plain_slug("José García-Pérez")
    'jose-garcia-perez'
    """
    return re.sub("[^a-z0-9]+", "-", folded(name)).strip("-")
