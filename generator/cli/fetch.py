"""``papershelf fetch``: a source is asked for the list of a day, which is taken in."""

import os
from pathlib import Path
from typing import Annotated

import typer

from generator.cli import report
from generator.cli.clock import today
from generator.cli.intake import Intake
from generator.cli.message import write_message
from generator.model.dates import check_date
from generator.sources.daily_papers import ENDPOINT, daily_papers
from generator.sources.errors import SourceError
from generator.sources.web import Web


def _day(text: str) -> str:
    """A day as it is written on the command line; ``today`` is one."""
    day = today().isoformat() if text == "today" else text
    try:
        is_day = check_date(day) == day and len(day) == len("2026-11-23")
    except ValueError:
        is_day = False
    if not is_day:
        raise typer.BadParameter(f"{text!r} is not a day. Write 2026-11-23, or today.")
    return day


def fetch(
    context: typer.Context,
    date: Annotated[str, typer.Option(help="The day of the list.", parser=_day)] = "today",
    message: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the report here, as a commit's message.")
    ] = None,
) -> None:
    """Ask Hugging Face for the Daily Papers of a day, and take them in.

    HF_ENDPOINT names a mirror, HF_TOKEN raises the limits; neither is needed. A day without a list is no
    failure. The exit status is 3 where the source failed, so that nothing came.
    """
    intake = Intake()
    endpoint, token = (os.environ.get(name, "").strip() for name in ("HF_ENDPOINT", "HF_TOKEN"))
    try:
        body = daily_papers(Web(token or None), date, endpoint or ENDPOINT)
    except SourceError as error:
        typer.echo(report.one_line(f"Daily Papers of {date}: {error}"), err=True)
        raise typer.Exit(3) from None
    if body is None:
        typer.echo(f"Daily Papers of {date}: there is no list (at weekends there is none).")
    else:
        intake.read(f"Daily Papers of {date}", body, date=date)
        intake.take_in(context.obj)
        report.show(intake.plans, intake.failures, as_json=False, as_diff=False)
    write_message(message, intake)
    if not intake.is_well:
        raise typer.Exit(1)
