"""What an ingest will do, worked out before anything is written."""

import difflib
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.ingest.merge import Kept
from generator.model.digest import Unread
from generator.model.ledger import Written
from generator.model.record import Record
from generator.model.redirects import Redirects


class KeptValue(NamedTuple):
    """A value that a person wrote and that stays, though the machine now says something else."""

    page: str
    kept: Kept


class PossibleDuplicate(NamedTuple):
    """A page that may be the same paper as others."""

    page: str
    others: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What became of every entry of a digest. Pages are paths below ``docs/``."""

    digest: str = ""
    file: str = ""
    """Where the digest was read; lines of ``unread`` are those of this file."""
    entries: int = 0
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    """Of the entries that were read just now, and not of what other files of the day brought before."""
    kept: list[KeptValue] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    """Pages that people deleted and that this digest would have brought back."""
    unmerged: list[str] = field(default_factory=list)
    """Pages that cannot be read, and so were left as they are."""
    edited: list[str] = field(default_factory=list)
    """Pages of a digest that was taken back, which stay since people edited them."""
    duplicates: list[PossibleDuplicate] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    """Pieces of the file that became no entry, and entries that cannot be a page."""

    @property
    def is_well(self) -> bool:
        """Whether nothing asks for a person."""
        return not (self.unread or self.unmerged)


@dataclass(slots=True)
class Plan:
    """What to write: texts, ledger entries, records. Applying it twice is applying it once."""

    pages: dict[str, str | None] = field(default_factory=dict)
    """New texts of pages and topics by path below ``docs/``; None removes one."""
    before: dict[str, str] = field(default_factory=dict)
    """The texts of those pages now; a new page has none."""
    ledger: dict[str, Written] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    """Paths that the ledger no longer speaks of."""
    records: dict[str, Record | None] = field(default_factory=dict)
    """By name; None removes one."""
    redirects: Redirects | None = None
    """All redirects, where they change."""
    report: Report = field(default_factory=Report)

    def diff(self) -> str:
        """The change of the pages as a unified diff."""
        return "".join(
            _diff(f"docs/{path}", self.before.get(path), text) for path, text in sorted(self.pages.items())
        )


def _diff(path: str, old: str | None, new: str | None) -> str:
    lines = difflib.unified_diff(
        (old or "").splitlines(keepends=True),
        (new or "").splitlines(keepends=True),
        f"a/{path}" if old is not None else "/dev/null",
        f"b/{path}" if new is not None else "/dev/null",
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
