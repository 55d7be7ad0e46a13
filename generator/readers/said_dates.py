"""Dates as mails, feeds and bibliographies say them → ``2024``, ``2024-01`` or ``2024-01-13``."""

import re

from generator.model.dates import check_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MAIL = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ -]+({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?,?[ -]+(\d{{4}}|\d\d)(?!\d)", re.I
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIRST_YEAR = 91
"""The year of arXiv's first mailing, which tells the centuries of two digits apart."""


def day_in(text: str) -> str | None:
    """The first day that a text names, as it is written there: no time zone is applied.

    >>> day_in("Thu, 7 Nov 2024 00:45:57 -0500"), day_in("Fri,  3 Mar 23"), day_in("2026-08-20T17:59:58Z")
    ('2024-11-07', '2023-03-03', '2026-08-20')
    """
    if iso := _ISO.search(text):
        return _checked(*iso.groups())
    if mail := _MAIL.search(text):
        day, month, year = mail.groups()
        if len(year) == 2:
            year = ("19" if int(year) >= _FIRST_YEAR else "20") + year
        return _checked(year, month_number(month), day)
    return None


def joined(year: str, month: str = "", day: str = "") -> str | None:
    """A date from parts as bibliographies have them; what is no month or no day is left out.

    >>> joined("2022", "May"), joined("2022", "5", "31"), joined("in press")
    ('2022-05', '2022-05-31', None)
    """
    found = _YEAR.search(year)
    if found is None:
        return None
    number = month_number(month)
    digits = re.match(r"\s*(\d{1,2})(?!\d)", day)
    return (
        _checked(found[0], number, digits[1] if digits else "") or _checked(found[0], number, "") or found[0]
    )


def month_number(text: str) -> str:
    """The number of a month in two digits, from its number or its English name; empty for anything else."""
    text = text.strip().lower()
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return f"{int(text):02}"
    return f"{_MONTHS.index(text[:3]) + 1:02}" if text[:3] in _MONTHS else ""


def _checked(year: str, month: str, day: str) -> str | None:
    written = "-".join(part.zfill(2) for part in (year, month, day if month else "") if part)
    try:
        return check_date(written)
    except ValueError:
        return None
