"""Who wrote what: names on papers become authors, told apart where people have said how."""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from generator.model.author import Person
from generator.model.page import Page
from generator.text.lookup import Lookup
from generator.text.slug import author_slug

SHARED = 2
"""Papers from which on an author has a page."""
OTHERS = "-others"
"""Ends the address of those who share a name with a known person and whom nobody has told apart."""


class Author(NamedTuple):
    """Somebody with two papers or more, or with a page in ``docs/authors/``.

    Spellings that share a slug are taken for one person unless such a page says otherwise.
    """

    name: str
    slug: str
    paths: tuple[str, ...]
    person: Person | None = None
    is_unsorted: bool = False
    """Whether these are papers under the name of known people who need not have written them."""

    @property
    def address(self) -> str:
        """Where the author's page stands."""
        return f"authors/{self.slug}/"


class Authorship:
    """The claims of those who have a page in ``docs/authors/``, and what is left to the others."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self._people = people
        self._claims: dict[str, list[Person]] = defaultdict(list)
        for person in people.values():
            for spelling in dict.fromkeys((person.slug, *map(author_slug, (person.name, *person.variants)))):
                self._claims[spelling].append(person)

    def slug_of(self, name: str, page: Page) -> str:
        """Whom a name on a paper means. A claim to the very paper goes before one to the name."""
        slug = author_slug(name)
        if slug not in self._claims:
            return slug
        known = {page.path.removesuffix(".md"), *page.paper.ids.values()}
        claims = self._claims[slug]
        certain = [person.slug for person in claims if not known.isdisjoint(person.papers)]
        general = [person.slug for person in claims if not person.papers]
        if certain or len(general) == 1:
            return (certain or general)[0]
        return slug + OTHERS if slug in self._people else slug

    def signatures(
        self, pages: Collection[Page], noted: Mapping[str, tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """Whom the names on each paper mean, in the order of the names, by path; *noted* are the addresses
        that the names themselves make, as far as somebody has them at hand."""
        known, claimed = Lookup(author_slug), self._claims.keys()
        found = {
            page.path: its
            if len(its := noted.get(page.path, ())) == len(page.paper.authors)
            else tuple(map(known.__getitem__, page.paper.authors))
            for page in pages
        }
        if claimed:
            for page in pages:
                if not claimed.isdisjoint(found[page.path]):
                    found[page.path] = tuple(self.slug_of(name, page) for name in page.paper.authors)
        return found

    def authors(
        self, pages: Sequence[Page], signatures: Mapping[str, tuple[str, ...]]
    ) -> tuple[dict[str, Author], int]:
        """Everybody with a page, by slug; and of how many people there are papers at all. Papers stay in the
        order in which they are given."""
        signed = _signed(pages, signatures)
        shared = {slug for slug, its in signed.items() if len(its) >= 2 * SHARED}
        authors = {}
        for slug in sorted(shared | self._people.keys()):
            its = signed.get(slug, [])
            paths = tuple(dict.fromkeys(its[::2]))  # a paper may bear two spellings of one author
            if len(paths) >= SHARED or slug in self._people:
                authors[slug] = self._author(slug, paths, its[1::2])
        return authors, len(signed)

    def _author(self, slug: str, paths: tuple[str, ...], spellings: Sequence[str]) -> Author:
        if not self._claims:
            return Author(_usual(spellings), slug, paths)
        person = self._people.get(slug)
        unsorted = person is None and slug.removesuffix(OTHERS) in self._claims
        return Author(person.name if person else _usual(spellings), slug, paths, person, unsorted)


def _signed(pages: Sequence[Page], signatures: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Of each author the papers, and after each the name that stands on it.

    In turn in one list, and without a step in Python for each: of a large archive there are half a million.
    """
    paths = [page.path for page in pages]
    slugs = [signatures[path] for path in paths]
    papers = chain.from_iterable(map(repeat, paths, map(len, slugs)))
    names = chain.from_iterable([page.paper.authors for page in pages])
    found: defaultdict[str, list[str]] = defaultdict(list)
    lists = map(found.__getitem__, chain.from_iterable(slugs))
    deque(map(list.extend, lists, zip(papers, names, strict=False)), maxlen=0)
    return found


def _usual(spellings: Sequence[str]) -> str:
    """The most frequent spelling; of equals, the one with most marks over its letters."""
    if spellings.count(spellings[0]) == len(spellings):
        return spellings[0]
    counts = Counter(spellings)
    return max(counts, key=lambda name: (counts[name], len(name.encode()), name))
