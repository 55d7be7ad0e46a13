"""The record of a digest: a log of what was read, and of what became of it. Written by the machine only.

What was found of papers afterwards, in another source, is recorded in the same form.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.model.digest import Entry, Unread

SCHEMA = 1

Outcome = Literal["page", "deleted", "removed", "rejected"]
"""Deleted: people took the page away. Removed: it was taken down, and of the entry only its name is kept."""


class RecordedEntry(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """An entry with the page that it became, in the place that the digest gave it (*gc*: as of entries)."""

    entry: Entry
    outcome: Outcome = "page"
    page: str | None = None
    """Path below docs/; for a deleted page, where it stood."""
    reason: str | None = None
    """Why an entry was rejected, or is taken for this paper."""

    def bare(self) -> "RecordedEntry":
        """What remains of an entry whose page was taken down: enough to know the paper by."""
        entry = Entry(line=self.entry.line, title=self.entry.title, ids=self.entry.ids)
        return RecordedEntry(entry=entry, outcome="removed", page=self.page)


class Suggestion(Struct, frozen=True, forbid_unknown_fields=True):
    """What may be a page's paper in another source, which only a person can say."""

    page: str
    title: str
    ids: dict[str, str]
    reason: str


FOUND = "found-"
"""Begins the names of records of what was found afterwards; no source of a digest is called so."""


def is_found(name: str) -> bool:
    """Whether a record of this name holds what was found afterwards, and is no list of papers."""
    return name.startswith(FOUND)


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A digest as it was ingested. Several files of one source and day share a record.

    One of the kind *found* is no list: it has the facts of papers that their digests left out, and its date
    is the month of their pages.
    """

    version: Annotated[int, Meta(ge=0)] = SCHEMA
    """Version of this form."""
    kind: Literal["digest", "found"] = "digest"
    source: str
    format: str
    date: str
    entries: tuple[RecordedEntry, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What the reader did not understand."""
    suggestions: tuple[Suggestion, ...] = ()
    """In a record of the kind found."""

    @property
    def name(self) -> str:
        """The name of its file, without ``.json``."""
        return f"{FOUND if self.kind == 'found' else ''}{self.source}-{self.date}"
