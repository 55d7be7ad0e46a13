"""Months as calendars show them: weeks that begin on Monday, and of each day how many papers it brought."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from generator.model.listing import Listing
from generator.site.catalogue import Catalogue

SHADES = (10, 20, 40)
"""Papers of a day from which on its shade is deeper by one; fixed, so that no day changes another's."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Day(NamedTuple):
    """A day of a month, with the digest that it brought."""

    number: int
    date: str
    papers: int = 0
    address: str | None = None
    """The digest's; None for a day without one. Of several of a day, that with most papers."""

    @property
    def shade(self) -> int:
        """From 1 to 4 by the number of papers; 0 without any."""
        return 1 + sum(self.papers >= limit for limit in SHADES) if self.papers else 0


class Month(NamedTuple):
    """A month as a grid; days of other months are None."""

    month: str
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def papers(self) -> int:
        """How many papers its digests listed."""
        return sum(day.papers for week in self.weeks for day in week if day)


class Calendars:
    """The days of all digests, made once for a catalogue. Digests of a whole month or year have no day."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._days: dict[str, list[tuple[int, Listing]]] = defaultdict(list)
        for record in catalogue.digests:
            if is_day(record.date):
                self._days[record.date].append((len(catalogue.of_digest[record.name]), record))

    @property
    def days(self) -> Mapping[str, Sequence[tuple[int, Listing]]]:
        """By date, the digests of a day with their numbers of papers, the newest day first."""
        return self._days

    def months(self, first: str, last: str) -> list[Month]:
        """The calendar of every month from one to another."""
        return [self._month(month) for month in months_between(first, last)]

    def latest_year(self) -> list[Month]:
        """Twelve months up to that of the newest digest, without those before the first digest."""
        if not self._days:
            return []
        newest, oldest = max(self._days)[:7], min(self._days)[:7]
        year = list(months_between(f"{int(newest[:4]) - 1:04}{newest[4:]}", newest))[1:]
        return self.months(max(year[0], oldest), newest)

    def _month(self, month: str) -> Month:
        year, number = map(int, month.split("-"))
        weeks = Calendar().monthdayscalendar(year, number)
        return Month(month, tuple(tuple(self._day(month, day) for day in week) for week in weeks))

    def _day(self, month: str, number: int) -> Day | None:
        if not number:
            return None
        day = f"{month}-{number:02}"
        listed = self._days.get(day)
        if not listed:
            return Day(number, day)
        _, largest = max(listed, key=lambda one: (one[0], one[1].name))
        return Day(number, day, sum(papers for papers, _ in listed), f"digests/{largest.name}/")


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from one to another, both included.

    >>> list(months_between("2025-11", "2026-01"))
    ['2025-11', '2025-12', '2026-01']
    """
    start, end = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (first, last))
    for number in range(start, end + 1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def weekday(day: str) -> int:
    """From 0 for Monday."""
    return date.fromisoformat(day).weekday()


def days_before(day: str, number: int) -> str:
    """The day that lies so many days before."""
    try:
        return (first_day(day) - timedelta(days=number)).isoformat()
    except OverflowError:
        return date.min.isoformat()


def days_from(earlier: str, later: str) -> int:
    """The age in days that something had on a later day."""
    return (first_day(later) - first_day(earlier)).days


def first_day(when: str) -> date:
    """The day of a date, or the first of its month or year; of what is no date, the first of all days."""
    try:
        return date.fromisoformat(f"{when}-01-01"[:10])
    except ValueError:
        return date.min


def is_day(when: str) -> bool:
    """Whether this is a day of the calendar, not a month, a year or something else."""
    return len(when) == len("2026-11-23") and first_day(when).isoformat() == when
