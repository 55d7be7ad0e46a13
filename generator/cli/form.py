"""``papershelf form``: an accepted issue form becomes a page, or a change of one."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from generator.cli import report
from generator.cli.work import at_work, write
from generator.curate.accept import corrected, suggested
from generator.curate.errors import CurationError
from generator.curate.form import Suggestion, read_form
from generator.ingest.plan import Plan
from generator.model.archive import Archive
from generator.storage.files import write_whole

LARGEST = 32 << 20
"""Bytes of an event; GitHub sends 25 MB at most."""


class Issue(BaseModel):
    """What is needed of an issue."""

    number: Annotated[int, Field(strict=True, gt=0)]
    created_at: AwareDatetime
    body: str | None = None

    @property
    def day(self) -> str:
        """The day on which it was opened."""
        return self.created_at.date().isoformat()


class _Event(BaseModel):
    issue: Issue


def form(
    context: typer.Context,
    event: Annotated[
        Path,
        typer.Option(envvar="GITHUB_EVENT_PATH", help="The event as GitHub hands it to a workflow."),
    ],
    message: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was done here, as a commit's message.")
    ] = None,
) -> None:
    """Carry out the issue form of an event: write the page that it suggests, or the change it asks for."""
    root: Path = context.obj
    try:
        issue = read_issue(event)
        with at_work(root, dry_run=False) as (archive, _):
            plan = _plan(archive, issue)
            write(root, plan, archive)
    except (CurationError, OSError) as error:
        typer.echo(report.one_line(f"The form cannot be carried out: {error}"), err=True)
        raise typer.Exit(2) from None
    for path in plan.pages:
        typer.echo(f"{'changed' if plan.before else 'new'}: docs/{path}")
    if message is not None:
        write_whole(message, _message(issue, is_new=not plan.before))


def read_issue(event: Path) -> Issue:
    """The issue that an event is about. Raises CurationError, OSError."""
    if event.stat().st_size > LARGEST:
        raise CurationError("The event is too large.", "Open a pull request instead.")
    try:
        return _Event.model_validate_json(event.read_bytes()).issue
    except ValidationError:
        raise CurationError("The event is not one of an issue.", "Start this from an issue.") from None


def _plan(archive: Archive, issue: Issue) -> Plan:
    answers = read_form(issue.body or "")
    if isinstance(answers, Suggestion):
        return suggested(archive, answers, issue.day)
    return corrected(archive, answers)


def _message(issue: Issue, *, is_new: bool) -> str:
    """Fixed words and a number: a commit message can close issues, call people and skip workflows."""
    done = "Add a suggested paper" if is_new else "Correct a paper"
    return f"{done}\n\nCloses #{issue.number}\n"
