"""Papers of the corpus with digest days, so that months are as full as in life: 400 papers at first, 1,500 at
last."""

from __future__ import annotations

import calendar
import datetime
import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

FURTHER = 40
"""Papers of the digest that comes to a finished archive."""
_LAST = (2026, 10)
"""The last month; the further digest is of the day after it."""
_FIRST_MONTH, _LAST_MONTH = 400, 1500
"""Papers of the first and the last month of a large archive; the months between grow evenly."""

Row = dict[str, Any]


def chosen(corpus: Path, count: int) -> tuple[list[Row], list[Row]]:
    """*count* papers, evenly from the whole corpus and in its order, and the papers of a further digest.

    They are told apart from the corpus alone, so the papers of each size are the same everywhere. Where the
    corpus has no more papers than wanted, the further ones are the last of them.
    """
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        total = sum(1 for _ in lines)
    wanted = min(count + FURTHER, total)
    places = {place * total // wanted for place in range(wanted)}
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for place, line in enumerate(lines) if place in places]
    first, further = rows[:-FURTHER], rows[-FURTHER:]
    _spread(first)
    for row in further:
        row["listed"] = _day_after()
    for row in rows:
        row["votes"] = crc32(row["id"].encode()) % 60  # lists have such numbers
    return first, further


def _spread(rows: list[Row]) -> None:
    """Give each paper its day: months by their share, days of a month evenly."""
    left = iter(rows)
    for (year, month), size in _months(len(rows)):
        days = _weekdays(year, month)
        for place, row in enumerate(islice(left, size)):
            row["listed"] = days[place * len(days) // size]


def _months(papers: int) -> list[tuple[tuple[int, int], int]]:
    """Months with the number of their papers, the oldest first."""
    count = max(1, round(papers / ((_FIRST_MONTH + _LAST_MONTH) / 2)))
    growth = (_LAST_MONTH - _FIRST_MONTH) / max(1, count - 1)
    shares = [_FIRST_MONTH + growth * place for place in range(count)]
    ends = [round(papers * sum(shares[: place + 1]) / sum(shares)) for place in range(count)]
    last = _LAST[0] * 12 + _LAST[1] - 1
    months = [divmod(last - count + 1 + place, 12) for place in range(count)]
    sizes = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    return [((year, month + 1), size) for (year, month), size in zip(months, sizes, strict=True)]


def _weekdays(year: int, month: int) -> list[str]:
    length = calendar.monthrange(year, month)[1]
    days = (datetime.date(year, month, day) for day in range(1, length + 1))
    return [day.isoformat() for day in days if day.weekday() < 5]


def _day_after() -> str:
    year, month = divmod(_LAST[0] * 12 + _LAST[1], 12)
    return _weekdays(year, month + 1)[0]


def write_lines(rows: list[Row], file: Path) -> None:
    """Papers as JSON Lines, which ``papershelf add`` reads."""
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
