"""A digest: the list of papers as a source published it, and what could not be read of it."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from generator.model.dates import PartialDate
from generator.model.lean import Lean

FORMATS = (
    "hf-api", "arxiv-api", "arxiv-rss", "arxiv-mail", "csl", "bibtex", "ris", "jsonl", "hf-html", "hf-text",
    "newsletter", "rss", "markdown",
)  # fmt: skip
"""Formats by how far their values are trusted where two disagree, the best first."""


class Entry(Lean):
    """One paper as the digest has it: raw text, not yet cleaned; absent facts are empty."""

    line: int | None = Field(None, description="Line in the file, from 1, for reports.")
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    date: PartialDate | None = Field(None, description="First publication of the paper.")
    ids: dict[str, str] = Field(default_factory=dict, description="Normalised, by scheme.")
    version: int | None = Field(None, description="Of arXiv's versions, the one that the source speaks of.")
    withdrawn: bool = Field(False, description="Whether that version says that the paper was withdrawn.")
    venue: str | None = None
    organization: str | None = None
    categories: tuple[str, ...] = ()
    links: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    summary: str | None = None
    summary_by: str | None = Field(None, description="Who or what wrote the summary.")
    votes: int | None = None
    comments: int | None = None
    submitter: str | None = None
    media: tuple[str, ...] = ()


class Unread(NamedTuple):
    """A piece of a file that became no entry, or a doubtful one, and why."""

    line: int
    text: str
    reason: str


class Digest(BaseModel):
    """A list of papers with its day (or month, or year), in the order of the source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$", description="First half of the record's name.")
    format: str = Field(description="The reader that read it; decides precedence.")
    date: PartialDate | None = Field(
        None, description="The day of the list; None where the file does not say."
    )
    entries: tuple[Entry, ...] = ()

    @property
    def name(self) -> str:
        """The name of its record: source and date."""
        return f"{self.source}-{self.date}"


class Reading(NamedTuple):
    """What a reader made of a file: digests, and everything that it did not understand."""

    digests: tuple[Digest, ...]
    unread: tuple[Unread, ...]
