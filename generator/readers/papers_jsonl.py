"""JSON Lines: one paper a line. How big collections come in.

``id`` (``arxiv:…``, ``acl:…``, ``doi:…``, ``openreview:…``) or ``ids`` by scheme, ``title``, ``abstract``,
``authors``, ``date`` (year, month or day), ``categories``, ``links`` by kind, ``venue``, ``organization``,
``summary`` and ``summary_by``, ``keywords`` or ``tags``, ``votes``; ``listed`` is the day of the digest.
All but the title may be missing.
"""

import re
from collections.abc import Iterator
from json import JSONDecodeError

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.model import ids
from generator.model.dates import check_date, month_of
from generator.model.digest import Digest, Entry, Reading, Unread
from generator.model.paper import LINK_KINDS
from generator.readers import strict_json
from generator.readers.reader import MEBIBYTE, UnreadableError, unread

name = "jsonl"
source = "papers"
limit = 256 * MEBIBYTE

_CATEGORY = re.compile(
    r"(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)\.[A-Za-z-]{2,17}|"
    r"gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
"""The archives of arXiv and their classes."""
_CODE = re.compile(r"acl:.*|[a-z]+(?:19|20)\d\d|[A-K]\.\d.*|\d\d[A-Z-].{0,4}", re.DOTALL)
"""Volumes of proceedings, and classes of the ACM and the AMS: neither subjects to read nor keywords."""
_KINDS = {"github": "code"}
_OF_THE_ID = ("hf", "arxiv", "url", "pdf", "doi", "openreview", "acl")


class Row(BaseModel):
    """A line as it is written."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: str = ""
    ids: dict[str, str] | None = None
    title: str
    abstract: str | None = None
    authors: list[str] | None = None
    date: str | None = None
    categories: list[str] | None = None
    keywords: list[str] | None = None
    links: dict[str, str | list[str]] | None = None
    venue: str | None = None
    organization: str | None = None
    summary: str | None = None
    summary_by: str | None = None
    tags: list[str] | None = None
    votes: int | None = None
    listed: str | None = None


def recognises(head: str) -> bool:
    """A first line that opens an object and names a title or an id."""
    first = head.lstrip().partition("\n")[0]
    return first.startswith("{") and re.search(r'"(?:title|id)"\s*:', first) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the rows, grouped by the day that lists them, else by the month of the paper's own date."""
    groups: dict[str, list[Entry]] = {}
    left: list[Unread] = []
    for number, line in enumerate(_lines(text), start=1):
        if not line.strip():
            continue
        try:
            group, entry = _read_row(line, number, date)
            groups.setdefault(group, []).append(entry)
        except (ValueError, RecursionError) as error:
            left.append(unread(number, line, reason(error)))
    if not groups and len(left) == text.strip().count("\n") + 1:
        raise UnreadableError(
            left[0].line, f"No line is a paper. {left[0].reason}", "Write one paper a line."
        )
    digests = (
        Digest(source=source, format=name, date=group, entries=tuple(entries))
        for group, entries in sorted(groups.items())
    )
    return Reading(tuple(digests), tuple(left))


def _lines(text: str) -> Iterator[str]:
    """The lines one by one, so that a gigabyte is not held twice; only a newline ends one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _read_row(line: str, number: int, date: str | None) -> tuple[str, Entry]:
    row = Row.model_validate(strict_json.loads(line))
    title = " ".join(row.title.split())
    if not title:
        raise ValueError("The title is empty")
    own = _date(row.date)
    group = date or _date(row.listed) or month_of(own or "")
    if not group:
        raise ValueError("The row has no date; --date would take it into the digest of that day")
    return group, _entry(row, number, title, own)


def entry_of(line: str, number: int) -> Entry:
    """The paper of a line, whatever its day. Raises ValueError, RecursionError."""
    return _read_row(line, number, "1970")[1]


def reason(error: Exception) -> str:
    """Why a line is no paper."""
    return f"{_said(error)}."


def _date(text: str | None) -> str | None:
    try:
        return check_date(text) if text else None
    except ValueError:
        raise ValueError(f"{str(text)[:40]!r} is no date; write 2024, 2024-01 or 2024-01-13") from None


def _entry(row: Row, number: int, title: str, date: str | None) -> Entry:
    numbers, links = _links(row)
    categories = [name for name in row.categories or () if _CATEGORY.fullmatch(name)]
    words = [word for word in row.categories or () if word not in categories and not _CODE.fullmatch(word)]
    return Entry(
        line=number,
        title=title,
        abstract=row.abstract or "",
        authors=tuple(name for name in row.authors or () if name.strip()),
        date=date,
        ids=numbers,
        venue=row.venue or None,
        organization=row.organization or None,
        summary=row.summary or None,
        summary_by=row.summary_by or None,
        votes=row.votes,
        categories=tuple(dict.fromkeys(categories)),
        keywords=tuple(dict.fromkeys([*(row.keywords or ()), *(row.tags or ()), *words])),
        links=links,
    )


def _links(row: Row) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Ids, and the addresses that do not follow from them, by kind."""
    kind, _, value = row.id.partition(":")
    stated = {**({kind: value} if kind else {}), **(row.ids or {})}
    numbers = {kind: own for kind, value in stated.items() if (own := ids.normalise(kind, value))}
    links: dict[str, tuple[str, ...]] = {}
    for kind, given in (row.links or {}).items():
        for address in [given] if isinstance(given, str) else given:
            found = _identifier(kind, address)
            if found:
                numbers.setdefault(found.kind, found.value)
            elif address.startswith(("https://", "http://")):
                kind = _kind(kind, address)
                links[kind] = (*links.get(kind, ()), address)
    return numbers, links


def _kind(kind: str, address: str) -> str:
    if kind in LINK_KINDS:
        return kind
    return _KINDS.get(kind, "pdf" if address.lower().endswith(".pdf") else "other")


def _identifier(kind: str, text: str) -> ids.Identifier | None:
    if kind not in _OF_THE_ID:
        return None
    value = ids.normalise(kind, text)
    return ids.Identifier(kind, value) if value else ids.from_address(text)


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        return "The title is missing" if first["type"] == "missing" else f"The type of {place} is wrong"
    if isinstance(error, JSONDecodeError):
        return f"The line is damaged JSON ({error.msg}, column {error.colno})"
    return f"The line cannot be read: {error}" if str(error)[:1].islower() else str(error)
