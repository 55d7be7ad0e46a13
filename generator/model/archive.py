"""The archive as a whole: pages, vocabulary, records, ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.model.author import Person
from generator.model.ledger import Written
from generator.model.page import Page
from generator.model.problem import Problem
from generator.model.record import Record, Suggestion
from generator.model.redirects import Redirects
from generator.model.settings import Settings
from generator.model.tag import Vocabulary


@dataclass(slots=True)
class Archive:
    """Everything that the files of an archive say, and what could not be read of them."""

    settings: Settings = field(default_factory=Settings)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    people: dict[str, Person] = field(default_factory=dict)
    """Authors with a page of their own in ``docs/authors/``, by slug."""
    pages: dict[str, Page] = field(default_factory=dict)
    """By path below ``docs/``, in the order of the paths."""
    broken: dict[str, str] = field(default_factory=dict)
    """Text of pages that cannot be read, by path. They are never written to."""
    records: dict[str, Record] = field(default_factory=dict)
    """By name (source and date), in the order of the names."""
    ledger: dict[str, Written] = field(default_factory=dict)
    """What the machine last wrote, by path of the page, also of pages that people deleted."""
    redirects: Redirects = field(default_factory=Redirects)
    problems: list[Problem] = field(default_factory=list)

    def is_open(self, one: Suggestion) -> bool:
        """Whether a page still waits for a person to say if this is its paper: it has no such id."""
        page = self.pages.get(one.page)
        return page is not None and bool(one.ids) and not (one.ids.keys() & page.paper.ids.keys())

    def suggestions(self) -> Iterator[tuple[Record, Suggestion]]:
        """What was found of papers and is not certain, with the record that has it."""
        for record in self.records.values():
            yield from ((record, one) for one in record.suggestions if self.is_open(one))


def ledger_of(path: str) -> str:
    """The name of the ledger that speaks of a page: its folder, ``2026-11`` for ``papers/2026-11/x.md``."""
    return path.split("/")[1]
