"""The archive as a reader looks for it: by digest, by topic, by author, by month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from generator.model.archive import Archive
from generator.model.author import Person
from generator.model.listing import Listed, Listing
from generator.model.page import Page
from generator.model.tag import Tag, Vocabulary
from generator.site.authorship import Author, Authorship
from generator.text.lookup import Lookup

Meaning = tuple[Sequence[Tag | str], Sequence[str]]
"""Topics, and the slugs of these and of all above them."""


class Appearance(NamedTuple):
    """A paper in a digest."""

    record: Listing
    place: int
    """From 1, in the order of the source."""
    listed: Listed

    @property
    def votes(self) -> int | None:
        """As many as the paper had when the digest was read."""
        return self.listed.votes


@dataclass(frozen=True)
class Catalogue:
    """What the listings are made of. Papers are named by the paths of their pages, the newest first."""

    pages: Mapping[str, Page]
    vocabulary: Vocabulary
    digests: tuple[Listing, ...]
    """The newest first; of one day in the order of their names."""
    of_digest: Mapping[str, Mapping[str, Appearance]]
    """The papers of each digest, by its name: those that have a page, in its own order, each once."""
    appearances: Mapping[str, tuple[Appearance, ...]]
    """Of each paper that a digest listed, the earliest first."""
    order: tuple[str, ...]
    people: Mapping[str, Person] = field(default_factory=dict)
    """Those whom people have told apart from others of their name, by slug."""
    signed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The addresses that the names of papers' authors make, as far as they were noted."""

    def first(self, path: str) -> Appearance | None:
        """The digest that brought the paper."""
        listed = self.appearances.get(path)
        return listed[0] if listed else None

    @cached_property
    def votes(self) -> dict[str, int]:
        """Of each paper that has some, as counted last."""
        return {
            path: votes
            for path, appearances in self.appearances.items()
            for one in appearances
            if (votes := one.listed.votes) is not None
        }

    @cached_property
    def days(self) -> dict[str, str]:
        """The day of the digest that brought each paper, else of its publication; empty where unknown."""
        published = {path: page.paper.date or "" for path, page in self.pages.items()}
        return published | {path: listed[0].record.date for path, listed in self.appearances.items()}

    @cached_property
    def beside(self) -> dict[str, tuple[str | None, str | None]]:
        """The papers before and after each in the digest that brought it."""
        found: dict[str, tuple[str | None, str | None]] = {}
        for papers in self.of_digest.values():
            paths = [None, *papers, None]
            for before, path, after in zip(paths, paths[1:], paths[2:], strict=False):
                if path and self.appearances[path][0].record is papers[path].record:
                    found[path] = (before, after)
        return found

    @cached_property
    def last_days(self) -> dict[str, str]:
        """The day on which a digest last spoke of each paper that one listed."""
        return {path: listed[-1].record.date for path, listed in self.appearances.items()}

    def topics(self, path: str) -> Sequence[Tag | str]:
        """The topics of a paper; a name that the vocabulary does not know stays as it is written."""
        return self._meanings[self.pages[path].paper.tags][0]

    def filed_under(self, path: str) -> Sequence[str]:
        """The slugs of the paper's topics and of all topics above them, each once."""
        return self.filed[path]

    @cached_property
    def filed(self) -> dict[str, Sequence[str]]:
        """What each paper is filed under, the newest first."""
        meanings, pages = self._meanings, self.pages
        return {path: meanings[pages[path].paper.tags][1] for path in self.order}

    @cached_property
    def _meanings(self) -> Lookup[tuple[str, ...], Meaning]:
        return Lookup(self._meaning)

    def _meaning(self, spellings: tuple[str, ...]) -> Meaning:
        """What the names on a page mean, which many pages have in common."""
        topics: dict[str, Tag | str] = {}
        lines: dict[str, Tag] = {}
        for spelling in spellings:
            slug = self.vocabulary.meant(spelling)
            if slug not in topics:
                topics[slug] = self.vocabulary.get(slug) or spelling
                lines |= self._lines.get(slug, {})
        return tuple(topics.values()), tuple(lines)

    @cached_property
    def by_topic(self) -> dict[str, tuple[str, ...]]:
        """Papers of a topic and of the topics below it; topics without papers have no key."""
        papers: dict[str, list[str]] = defaultdict(list)
        for path, slugs in self.filed.items():
            for slug in slugs:
                papers[slug].append(path)
        return {slug: tuple(paths) for slug, paths in papers.items()}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many papers each topic has, with those of the topics below it; 0 is left out."""
        return {slug: len(papers) for slug, papers in self.by_topic.items()}

    def line(self, tag: Tag) -> list[Tag]:
        """A topic and those above it, the narrowest first; a circle of parents is left where it closes."""
        return list(self._lines[tag.slug].values())

    def is_within(self, tag: Tag, other: Tag) -> bool:
        """Whether a topic is another one or stands somewhere below it."""
        return other.slug in self._lines[tag.slug]

    @cached_property
    def _lines(self) -> dict[str, dict[str, Tag]]:
        """The lines of all topics."""
        return {tag.slug: self._line(tag) for tag in self.vocabulary}

    def _line(self, tag: Tag) -> dict[str, Tag]:
        line: dict[str, Tag] = {}
        step: Tag | None = tag
        while step is not None and step.slug not in line:
            line[step.slug] = step
            step = self.vocabulary.get(step.parent) if step.parent else None
        return line

    @cached_property
    def roots(self) -> tuple[Tag, ...]:
        """The widest topics; of a circle of parents, each."""
        return tuple(tag for tag in self.vocabulary if self._is_root(tag))

    def _is_root(self, tag: Tag) -> bool:
        parent = self.vocabulary.get(tag.parent) if tag.parent else None
        return parent is None or tag.slug in self._lines[parent.slug]

    def below(self, tag: Tag) -> tuple[Tag, ...]:
        """The topics directly below, without those of a circle."""
        return tuple(child for child in self._children.get(tag.slug, ()) if not self._is_root(child))

    @cached_property
    def _children(self) -> dict[str, list[Tag]]:
        children: dict[str, list[Tag]] = defaultdict(list)
        for tag in sorted(self.vocabulary, key=lambda tag: (tag.name.casefold(), tag.slug)):
            if tag.parent:
                children[tag.parent].append(tag)
        return children

    @cached_property
    def authorship(self) -> Authorship:
        """Whom the names on papers mean."""
        return Authorship(self.people)

    @cached_property
    def signatures(self) -> dict[str, tuple[str, ...]]:
        """Whom the names on each paper mean, as slugs, in the order of the names."""
        return self.authorship.signatures(self.pages.values(), self.signed)

    @property
    def authors(self) -> dict[str, Author]:
        """Authors with a page, by slug."""
        return self._authors[0]

    @property
    def people_signed(self) -> int:
        """How many people there are papers of, with a page or without."""
        return self._authors[1]

    @cached_property
    def _authors(self) -> tuple[dict[str, Author], int]:
        newest_first = list(map(self.pages.__getitem__, self.order))
        return self.authorship.authors(newest_first, self.signatures)

    @cached_property
    def months(self) -> dict[str, tuple[str, ...]]:
        """Papers by the folder of their pages, the newest folder first."""
        papers: dict[str, list[str]] = defaultdict(list)
        for path in self.order:
            papers[path.split("/")[1]].append(path)
        return {month: tuple(papers[month]) for month in sorted(papers, reverse=True)}


def catalogue(archive: Archive) -> Catalogue:
    """Index an archive. Entries of records whose pages are missing have no place in it."""
    lists = (listing for listing in archive.listings() if listing.kind == "digest")
    digests = sorted(lists, key=lambda record: record.name)
    digests.sort(key=lambda record: record.date, reverse=True)
    of_digest = {record.name: _papers_of(record, archive.pages) for record in digests}
    appearances = _appearances(digests, of_digest)
    return Catalogue(
        pages=archive.pages,
        vocabulary=archive.vocabulary,
        digests=tuple(digests),
        of_digest=of_digest,
        appearances=appearances,
        order=tuple(_newest_first(archive.pages, appearances)),
        people=archive.people,
        signed=archive.signed,
    )


def _appearances(
    digests: Iterable[Listing], of_digest: Mapping[str, Mapping[str, Appearance]]
) -> dict[str, tuple[Appearance, ...]]:
    found: dict[str, list[Appearance]] = defaultdict(list)
    for record in sorted(digests, key=lambda record: (record.date, record.name)):
        for path, appearance in of_digest[record.name].items():
            found[path].append(appearance)
    return {path: tuple(of_paper) for path, of_paper in found.items()}


def _papers_of(record: Listing, pages: Mapping[str, Page]) -> dict[str, Appearance]:
    papers: dict[str, Appearance] = {}
    for place, listed in enumerate(record.entries, start=1):
        if listed.outcome == "page" and listed.page is not None and listed.page in pages:
            # By the very text that pages are known by: of two equal ones every look-up reads both.
            papers.setdefault(pages[listed.page].path, Appearance(record, place, listed))
    return papers


def _newest_first(
    pages: Mapping[str, Page], appearances: Mapping[str, tuple[Appearance, ...]]
) -> Iterator[str]:
    """Papers by the day that brought them, those of one day in the order of its digests."""
    of_day: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for path, page in pages.items():
        if path in appearances:
            first = appearances[path][0]
            of_day[first.record.date].append((first.place, path))
        else:
            of_day[page.paper.date or ""].append((0, path))
    for day in sorted(of_day, reverse=True):
        yield from (path for _, path in sorted(of_day[day]))
