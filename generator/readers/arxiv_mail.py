r"""The mailings of arXiv: records between lines of dashes, as its listings have them too.

A record begins with a line ``\\``, then come fields whose continuation lines are indented by two spaces, a
line ``\\``, the abstract with its paragraphs indented, and ``\\ ( address ,  size)``. Cross-listed papers
stand behind a line ``%-%-``, replaced ones, without an abstract, behind ``%%--%%--``, and ``%%%---`` ends it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model import ids
from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers import arxiv_record
from generator.readers.addresses import unsorted
from generator.readers.people import listed
from generator.readers.quoting import begins_with
from generator.readers.reader import MEBIBYTE, UnreadableError, unread
from generator.readers.said_dates import day_in

name = "arxiv-mail"
source = "arxiv-mail"
limit = 64 * MEBIBYTE

_NUMBER = re.compile(
    r"(?:arXiv|Paper(?: \(\*cross-listing\*\))?):\s?(?P<number>\S{1,60})(?P<rest>.*)", re.IGNORECASE
)
_SIGN = re.compile(r"^\\\\\n(?:Paper|arXiv)", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z-]{1,20})(?: \([^()]{1,20}\))?:(?:\s(?P<value>.*))?")
_RULE = re.compile(r"-{60,}|(?:%-){20,}|(?:%%--){15,}%%|(?P<end>(?:%%%---){10,})\s*")
_FENCE = "\\\\"
_FIRST = ("title", "authors")


class Chunk(NamedTuple):
    """What stands between two rules, with the line on which it begins."""

    line: int
    lines: list[str]
    is_over: bool
    """Whether the end of the list stands before it."""

    def place(self) -> int | None:
        """The index of the line that names the paper."""
        return next((index for index, line in enumerate(self.lines) if _NUMBER.match(line)), None)


def recognises(head: str) -> bool:
    """A record's first two lines."""
    return begins_with(_SIGN, head)


def read(text: str, date: str | None = None) -> Reading:
    """Read the mailing. Its day is that of its ``Date:`` line."""
    entries: list[Entry] = []
    left: list[Unread] = []
    for chunk in _chunks(text):
        place = chunk.place()
        if place is None:
            left += _stray(chunk) if entries else ()
        else:
            entry, notes = _entry(chunk, place)
            entries += [entry] if entry else []
            left += notes
    if not entries:
        line = left[0].line if left else 1
        raise UnreadableError(line, "No record of this mailing can be read.", "Save the message again.")
    digest = Digest(source=source, format=name, date=date or _day(text), entries=tuple(entries))
    return Reading((digest,), tuple(left))


def _day(text: str) -> str | None:
    """The day in the head, which a field ``Date:`` states."""
    head = text.partition(f"\n{_FENCE}\n")[0]
    stated = re.search(r"^Date: {0,9}(\S.*)$", head, re.MULTILINE)
    return day_in(stated[1]) if stated else None


def _chunks(text: str) -> Iterator[Chunk]:
    start, gathered, is_over = 1, list[str](), False
    for number, line in enumerate(text.split("\n"), start=1):
        rule = _RULE.fullmatch(line.rstrip())
        if rule is None:
            gathered.append(line)
            continue
        yield Chunk(start, gathered, is_over)
        start, gathered, is_over = number + 1, [], is_over or rule["end"] is not None
    yield Chunk(start, gathered, is_over)


def _stray(chunk: Chunk) -> Iterator[Unread]:
    """Words that are no record; those behind the end of the list are the sender's own."""
    text = "\n".join(chunk.lines)
    if text.strip() and not chunk.is_over:
        yield unread(chunk.line, text, "A piece between two rules without the number of a paper.")


def _entry(chunk: Chunk, place: int) -> tuple[Entry | None, list[Unread]]:
    line = chunk.line + place
    fields, abstract, is_whole = _parted(chunk.lines[place + 1 :])
    named = _NUMBER.match(chunk.lines[place])
    written = named["number"] if named else ""
    title = " ".join(fields.get("title", "").split())
    if not title:
        return None, [unread(line, "\n".join(chunk.lines[place:]), "The record has no title.")]
    numbers, notes = _numbers(written, fields.get("doi", ""))
    if not is_whole:
        notes.append("breaks off; something of it may be missing")
    comment = fields.get("comments", "")
    entry = Entry(
        line=line,
        title=title,
        abstract=abstract,
        authors=listed(fields.get("authors", "")),
        date=day_in(fields.get("date", "")),
        ids=numbers,
        venue=arxiv_record.venue(comment, fields.get("journal-ref", "")),
        categories=tuple(dict.fromkeys(fields.get("categories", "").split())),
        links=unsorted(arxiv_record.links(comment)),
    )
    return entry, [unread(line, title, f"The record of {written} {note}.") for note in notes]


def _numbers(written: str, doi: str) -> tuple[dict[str, str], list[str]]:
    found, notes = {}, []
    if number := ids.normalise("arxiv", written):
        found["arxiv"] = number
    else:
        notes.append("has no number of arXiv's form")
    known = [value for word in doi.split() if (value := ids.normalise("doi", word))]
    if known:
        found["doi"] = known[0]
    elif doi.strip():
        notes.append("has a DOI that is none")
    return found, notes


def _parted(lines: list[str]) -> tuple[dict[str, str], str, bool]:
    """Fields by name in small letters, the abstract, and whether the record is closed."""
    fences = [index for index, line in enumerate(lines) if line.startswith(_FENCE)]
    head = lines[: fences[0]] if fences else lines
    body = lines[fences[0] + 1 : fences[-1] if len(fences) > 1 else None] if fences else []
    if len(fences) == 1 and lines[fences[0]].strip() != _FENCE:
        body = []  # no abstract: the fence that would open it closes the record
    is_whole = bool(fences) and lines[fences[-1]].strip() != _FENCE
    return _fields(head), arxiv_record.paragraphs("\n".join(body)), is_whole


def _fields(lines: list[str]) -> dict[str, str]:
    """The first value of each field, over as many lines as it takes."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field:
            current = [field["value"] or ""]
            fields.setdefault(field["name"].lower(), current)
        elif line.strip():
            current.append(line.strip())
    return {key: "\n".join(values) for key, values in fields.items()}
