"""``papershelf add``: digests become pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console
from rich.progress import track

from generator.cli import report
from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.ingest.follow import follow
from generator.ingest.plan import Plan
from generator.model.archive import Archive
from generator.model.dates import check_date
from generator.model.digest import Digest, Unread
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from generator.storage.reading import read_archive
from generator.storage.writing import apply, resume

_DATE_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}(?:-\d{2})?)(?!\d)")


class Found(NamedTuple):
    """A digest with the pieces of its file that were not understood."""

    file: Path
    digest: Digest
    unread: tuple[Unread, ...]


def add(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Digests, of any form.")],
    date: Annotated[
        str | None, typer.Option(help="The day of the list, where the file does not say.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source, for the record.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the plan as a diff, write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report for machines.")] = False,
) -> None:
    """Take digests into the archive: new papers get a page, known ones what is new about them."""
    root: Path = context.obj
    failures: list[report.Failure] = []
    found = sorted(
        _read_all(files, date, source, failures), key=lambda one: (one.digest.date or "", one.digest.name)
    )
    if not dry_run:
        failures += [report.left_alone(path) for path in resume(root)]
    archive = read_archive(root)
    moved = follow(archive)
    ingest = Ingest(archive)
    if not dry_run:
        _write(root, moved, archive, failures)
    plans = []
    for one in track(found, "Adding", console=Console(stderr=True), disable=_is_quiet(found)):
        plan = ingest.add(one.digest, one.unread)
        plans.append(plan)
        if not dry_run:
            _write(root, plan, archive, failures)
    report.show(plans, failures, as_json=as_json, as_diff=dry_run)
    if failures or not all(plan.report.is_well for plan in plans):
        raise typer.Exit(1)


def _is_quiet(found: list[Found]) -> bool:
    return len(found) < 3 or not Console(stderr=True).is_terminal


def _read_all(
    files: list[Path], date: str | None, source: str | None, failures: list[report.Failure]
) -> Iterator[Found]:
    for file in files:
        try:
            reading = read(file.read_bytes(), source=source, date=date)
        except OSError as error:
            failures.append(report.Failure(str(file), 1, error.strerror or "It cannot be read.", ""))
        except UnreadableError as error:
            failures.append(report.Failure(str(file), error.line, error.message, error.remedy))
        else:
            unread = reading.unread
            for digest in reading.digests:
                if digest.date is None and (day := _date_in(file.name)):
                    digest = digest.model_copy(update={"date": day})
                if digest.date is None:
                    failures.append(report.undated(str(file)))
                    continue
                yield Found(file, digest, unread)
                unread = ()


def _date_in(name: str) -> str | None:
    match = _DATE_IN_NAME.search(name)
    try:
        return check_date(match[1]) if match else None
    except ValueError:
        return None


def _write(root: Path, plan: Plan, archive: Archive, failures: list[report.Failure]) -> None:
    try:
        apply(root, files_of(plan, archive))
    except OSError as error:
        failures.append(report.unwritten(error))
        raise typer.Exit(1) from None
