"""RIS, as publishers and libraries export it: ``TY  - CONF`` … ``ER  -``, a tag of two characters a line."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers.citation import Citation
from generator.readers.people import inverted
from generator.readers.reader import MEBIBYTE, UnreadableError, unread
from generator.readers.said_dates import joined

name = "ris"
source = "ris"
limit = 32 * MEBIBYTE

_SIGN = re.compile(r"\s*TY {1,2}- ?[A-Z]{2,8}\s*")
_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*))?")
_ABSTRACTS = ("AB", "N2")
_TITLES = ("TI", "T1", "CT")
_VENUES = ("T2", "JO", "JF", "BT", "JA", "C3", "T3")


class Record(NamedTuple):
    """What stands between two beginnings, by tag, and whether its end was there."""

    line: int
    text: str
    tags: Mapping[str, list[str]]
    is_whole: bool


def recognises(head: str) -> bool:
    """A reference's first line within the first four that say something."""
    first = islice((line for line in head.split("\n") if line.strip()), 4)
    return any(_SIGN.fullmatch(line) for line in first)


def read(text: str, date: str | None = None) -> Reading:
    """Read the references. They do not say their day."""
    entries: list[Entry] = []
    left: list[Unread] = []
    for record in _records(text):
        title = _first(record.tags, *_TITLES)
        if title:
            entries.append(_citation(record.tags, title).entry(record.line))
        elif "TY" in record.tags:
            left.append(unread(record.line, record.text, "The reference has no title."))
        elif record.text.strip():
            left.append(unread(record.line, record.text, "Lines that belong to no reference."))
        if "TY" in record.tags and not record.is_whole:
            left.append(
                unread(record.line, title, "The reference has no end (ER); something may be missing.")
            )
    if not entries:
        line = left[0].line if left else 1
        raise UnreadableError(line, "No reference of this file can be read.", "Export it again.")
    return Reading((Digest(source=source, format=name, date=date, entries=tuple(entries)),), tuple(left))


def _records(text: str) -> Iterator[Record]:
    start, lines, is_whole = 1, list[str](), False
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TAG.fullmatch(line.rstrip())
        tag = match["tag"] if match else ""
        if tag == "TY" or (is_whole and line.strip()):
            yield Record(start, "\n".join(lines), _tags(lines), is_whole)
            start, lines, is_whole = number, [], False
        is_whole = is_whole or tag == "ER"
        lines.append(line)
    yield Record(start, "\n".join(lines), _tags(lines), is_whole)


def _tags(lines: list[str]) -> dict[str, list[str]]:
    """Values by tag in their order; a line without a tag goes on with the one before."""
    tags: dict[str, list[str]] = {}
    parts: dict[str, list[list[str]]] = {}
    current: list[str] = []
    for line in lines:
        match = _TAG.fullmatch(line.rstrip())
        if match:
            current = [match["value"] or ""]
            parts.setdefault(match["tag"], []).append(current)
        elif line.strip():
            current.append(line.strip())
    for tag, values in parts.items():
        tags[tag] = [text for value in values if (text := "\n".join(value).strip())]
    return tags


def _first(tags: Mapping[str, list[str]], *names: str) -> str:
    return next((value for tag in names for value in tags.get(tag, ())), "")


def _citation(tags: Mapping[str, list[str]], title: str) -> Citation:
    year, _, rest = (_first(tags, "DA") or _first(tags, "PY", "Y1")).replace("-", "/").partition("/")
    month, _, day = rest.partition("/")
    return Citation(
        title=title,
        authors=tuple(filter(None, map(inverted, tags.get("AU") or tags.get("A1") or ()))),
        abstract=_first(tags, *_ABSTRACTS),
        date=joined(year or _first(tags, "PY", "Y1"), month, day),
        venue=_first(tags, *_VENUES),
        doi=_first(tags, "DO"),
        addresses=tuple(address for tag in ("UR", "L1", "L2", "LK") for address in tags.get(tag, ())),
        remarks=(
            *tags.get("JO", ()),
            *tags.get("VL", ()),
            *tags.get("N1", ()),
            *tags.get("M3", ()),
            *tags.get("AN", ()),
        ),
        keywords="\n".join(tags.get("KW", ())),
    )
