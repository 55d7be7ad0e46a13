"""The list of names: everybody who wrote a paper, in files by the first letters of each word of a name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.site.search.encoding import encoded
from generator.site.search.fold import folded, words

IN_A_FILE = 1000
"""Names in a file from which on it is split by one letter more."""
_LONGEST_PREFIX = 6


class Person(NamedTuple):
    """A name, how many papers bear it, and where the author's page stands, should there be one."""

    name: str
    papers: int
    slug: str
    has_page: bool
    """Whether there is one however few the papers are."""


def people(rows: Iterable[tuple[str, str, bool]]) -> Iterator[Person]:
    """Everybody, from the slug and the name by which each paper calls each of its authors."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    known: set[str] = set()
    for slug, name, has_page in rows:
        spellings[slug][name] += 1
        if has_page:
            known.add(slug)
    for slug, names in spellings.items():
        name = max(names, key=lambda name: (names[name], len(name.encode("utf-8", "replace")), name))
        yield Person(name, names.total(), slug, slug in known)


def name_files(everybody: Iterable[Person]) -> dict[str, str]:
    """Files, as JSON, by the letters with which a word of each name in them begins.

    A row is the name, the number of papers, the name of the author's page unless that follows from it (empty
    if it does and more is said), and 1 where there is such a page for one paper already.
    """
    by_word: dict[str, dict[Person, None]] = defaultdict(dict)
    for person in everybody:
        for word in words(person.name):
            by_word[word[:_LONGEST_PREFIX]][person] = None
    return {prefix: _rows(found) for prefix, found in sorted(_gather(by_word, 2))}


def _gather(by_word: dict[str, dict[Person, None]], length: int) -> Iterator[tuple[str, dict[Person, None]]]:
    """Groups of names whose words begin alike; a group that is too large is split by the next letter."""
    groups: dict[str, dict[str, dict[Person, None]]] = defaultdict(dict)
    for word, found in by_word.items():
        groups[word[:length]][word] = found
    for prefix, group in groups.items():
        gathered = {person: None for found in group.values() for person in found}
        if len(gathered) <= IN_A_FILE or length == _LONGEST_PREFIX:
            yield prefix, gathered
            continue
        longer = {word: found for word, found in group.items() if len(word) > length}
        if whole := group.get(prefix):
            yield prefix, whole
        yield from _gather(longer, length + 1)


def _rows(found: dict[Person, None]) -> str:
    return encoded(
        [_row(person) for person in sorted(found, key=lambda person: (-person.papers, person.name))]
    )


def _row(person: Person) -> list[str | int]:
    row: list[str | int] = [person.name, person.papers]
    slug = "" if person.slug == plain_slug(person.name) else person.slug
    if person.has_page:
        return [*row, slug, 1]
    return [*row, slug] if slug else row


def plain_slug(name: str) -> str:
    """The slug of a name as a script can make it; where the author's page has another, the list says so.

    >>> plain_slug("José García-Pérez")
    'jose-garcia-perez'
    """
    return re.sub("[^a-z0-9]+", "-", folded(name)).strip("-")
