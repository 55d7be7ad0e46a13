"""Dates as papers have them: a year, a month or a day, written ``2024``, ``2024-01``, ``2024-01-13``."""

import datetime
import re
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=1 << 14)
def check_date(text: str) -> str:
    """Return the date as it is; raise ValueError where it is none that the calendar knows."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("a date is written 2024, 2024-01 or 2024-01-13")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    datetime.date(year, month, day)
    return text


def month_of(date: str) -> str:
    """The month of a day, as folders and ledgers are named; a bare year stays a year."""
    return date[:7]
