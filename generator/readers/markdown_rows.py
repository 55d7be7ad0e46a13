"""Markdown whose tables people or programs broke: a row over several lines, or with bars in its texts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_BAR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\s{0,3}+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+")
_MOST_LINES = 20
"""Lines that a row may take; a table whose row goes on for longer has ended."""


class Row(NamedTuple):
    """A line of Markdown, and the line of the file on which it begins."""

    line: int
    text: str


def rows(text: str, first: int = 1) -> Iterator[Row]:
    """The lines, the rows of tables whole and with as many cells as the table has columns."""
    lines = text.split("\n")
    place, columns = 0, 0
    while place < len(lines):
        line = lines[place]
        if columns and line.lstrip().startswith("|"):
            count = _length(lines, place, columns)
            whole = " ".join([line, *(part.strip() for part in lines[place + 1 : place + count])])
            yield Row(first + place, _fitted(whole, columns))
            place += count
            continue
        columns = _columns(lines, place) or (columns if _is_delimiter(line) else 0)
        yield Row(first + place, line)
        place += 1


def _is_delimiter(line: str) -> bool:
    return "|" in line and "-" in line and _DELIMITER.fullmatch(line[:2000]) is not None


def _columns(lines: list[str], place: int) -> int:
    """How many columns the table has that begins here; 0 where none does."""
    header = lines[place].strip()
    if not header.startswith("|") or place + 1 >= len(lines) or not _is_delimiter(lines[place + 1]):
        return 0
    return len(_cells(header))


def _length(lines: list[str], place: int, columns: int) -> int:
    """How many lines a row takes: as many as it needs to have its cells."""
    bars = 0
    for count, line in enumerate(lines[place : place + _MOST_LINES]):
        if count and (not line.strip() or line.lstrip().startswith("|")):
            return count
        bars += len(_BAR.findall(line))
        if bars > columns:
            return count + 1
    return 1


def _cells(row: str) -> list[str]:
    return _BAR.split(row.strip().removeprefix("|").removesuffix("|"))


def _fitted(row: str, columns: int) -> str:
    """The row with its surplus bars escaped: those before the link, and those in the last cell."""
    cells = _cells(row)
    surplus = len(cells) - columns
    if surplus <= 0:
        return row
    linked = next((place for place, cell in enumerate(cells) if "](" in cell), 0)
    before = min(surplus, linked)
    cells = ["\\|".join(cells[: before + 1]), *cells[before + 1 :]]
    cells = [*cells[: columns - 1], "\\|".join(cells[columns - 1 :])]
    return f"|{'|'.join(cells)}|"
