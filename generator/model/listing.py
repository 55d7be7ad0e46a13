"""A record in brief: what the lists of an archive are made of, without what its entries say of papers."""

from collections.abc import Iterator
from sys import intern
from typing import Literal, NamedTuple

import msgspec

from generator.model.digest import Entry, Unread
from generator.model.fingerprint import fingerprint
from generator.model.record import Outcome, Record, RecordedEntry, Suggestion

_FACTS = (
    "abstract", "authors", "date", "venue", "organization", "categories", "summary", "withdrawn",
)  # fmt: skip


class Listed(NamedTuple):
    """An entry, in the place that the digest gave it."""

    page: str | None
    outcome: Outcome
    votes: int | None
    """As many as the paper had when the digest was read."""
    summary: str | None
    summary_by: str | None
    fingerprint: str
    """That of everything that the record holds of the entry."""
    stated: str = ""
    """The facts that it states, a word each; of a mapping each member by itself, as in ``ids.arxiv``.
    One text, since a hundred thousand entries state the same."""

    def states(self, field: str) -> bool:
        """Whether the entry states a fact."""
        return field in self.stated.split()


class Listing(NamedTuple):
    """What one record lists."""

    name: str
    kind: Literal["digest", "found"]
    source: str
    format: str
    date: str
    entries: tuple[Listed, ...]
    unread: tuple[Unread, ...]
    refused: tuple[Unread, ...]
    """Entries that became no paper, with the reason."""
    suggestions: tuple[Suggestion, ...]


def listing_of(record: Record) -> Listing:
    """A record in brief."""
    return Listing(
        name=record.name,
        kind=record.kind,
        source=record.source,
        format=record.format,
        date=record.date,
        entries=tuple(map(_listed, record.entries)),
        unread=record.unread,
        refused=tuple(_refused(item) for item in record.entries if item.outcome == "rejected"),
        suggestions=record.suggestions,
    )


def _listed(item: RecordedEntry) -> Listed:
    entry = item.entry
    known = fingerprint(msgspec.json.encode(item))
    stated = intern(" ".join(_stated(entry)))
    return Listed(item.page, item.outcome, entry.votes, entry.summary, entry.summary_by, known, stated)


def _stated(entry: Entry) -> Iterator[str]:
    yield from (name for name in _FACTS if getattr(entry, name))
    yield from (f"ids.{kind}" for kind in entry.ids)
    yield from (f"links.{kind}" for kind in entry.links)


def _refused(item: RecordedEntry) -> Unread:
    return Unread(item.entry.line or 0, item.entry.title, item.reason or "")
