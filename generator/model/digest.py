"""A digest: the list of papers as a source published it, and what could not be read of it."""

import re
from typing import NamedTuple

from msgspec import Struct

from generator.model.dates import check_date

FORMATS = (
    "hf-api", "arxiv-api", "arxiv-rss", "arxiv-mail", "csl", "bibtex", "ris", "jsonl", "hf-html", "hf-text",
    "newsletter", "rss", "markdown",
)  # fmt: skip
"""Formats by how far their values are trusted where two disagree, the best first."""

_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """One paper as the digest has it: raw text, not yet cleaned; absent facts are empty.

    There are as many as papers, and none leads back to itself (*gc*).

    Raises ValueError where the date is none.
    """

    line: int | None = None
    """Line in the file, from 1, for reports."""
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    date: str | None = None
    """First publication of the paper: year, month or day."""
    ids: dict[str, str] = {}
    """Normalised, by scheme."""
    version: int | None = None
    """Of arXiv's versions, the one that the source speaks of."""
    withdrawn: bool = False
    """Whether that version says that the paper was withdrawn."""
    venue: str | None = None
    organization: str | None = None
    categories: tuple[str, ...] = ()
    links: dict[str, tuple[str, ...]] = {}
    keywords: tuple[str, ...] = ()
    summary: str | None = None
    summary_by: str | None = None
    """Who or what wrote the summary."""
    votes: int | None = None
    comments: int | None = None
    submitter: str | None = None
    media: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.date is not None:
            check_date(self.date)


class Unread(NamedTuple):
    """A piece of a file that became no entry, or a doubtful one, and why."""

    line: int
    text: str
    reason: str


class Digest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A list of papers with its day (or month, or year), in the order of the source.

    Raises ValueError where the date is none, or the source no name.
    """

    source: str
    """First half of the record's name."""
    format: str
    """The reader that read it; decides precedence."""
    date: str | None = None
    """The day of the list; None where the file does not say."""
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        if not _SOURCE.fullmatch(self.source):
            raise ValueError(f"{self.source!r} cannot name a source")
        if self.date is not None:
            check_date(self.date)

    @property
    def name(self) -> str:
        """The name of its record: source and date."""
        return f"{self.source}-{self.date}"


class Reading(NamedTuple):
    """What a reader made of a file: digests, and everything that it did not understand."""

    digests: tuple[Digest, ...]
    unread: tuple[Unread, ...]
