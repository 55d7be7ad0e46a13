"""Digests are read and taken in: what ``add``, ``inbox`` and ``fetch`` have in common."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from rich.console import Console
from rich.progress import track

from generator.cli import report
from generator.cli.work import at_work, write
from generator.ingest.add import Ingest
from generator.ingest.follow import follow
from generator.ingest.plan import Plan
from generator.model.dates import check_date
from generator.model.digest import Digest, Unread
from generator.readers import papers_jsonl
from generator.readers.citation import BIBLIOGRAPHIES, span
from generator.readers.reader import UnreadableError
from generator.readers.registry import read

_DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?)(?!\d)")


class Found(NamedTuple):
    """A digest with the pieces of its file that were not understood."""

    file: str
    digest: Digest
    unread: tuple[Unread, ...]


@dataclass(slots=True)
class Intake:
    """Digests on their way in, what became of them, and what went wrong."""

    found: list[Found] = field(default_factory=list)
    failures: list[report.Failure] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    has_written: bool = False
    """Whether any file of the archive is another one now."""

    @property
    def is_well(self) -> bool:
        """Whether nothing asks for a person."""
        return not self.failures and all(plan.report.is_well for plan in self.plans)

    def read(self, name: str, data: bytes, *, source: str | None = None, date: str | None = None) -> None:
        """Read the digests of a file in memory; a failure is noted."""
        try:
            reading = read(data, source=source, date=date)
        except UnreadableError as error:
            self.failures.append(report.Failure(name, error.line, error.message, error.remedy))
            return
        self.found += _dated(name, reading.digests, reading.unread, self.failures)

    def take_in(self, root: Path, *, dry_run: bool = False) -> None:
        """Take in what was read, in the order of the days. Raises typer.Exit where it cannot be written."""
        self.found.sort(key=lambda one: (one.digest.date or "", one.digest.name))
        with at_work(root, dry_run=dry_run) as (archive, left):
            self.failures += left
            moved = follow(archive)
            ingest = Ingest(archive)
            if not dry_run:
                self.has_written |= write(root, moved, archive)
            for one in track(
                self.found, "Adding", console=Console(stderr=True), disable=_is_quiet(len(self.found))
            ):
                plan = ingest.add(one.digest, one.unread, one.file)
                self.plans.append(plan)
                if not dry_run:
                    self.has_written |= write(root, plan, archive)


def _dated(
    name: str, digests: Iterable[Digest], unread: tuple[Unread, ...], failures: list[report.Failure]
) -> Iterator[Found]:
    """Each digest with its day, which the name of the file says where it does not say it itself."""
    dated: dict[tuple[str, str], Digest] = {}
    rows: tuple[Unread, ...] = ()
    for digest in digests:
        known, left = _with_day(digest, _date_in(name))
        rows = (*rows, *left)
        if not known and not left:
            failures.append(report.undated(name))
        for one in known:
            same = dated.get((one.name, one.format))
            dated[one.name, one.format] = _joined(same, one) if same else one
    if rows and not dated:
        failures.append(report.undated(name))
    unread = (*unread, *rows)
    for digest in dated.values():
        yield Found(name, digest, unread)
        unread = ()


def _joined(one: Digest, other: Digest) -> Digest:
    """Two parts of a file that turned out to be of one day, in the order of its lines."""
    entries = sorted((*one.entries, *other.entries), key=lambda entry: entry.line or 0)
    return replace(one, entries=tuple(entries))


def _with_day(digest: Digest, day: str | None) -> tuple[list[Digest], list[Unread]]:
    """The digest with its day, or that of its file; none where neither is known.

    A bibliography without either is the list of the year in which all of its references lie, and rows of
    JSON Lines are lists of the months of their own dates, where they have one.
    """
    if day is None and digest.date is None and digest.format == papers_jsonl.name:
        return papers_jsonl.by_month(digest)
    known = digest.date or day or (span(digest.entries) if digest.format in BIBLIOGRAPHIES else None)
    return ([replace(digest, date=known)] if known else []), []


def _date_in(name: str) -> str | None:
    """The day in a file's name; in that of the zip that it lies in, where its own says none."""
    path = Path(name)
    around = [above.name for above in path.parents if above.suffix.lower() == ".zip"]
    for part in (path.name, *around):
        with suppress(ValueError):
            if match := _DATE_IN_NAME.search(part):
                return check_date(match[1])
    return None


def _is_quiet(digests: int) -> bool:
    return digests < 3 or not Console(stderr=True).is_terminal
