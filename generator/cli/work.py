"""A run that writes: alone at the archive, on sound ground, with what a killed run left put in order."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn

import typer

from generator.cli import report
from generator.cli.clock import tick
from generator.ingest.files import files_before, files_of
from generator.ingest.plan import Plan
from generator.ingest.sound import damage
from generator.model.archive import Archive
from generator.storage.files import sweep
from generator.storage.lock import LockedError, lock
from generator.storage.opening import open_archive
from generator.storage.writing import OvertakenError, apply, resume

MOST_TOLD = 20
"""Damaged files that are named; the rest is a number."""


@contextmanager
def alone(root: Path) -> Iterator[list[report.Failure]]:
    """The archive for oneself, with what a killed run left put in order, whatever form its logs have.

    Gives the pages that the interrupted run could not finish. Raises typer.Exit, with the reason printed,
    where another run is at work.
    """
    with ExitStack() as held:
        _lock(root, held)
        yield _tidied(root)


@contextmanager
def at_work(root: Path, *, dry_run: bool) -> Iterator[tuple[Archive, list[report.Failure]]]:
    """The archive, and the pages that an interrupted run could not finish since people had changed them.

    A dry run waits for nobody and leaves everything as it is. Raises typer.Exit, with the reason printed,
    where another run is at work or a file of the machine's own is damaged.
    """
    with ExitStack() as held:
        left = [] if dry_run else held.enter_context(alone(root))
        archive = open_archive(root, now=tick(), keep=not dry_run)
        refuse_damage(archive)
        try:
            yield archive, left
        except OvertakenError as error:
            _stop(str(report.unwritten(error)))


def write(root: Path, plan: Plan, archive: Archive) -> bool:
    """Write a plan; whether there was anything to write. Raises typer.Exit, with the reason printed."""
    files = files_of(plan, archive)
    try:
        apply(root, files, files_before(plan))
    except OSError as error:
        _stop(str(report.unwritten(error)))
    return bool(files)


def _lock(root: Path, held: ExitStack) -> None:
    try:
        held.enter_context(lock(root))
    except LockedError as error:
        _stop(f"{error.strerror}. Wait for it to end, and try again.")
    except OSError as error:
        _stop(str(report.unwritten(error)))


def _tidied(root: Path) -> list[report.Failure]:
    try:
        sweep(root)
        return [report.left_alone(path) for path in resume(root)]
    except OSError as error:
        _stop(str(report.unwritten(error)))


def refuse_damage(archive: Archive) -> None:
    """Go on only where the machine's own files can be read. Raises typer.Exit, with the reasons printed."""
    problems = [str(problem) for problem in damage(archive)]
    if problems:
        more = len(problems) - MOST_TOLD
        _stop(*problems[:MOST_TOLD], *([f"… and {more} more; see papershelf check"] if more > 0 else []))


def _stop(*lines: str) -> NoReturn:
    for line in lines:
        typer.echo(report.one_line(line), err=True)
    raise typer.Exit(1)
