"""The archive as a whole: pages, vocabulary, records, ledger."""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.author import Person
from generator.model.ledger import Written
from generator.model.listing import Listed, Listing, listing_of
from generator.model.page import Page
from generator.model.problem import Problem
from generator.model.record import Outcome, Record, Suggestion
from generator.model.redirects import Redirects
from generator.model.settings import Settings
from generator.model.tag import Vocabulary


class Name(NamedTuple):
    """What a paper is known by: its page, title and ids."""

    path: str
    title: str
    ids: Mapping[str, str]


class Mention(NamedTuple):
    """Where a record speaks of a paper, and by which title and ids it knows it."""

    record: str
    place: int
    """Of the entry, from 0."""
    page: str | None
    outcome: Outcome
    title: str
    ids: Mapping[str, str]


@dataclass(slots=True)
class Archive:
    """Everything that the files of an archive say, and what could not be read of them."""

    settings: Settings = field(default_factory=Settings)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    people: dict[str, Person] = field(default_factory=dict)
    """Authors with a page of their own in ``docs/authors/``, by slug."""
    pages: MutableMapping[str, Page] = field(default_factory=dict)
    """By path below ``docs/``, in the order of the paths."""
    signed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of papers whose files were noted, the addresses that their authors' names make."""
    broken: dict[str, str] = field(default_factory=dict)
    """Text of pages that cannot be read, by path. They are never written to."""
    records: MutableMapping[str, Record] = field(default_factory=dict)
    """By name (source and date), in the order of the names."""
    ledger: MutableMapping[str, Written] = field(default_factory=dict)
    """What the machine last wrote, by path of the page, also of pages that people deleted."""
    redirects: Redirects = field(default_factory=Redirects)
    problems: list[Problem] = field(default_factory=list)

    def is_open(self, one: Suggestion) -> bool:
        """Whether a page still waits for a person to say if this is its paper: it has no such id."""
        page = self.pages.get(one.page)
        return page is not None and bool(one.ids) and not (one.ids.keys() & page.paper.ids.keys())

    def listings(self) -> Iterator[Listing]:
        """Every record in brief, in the order of the names."""
        return map(listing_of, self.records.values())

    def listing(self, name: str) -> Listing:
        """A record in brief."""
        return listing_of(self.records[name])

    def entries(self, name: str, path: str) -> Sequence[Listed]:
        """What a record holds of a page."""
        return [item for item in self.listing(name).entries if item.page == path]

    def suggestions(self) -> Iterator[tuple[Listing, Suggestion]]:
        """What was found of papers and is not certain, with the record that has it."""
        for listing in self.listings():
            yield from ((listing, one) for one in listing.suggestions if self.is_open(one))

    def written(self, path: str) -> str:
        """The fingerprint of what the machine last wrote to a page; empty where it never did."""
        written = self.ledger.get(path)
        return written.fingerprint if written else ""

    def month(self, name: str) -> dict[str, Written]:
        """What the ledger says of the pages of a month."""
        return {path: written for path, written in self.ledger.items() if ledger_of(path) == name}

    def names(self) -> Iterator[Name]:
        """What every page is known by, in the order of the paths."""
        return (Name(path, page.paper.title, page.paper.ids) for path, page in self.pages.items())

    def mentions(self) -> Iterator[Mention]:
        """What every entry of every record is known by, in the order of the names."""
        for record in self.records.values():
            yield from mentions_in(record)


def mentions_in(record: Record) -> Iterator[Mention]:
    """What the entries of a record are known by; nothing of one that its pages repeat."""
    if record.kind == "found":
        return
    for place, item in enumerate(record.entries):
        entry = item.entry
        yield Mention(record.name, place, item.page, item.outcome, entry.title, entry.ids)


def ledger_of(path: str) -> str:
    """The name of the ledger that speaks of a page: its folder, ``2026-11`` for ``papers/2026-11/x.md``."""
    return path.split("/")[1]
