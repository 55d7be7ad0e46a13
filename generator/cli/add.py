"""``papershelf add``: digests become pages."""

import re
from pathlib import Path
from typing import Annotated

import typer

from generator.cli import report
from generator.cli.given import given
from generator.cli.intake import Intake
from generator.cli.options import DryRun
from generator.model.dates import check_date
from generator.model.record import FOUND
from generator.readers.offered import GROUP, offered

_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


def _date(text: str) -> str:
    try:
        return check_date(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date. Write 2026-11-23, 2026-11 or 2026.") from None


def _source(text: str) -> str:
    if not _SOURCE.fullmatch(text) or text.startswith(FOUND):
        raise typer.BadParameter(
            f"{text!r} is not a name for a source. Use small letters, digits and hyphens, not {FOUND} first."
        )
    return text


def add(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Digests, folders and zips of them; - reads a pipe.")
    ],
    date: Annotated[
        str | None, typer.Option(help="The day of the list, where the file does not say.", parser=_date)
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Name of the source, for the record.", parser=_source)
    ] = None,
    dry_run: DryRun = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report for machines.")] = False,
) -> None:
    """Take digests into the archive: new papers get a page, known ones what is new about them."""
    intake = Intake()
    intake.failures += [report.Failure(GROUP, 1, fault, "Mend or remove it.") for fault in offered().faults]
    for one in given(files):
        if isinstance(one, report.Failure):
            intake.failures.append(one)
        else:
            intake.read(*one, source=source, date=date)
    intake.take_in(context.obj, dry_run=dry_run)
    report.show(intake.plans, intake.failures, as_json=as_json, as_diff=dry_run)
    if not intake.is_well:
        raise typer.Exit(1)
