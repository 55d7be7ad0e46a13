"""Days as the command line names them: a day, today, everything since a day, a week, a month."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import typer

from generator.cli.clock import today
from generator.model.dates import check_date

MOST = 400
"""Days that are asked for at once; the API has no day before May 2023."""

_WEEK = re.compile(r"(\d{4})-?W(\d{2})")
_MONTH = re.compile(r"\d{4}-\d{2}")


def day(text: str) -> str:
    """A day as it is written on the command line; ``today`` is one."""
    written = today().isoformat() if text == "today" else text
    try:
        is_day = check_date(written) == written and len(written) == len("2026-11-23")
    except ValueError:
        is_day = False
    if not is_day:
        raise typer.BadParameter(f"{text!r} is not a day. Write 2026-11-23, or today.")
    return written


def week(text: str) -> str:
    """The Monday of a week."""
    match = _WEEK.fullmatch(text)
    year, number = (int(match[1]), int(match[2])) if match else (0, 0)
    try:
        return date.fromisocalendar(year, number, 1).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a week. Write 2026-W48.") from None


def month(text: str) -> str:
    """The first day of a month."""
    try:
        return check_date(f"{text}-01" if _MONTH.fullmatch(text) else "")
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a month. Write 2026-11.") from None


def chosen(one: str | None, since: str | None, monday: str | None, first: str | None) -> list[str]:
    """The days that are meant, none of them to come; today where nothing is said."""
    if sum(said is not None for said in (one, since, monday, first)) > 1:
        raise typer.BadParameter("Give one of --date, --since, --week and --month.")
    if one:
        return [one]
    begin, end = _span(since, monday, first)
    days = list(_days(begin, min(end, today())))
    if not days:
        raise typer.BadParameter(f"{begin} is still to come.")
    if len(days) > MOST:
        raise typer.BadParameter(f"That is {len(days)} days; ask for {MOST} at most.")
    return days


def _span(since: str | None, monday: str | None, first: str | None) -> tuple[date, date]:
    now = today()
    if monday:
        begin = date.fromisoformat(monday)
        return begin, begin + timedelta(days=6)
    if first:
        begin = date.fromisoformat(first)
        return begin, (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (date.fromisoformat(since) if since else now), now


def _days(begin: date, end: date) -> Iterator[str]:
    for number in range((end - begin).days + 1):
        yield (begin + timedelta(days=number)).isoformat()
