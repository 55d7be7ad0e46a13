"""The archive as files for programs: JSON by year, JSON Lines, CSV and BibTeX.

What is compressed holds no date, so that the same papers give the same bytes. What is written as JSON is what
the reader of JSON Lines takes in again.
"""

import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple

from generator.site.catalogue import Catalogue
from generator.site.cite import bibtex
from generator.site.fields import FIELDS
from generator.site.keys import Keys
from generator.site.pack import Packs
from generator.site.xml import legal
from generator.text.schema import front_matter_schema

FOLDER: Final = "data"
LINES, TABLE, CITATIONS = "papers.jsonl.gz", "papers.csv.gz", "papers.bib.gz"
SCHEMA: Final = "front-matter.schema.json"

_COLUMNS: Final = (
    "title", "authors", "date", "listed", "status", "arxiv", "doi", "openreview", "acl", "venue",
    "organization", "categories", "tags", "votes", "page", "pdf", "code", "summary",
)  # fmt: skip
"""Of the table, which is looked through cell by cell: abstracts stand in the other files."""
_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")
"""A cell that begins so is calculated by the program that opens it."""

_JSON: Final = json.JSONEncoder(ensure_ascii=False)
_LINE_END: Final = re.compile("[\x85\u2028\u2029]")

Row = dict[str, object]


def years(known: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """The papers by the year that they are filed under, the newest first."""
    for year, months in groupby(known.months.items(), key=lambda month: month[0][:4]):
        yield year, [path for _, paths in months for path in paths]


def year_file(year: str) -> str:
    """The file with the papers of a year."""
    return f"papers-{year}.json.gz"


def row(known: Catalogue, path: str) -> Row:
    """A paper as programs get it; what is not known of it has no key."""
    stated = [(field.name, field.value(known, path)) for field in FIELDS]
    return {name: value for name, value in stated if value or value == 0}


class Export(NamedTuple):
    """A file, made when it is needed."""

    path: str
    made_of: str
    make: Callable[[], bytes]


def exports(known: Catalogue, site_url: str, keys: Keys, kept: Packs) -> Iterator[Export]:
    """Every export. What months give to a file is taken from *kept* where nothing changed in them."""
    pieces = Pieces(known, site_url, keys, kept)
    schema = partial(_schema, known)
    yield Export(f"{FOLDER}/{SCHEMA}", keys.of("schema", keys.vocabulary), schema)
    for year, months in groupby(known.months, key=lambda month: month[:4]):
        yield pieces.file(year_file(year), "members", list(months), "[\n", ",\n", "\n]\n")
    everything = list(known.months)
    yield pieces.file(LINES, "lines", everything)
    yield pieces.file(TABLE, "table", everything, _written([_COLUMNS]))
    yield pieces.file(CITATIONS, "citations", everything)


def _schema(known: Catalogue) -> bytes:
    schema = json.dumps(front_matter_schema(known.vocabulary), indent=1, ensure_ascii=False)
    return f"{schema}\n".encode()


class Pieces:
    """The papers of each month in each form, compressed. Pieces in a row are one file (RFC 1952)."""

    def __init__(self, known: Catalogue, site_url: str, keys: Keys, kept: Packs) -> None:
        self._known, self._site_url, self._keys, self._kept = known, site_url, keys, kept

    def file(
        self, name: str, form: str, months: Sequence[str], begin: str = "", between: str = "", end: str = ""
    ) -> Export:
        """The pieces of these months in one form, with what stands around and between them."""
        names = {month: self._name(month, form) for month in months}
        self._kept.use(names.values())

        def make() -> bytes:
            joined = _compressed(between).join(self._piece(month, form) for month in months)
            return _compressed(begin) + joined + _compressed(end)

        return Export(f"{FOLDER}/{name}", self._keys.of(name, *names.values()), make)

    def _name(self, month: str, form: str) -> str:
        return f"{self._keys.of('piece', self._site_url, self._keys.months([month]))}-{form}"

    def _piece(self, month: str, form: str) -> bytes:
        files = self._kept.get(self._name(month, form))
        if files is not None:
            return files[form]
        made = piece(self._known, self._known.months[month], self._site_url)
        for one, data in made.items():
            self._kept.put(self._name(month, one), {one: data})
        return made[form]


def piece(known: Catalogue, paths: Sequence[str], site_url: str) -> dict[str, bytes]:
    """Some papers in each form; as members of a list in JSON they have commas between them."""
    papers = [row(known, path) for path in paths]
    texts = [_json(paper) for paper in papers]
    cited = [known.pages[path] for path in paths if known.pages[path].paper.status != "withdrawn"]
    return {
        "lines": _compressed("".join(f"{text}\n" for text in texts)),
        "table": _compressed(_written(map(_cell, _columns(paper, site_url)) for paper in papers)),
        "citations": _compressed("".join(f"{bibtex(page, site_url + page.address)}\n" for page in cited)),
        "members": _compressed(",\n".join(texts)),
    }


def _json(paper: Row) -> str:
    """A paper on a line of its own, also for programs that take other signs for the end of one."""
    text = _JSON.encode(paper)
    return text if text.isascii() else _LINE_END.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _compressed(text: str) -> bytes:
    """Compressed, without a name or a time; nothing of nothing."""
    if not text:
        return b""
    return gzip.compress(text.encode("utf-8", "replace"), compresslevel=5, mtime=0)


def _written(rows: Iterable[Iterable[str]]) -> str:
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    return table.getvalue()


def _columns(paper: Row, site_url: str) -> Iterator[str]:
    ids, links = paper.get("ids", {}), paper.get("links", {})
    assert isinstance(ids, Mapping) and isinstance(links, Mapping)
    known = {**links, **ids, **paper, "page": f"{site_url}{paper['page']}"}
    return (_words(known[column]) if column in known else "" for column in _COLUMNS)


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    return "; ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def _cell(text: str) -> str:
    """The text as a cell that no program calculates."""
    if not text:
        return ""
    text = legal(text)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
