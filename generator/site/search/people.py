"""The list of names: everybody who wrote a paper, in files by the first letters of each word of a name."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.site.catalogue import Catalogue
from generator.site.names import author_slug
from generator.site.search.fold import folded, words

IN_A_FILE = 1000
"""Names in a file from which on it is split by one letter more."""
_LONGEST_PREFIX = 6


class Person(NamedTuple):
    """A name, how many papers bear it, and the author's page where there is one."""

    name: str
    papers: int
    slug: str | None


def people(catalogue: Catalogue) -> Iterator[Person]:
    """Everybody who wrote a paper; spellings that share an author's page are one."""
    for author in catalogue.authors.values():
        if author.paths:
            yield Person(author.name, len(author.paths), author.slug)
    others: dict[str, str] = {}
    for path in catalogue.order:
        for name in catalogue.pages[path].paper.authors:
            if catalogue.author(name, path) is None:
                others.setdefault(author_slug(name), name)
    for name in others.values():
        yield Person(name, 1, None)


def name_files(catalogue: Catalogue) -> dict[str, str]:
    """Files, as JSON, by the letters with which a word of each name in them begins.

    A row is the name, the number of papers, and the name of the author's page unless that follows from it.
    """
    by_word: dict[str, dict[Person, None]] = defaultdict(dict)
    for person in people(catalogue):
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
    rows = [_row(person) for person in sorted(found, key=lambda person: (-person.papers, person.name))]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _row(person: Person) -> list[str | int]:
    row: list[str | int] = [person.name, person.papers]
    if person.slug and person.slug != plain_slug(person.name):
        row.append(person.slug)
    return row


def plain_slug(name: str) -> str:
    """The slug of a name as a script can make it; where the author's page has another, the list says so.

    >>> plain_slug("José García-Pérez")
    'jose-garcia-perez'
    """
    return re.sub("[^a-z0-9]+", "-", folded(name)).strip("-")
