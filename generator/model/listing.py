"""A record in brief: what the lists of an archive are made of, without what its entries say of papers."""

from typing import Literal, NamedTuple

from generator.model.digest import Unread
from generator.model.fingerprint import fingerprint
from generator.model.record import Outcome, Record, RecordedEntry, Suggestion


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
    known = fingerprint(item.model_dump_json().encode())
    return Listed(item.page, item.outcome, entry.votes, entry.summary, entry.summary_by, known)


def _refused(item: RecordedEntry) -> Unread:
    return Unread(item.entry.line or 0, item.entry.title, item.reason or "")
