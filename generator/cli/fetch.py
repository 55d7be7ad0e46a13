"""``papershelf fetch``: a source is asked for the lists of days, which are taken in."""

from typing import Annotated

import typer

from generator.cli import days, report
from generator.cli.intake import Intake
from generator.cli.message import write_message
from generator.cli.options import Message
from generator.cli.services import endpoint_of, hugging_face
from generator.sources.daily_papers import ENDPOINT, daily_papers
from generator.sources.errors import SourceError
from generator.sources.web import PassingError, Web


def fetch(
    context: typer.Context,
    date: Annotated[
        str | None, typer.Option(help="The day of the list; today by default.", parser=days.day)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="That day and all after it.", parser=days.day)
    ] = None,
    week: Annotated[
        str | None, typer.Option(help="The days of a week, such as 2026-W48.", parser=days.week)
    ] = None,
    month: Annotated[
        str | None, typer.Option(help="The days of a month, such as 2026-11.", parser=days.month)
    ] = None,
    message: Message = None,
) -> None:
    """Ask Hugging Face for the Daily Papers of one or more days, and take them in.

    HF_ENDPOINT names a mirror, HF_TOKEN raises the limits; neither is needed. A day without a list is no
    failure, and a list that has grown is merged into what is there. The exit status is 3 where the source
    failed for a day; the other days are taken in all the same.
    """
    intake = Intake()
    failed = _ask(intake, days.chosen(date, since, week, month))
    if intake.found or intake.failures:
        intake.take_in(context.obj)
        report.show(intake.plans, intake.failures, as_json=False, as_diff=False)
    if intake.found or intake.failures or not failed:
        write_message(message, intake)
    if failed:
        raise typer.Exit(3)
    if not intake.is_well:
        raise typer.Exit(1)


def _ask(intake: Intake, wanted: list[str]) -> bool:
    """Read the list of each day; whether the source failed. After a failure that lasts no more is asked."""
    failed = False
    try:
        web = hugging_face()
    except SourceError as error:
        typer.echo(report.one_line(f"Daily Papers of {wanted[0]}: {error}"), err=True)
        return True
    for place, day in enumerate(wanted, start=1):
        try:
            _ask_for(web, intake, day)
        except SourceError as error:
            failed = True
            typer.echo(report.one_line(f"Daily Papers of {day}: {error}"), err=True)
            if isinstance(error, PassingError) and place < len(wanted):
                typer.echo(f"The days from {wanted[place]} on were not asked for.", err=True)
                break
    return failed


def _ask_for(web: Web, intake: Intake, day: str) -> None:
    body = daily_papers(web, day, endpoint_of("HF_ENDPOINT", ENDPOINT))
    if body is None:
        typer.echo(f"Daily Papers of {day}: there is no list (at weekends there is none).")
    else:
        intake.read(f"Daily Papers of {day}", body, date=day)
