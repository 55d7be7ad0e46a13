"""The record of a digest: a log of what was read, and of what became of it. Written by the machine only."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.model.digest import Entry, Unread

SCHEMA = 1

Outcome = Literal["page", "deleted", "removed", "rejected"]
"""Deleted: people took the page away. Removed: it was taken down, and of the entry only its name is kept."""


class RecordedEntry(BaseModel):
    """An entry with the page that it became, in the place that the digest gave it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: Entry
    outcome: Outcome = "page"
    page: str | None = Field(None, description="Path below docs/; for a deleted page, where it stood.")
    reason: str | None = Field(None, description="Why an entry was rejected.")

    def bare(self) -> "RecordedEntry":
        """What remains of an entry whose page was taken down: enough to know the paper by."""
        entry = Entry(line=self.entry.line, title=self.entry.title, ids=self.entry.ids)
        return RecordedEntry(entry=entry, outcome="removed", page=self.page)


class Record(BaseModel):
    """A digest as it was ingested. Several files of one source and day share a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = Field(SCHEMA, description="Version of this schema.")
    source: str
    format: str
    date: str
    entries: tuple[RecordedEntry, ...] = ()
    unread: tuple[Unread, ...] = Field((), description="What the reader did not understand.")

    @property
    def name(self) -> str:
        """The name of its file, without ``.json``."""
        return f"{self.source}-{self.date}"
