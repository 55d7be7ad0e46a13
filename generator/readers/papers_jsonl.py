"""JSON Lines: one paper a line. How big collections come in.

``id`` (``arxiv:…``, ``acl:…``, ``doi:…``, ``openreview:…``, a bare number of arXiv, of a DOI or of the
Anthology, or an address that names one), ``arxiv_id``, ``doi`` or ``ids`` by scheme, ``title``, ``abstract``,
``authors``, ``date`` (year, month or day), ``categories``, ``url``, ``links`` by kind, ``venue``,
``organization``, ``summary`` and ``summary_by``, ``keywords`` or ``tags``, ``votes``; ``listed`` is the day
of the digest. All but the title may be missing.
"""

import re
from collections.abc import Iterator
from json import JSONDecodeError

from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, ValidationError

from generator.model import ids
from generator.model.dates import check_date, month_of
from generator.model.digest import Digest, Entry, Reading, Unread
from generator.model.paper import LINK_KINDS
from generator.readers import strict_json
from generator.readers.addresses import identify
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
_UNDATED = "Nothing says the day of this row: write it into the file's name, or into the row as `listed`."
_SCHEMES = f"{', '.join(ids.KINDS[:-1])} or {ids.KINDS[-1]}"
_SHOWN = 60
"""Characters of a key or a value that a note shows."""
_BARE = ("arxiv", "doi", "acl")
"""Schemes whose ids are told without being named; one of OpenReview might be any word."""


class Row(BaseModel):
    """A line as it is written."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: object = None
    arxiv_id: object = None
    doi: object = None
    url: object = None
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
    """Read the rows, grouped by the day that lists them; those that none lists are a digest without a day."""
    groups: dict[str | None, list[Entry]] = {}
    left: list[Unread] = []
    for number, line in enumerate(_lines(text), start=1):
        if not line.strip():
            continue
        try:
            listed, entry, notes = _read_row(line, number)
        except (ValueError, RecursionError) as error:
            left.append(unread(number, line, reason(error)))
            continue
        groups.setdefault(date or listed, []).append(entry)
        left += [unread(number, entry.title, note) for note in notes]
    if not groups and left:
        raise UnreadableError(
            left[0].line, f"No line is a paper. {left[0].reason}", "Write one paper a line."
        )
    digests = (
        Digest(source=source, format=name, date=group, entries=tuple(entries))
        for group, entries in sorted(groups.items(), key=lambda item: item[0] or "")
    )
    return Reading(tuple(digests), tuple(left))


def by_month(digest: Digest) -> tuple[list[Digest], list[Unread]]:
    """The papers of a digest without a day as lists of their own months; a paper without one is told."""
    groups: dict[str, list[Entry]] = {}
    left: list[Unread] = []
    for entry in digest.entries:
        if month := month_of(entry.date or ""):
            groups.setdefault(month, []).append(entry)
        else:
            left.append(unread(entry.line or 1, entry.title, _UNDATED))
    return [replace(digest, date=month, entries=tuple(groups[month])) for month in sorted(groups)], left


def _lines(text: str) -> Iterator[str]:
    """The lines one by one, so that a gigabyte is not held twice; only a newline ends one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _read_row(line: str, number: int) -> tuple[str | None, Entry, list[str]]:
    """The day that lists a row, its paper, and a note on what of it is left out. Raises ValueError."""
    row = Row.model_validate(strict_json.loads(line))
    title = " ".join(row.title.split())
    if not title:
        raise ValueError("The title is empty")
    own, listed = _date(row.date), _date(row.listed)
    stated = _Stated(row)
    return listed, _entry(row, number, title, own, stated), stated.notes


def entry_of(line: str, number: int) -> Entry:
    """The paper of a line, whatever its day. Raises ValueError, RecursionError."""
    return _read_row(line, number)[1]


def reason(error: Exception) -> str:
    """Why a line is no paper."""
    return f"{_said(error)}."


def _date(text: str | None) -> str | None:
    try:
        return check_date(text) if text else None
    except ValueError:
        raise ValueError(f"{str(text)[:40]!r} is no date; write 2024, 2024-01 or 2024-01-13") from None


def _entry(row: Row, number: int, title: str, date: str | None, stated: "_Stated") -> Entry:
    categories = [name for name in row.categories or () if _CATEGORY.fullmatch(name)]
    words = [word for word in row.categories or () if word not in categories and not _CODE.fullmatch(word)]
    return Entry(
        line=number,
        title=title,
        abstract=row.abstract or "",
        authors=tuple(name for name in row.authors or () if name.strip()),
        date=date,
        ids=stated.ids,
        venue=row.venue or None,
        organization=row.organization or None,
        summary=row.summary or None,
        summary_by=row.summary_by or None,
        votes=row.votes,
        categories=tuple(dict.fromkeys(categories)),
        keywords=tuple(dict.fromkeys([*(row.keywords or ()), *(row.tags or ()), *words])),
        links=stated.links,
    )


class _Stated:
    """What a row states: ids, the other addresses by kind, and a note on each value that is left out."""

    def __init__(self, row: Row) -> None:
        self.ids: dict[str, str] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self.notes: list[str] = []
        for scheme, value in (row.ids or {}).items():
            self._take_id(f"ids.{scheme}", value, scheme.lower())
        self._take_id("id", row.id)
        self._take_id("arxiv_id", row.arxiv_id, "arxiv")
        self._take_id("doi", row.doi, "doi")
        for kind, given in (row.links or {}).items():
            for address in [given] if isinstance(given, str) else given:
                self._take_link(f"links.{kind}", address, kind)
        self._take_link("url", row.url, "url")

    def _take_id(self, key: str, value: object, scheme: str = "") -> None:
        if value is None or value == "":
            return
        found = _identifier(value, scheme) if isinstance(value, str) else None
        if found is None:
            self._leave(key, value, f"is no id of {_SCHEMES}")
        elif self.ids.setdefault(found.kind, found.value) != found.value:
            self._leave(key, value, f"is another id of {found.kind} than {self.ids[found.kind]}")

    def _take_link(self, key: str, address: object, kind: str) -> None:
        if address is None or address == "":
            return
        text = address.strip() if isinstance(address, str) else ""
        found = _identifier(text, kind if kind in ids.KINDS else "") if kind in _OF_THE_ID else None
        if found and self.ids.setdefault(found.kind, found.value) == found.value:
            return
        if text.startswith(("https://", "http://")) and len(text.split()) == 1:
            kind = _kind(kind, text)
            self.links[kind] = (*self.links.get(kind, ()), text)
        else:
            self._leave(key, address, "is no web address")

    def _leave(self, key: str, value: object, why: str) -> None:
        self.notes.append(f"{key[:_SHOWN]} is left out, since {str(value)[:_SHOWN]!r} {why}.")


def _kind(kind: str, address: str) -> str:
    if kind in LINK_KINDS:
        return kind
    return _KINDS.get(kind, "pdf" if address.lower().endswith(".pdf") else "other")


def _identifier(text: str, scheme: str = "") -> ids.Identifier | None:
    """The id that a text is, or names as an address; where no scheme is given, the text may begin with it."""
    before, _, behind = text.strip().partition(":")
    if not scheme and before.lower() in ids.KINDS:
        scheme, text = before.lower(), behind
    for one in [scheme] if scheme else _BARE:
        if value := ids.normalise(one, text):
            return ids.Identifier(one, value)
    return identify(text)


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the line"
        return "The title is missing" if first["type"] == "missing" else f"The type of {place} is wrong"
    if isinstance(error, JSONDecodeError):
        return f"The line is damaged JSON ({error.msg}, column {error.colno})"
    return f"The line cannot be read: {error}" if str(error)[:1].islower() else str(error)
