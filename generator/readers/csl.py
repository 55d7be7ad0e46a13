"""CSL-JSON, as reference managers export it: a list of items with ``title``, ``author``, ``issued``."""

import re
from typing import Any

from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers import strict_json
from generator.readers.citation import Citation
from generator.readers.reader import MEBIBYTE, UnreadableError, unread
from generator.readers.said_dates import day_in, joined

name = "csl"
source = "csl"
limit = 64 * MEBIBYTE

_TYPE = re.compile(
    r"\"type\"\s*:\s*\"(?:article(?:-journal|-magazine|-newspaper)?|paper-conference|chapter|book|thesis|report|manuscript"
    r"|preprint|document|webpage|dataset|software|post-weblog|speech)\""
)
_SIGN = re.compile(r"\"(?:issued|container-title|family|citation-key|DOI|literal|title-short)\"\s*:")
_ITEM = re.compile(r"\"paper\"\s*:\s*\{")
_LIST = re.compile(r"\s*\[|\s*\{\s*\"items\"\s*:\s*\[")
_CLOSED = re.compile(r"[\s,]*\]")


def recognises(head: str) -> bool:
    """A list of objects with a type and a field that only CSL knows."""
    return (
        _LIST.match(head) is not None
        and _TYPE.search(head) is not None
        and _SIGN.search(head) is not None
        and _ITEM.search(head) is None
    )


def read(text: str, date: str | None = None) -> Reading:
    """Read the references. They do not say their day."""
    entries: list[Entry] = []
    left: list[Unread] = []
    opening = _LIST.match(text)
    end = start = opening.end() if opening else len(text)
    line, place = 1, 0
    for number, item in enumerate(strict_json.items(text, start), start=1):
        line += text.count("\n", place, item.offset)
        place, end = item.offset, item.offset + len(item.text)
        try:
            entries.append(_entry(item, line))
        except ValueError as error:
            left.append(unread(line, item.text, f"Entry {number} cannot be read: {error}."))
    if _CLOSED.match(text, end) is None:
        left.append(unread(text.count("\n") + 1, "", "The list breaks off; more may have followed."))
    if not entries:
        raise UnreadableError(
            left[0].line if left else 1, "No reference of this file can be read.", "Export it again."
        )
    return Reading((Digest(source=source, format=name, date=date, entries=tuple(entries)),), tuple(left))


def _entry(item: strict_json.Item, line: int) -> Entry:
    if item.reason is not None:
        raise ValueError(item.reason)
    if not isinstance(item.value, dict):
        raise ValueError("it is no object")  # noqa: TRY004 - outside's fault, not ours
    value: dict[str, Any] = item.value
    title = _text(value.get("title"))
    if not title.strip():
        raise ValueError("it has no title")
    return Citation(
        title=title,
        authors=_people(value.get("author")),
        abstract=_text(value.get("abstract")),
        date=_issued(value.get("issued")),
        venue=_text(value.get("container-title")) or _text(value.get("event-title")),
        number=_text(value.get("number")),
        archive=_text(value.get("archive")) or "none said",
        doi=_text(value.get("DOI")),
        addresses=tuple(filter(None, [_text(value.get("URL"))])),
        remarks=tuple(
            _text(value.get(field)) for field in ("number", "note", "archive_location", "container-title")
        ),
        keywords=_text(value.get("keyword")),
    ).entry(line)


def _text(value: Any) -> str:
    """A text, also of a number; Crossref puts some into a list of one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _people(value: Any) -> tuple[str, ...]:
    names = (
        (_person(person) for person in value if isinstance(person, dict)) if isinstance(value, list) else ()
    )
    return tuple(name for name in names if name)


def _person(person: dict[str, Any]) -> str:
    if literal := _text(person.get("literal")):
        return literal
    fields = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(" ".join(_text(person.get(field)) for field in fields).split())


def _issued(value: Any) -> str | None:
    """A date in parts, or as text under ``raw`` or ``literal``."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first:
        return joined(*[_text(part) for part in first[:3]])
    said = _text(value.get("raw")) or _text(value.get("literal"))
    return day_in(said) or joined(*re.split(r"[-/]", said)[:3])
