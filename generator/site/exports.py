"""The archive as files for programs: JSON by year, JSON Lines, CSV and BibTeX.

What is compressed holds no date, so that the same papers give the same bytes. What is written as JSON is what
the reader of JSON Lines takes in again.
"""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    "organization", "categories", "tags", "votes", "page", "pdf", "code", "summary", "abstract",
)  # fmt: skip
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
    stated = ((field.name, field.value(known, path)) for field in FIELDS)
    return {name: value for name, value in stated if value not in (None, "", (), [], {})}


class Piece(NamedTuple):
    """The papers of a month in each form, compressed. Pieces in a row are one file (RFC 1952)."""

    lines: bytes
    table: bytes
    citations: bytes
    members: bytes
    """Of a list in JSON, with commas between them."""


def exports(known: Catalogue, site_url: str, keys: Keys, kept: Packs) -> Iterator[tuple[str, bytes]]:
    """Every export with its place on the site. Months of which nothing changed are taken from *kept*."""
    schema = json.dumps(front_matter_schema(known.vocabulary), indent=1, ensure_ascii=False)
    yield f"{FOLDER}/{SCHEMA}", f"{schema}\n".encode()
    pieces: list[Piece] = []
    for year, months in groupby(known.months, key=lambda month: month[:4]):
        of_year = [_kept(known, known.months[month], site_url, keys, kept) for month in months]
        members = _compressed(",\n").join(one.members for one in of_year)
        yield f"{FOLDER}/{year_file(year)}", _compressed("[\n") + members + _compressed("\n]\n")
        pieces += of_year
    yield f"{FOLDER}/{LINES}", b"".join(one.lines for one in pieces)
    yield f"{FOLDER}/{TABLE}", _compressed(_written([_COLUMNS])) + b"".join(one.table for one in pieces)
    yield f"{FOLDER}/{CITATIONS}", b"".join(one.citations for one in pieces)


def _kept(known: Catalogue, paths: Sequence[str], site_url: str, keys: Keys, kept: Packs) -> Piece:
    name = keys.of("piece", site_url, keys.papers(paths))
    files = kept.get(name)
    if files is None:
        files = piece(known, paths, site_url)._asdict()
        kept.put(name, files)
    return Piece(**files)


def piece(known: Catalogue, paths: Sequence[str], site_url: str) -> Piece:
    """Some papers in each form."""
    papers = [row(known, path) for path in paths]
    texts = [_json(paper) for paper in papers]
    cited = [known.pages[path] for path in paths if known.pages[path].paper.status != "withdrawn"]
    return Piece(
        lines=_compressed("".join(f"{text}\n" for text in texts)),
        table=_compressed(_written(map(_cell, _columns(paper, site_url)) for paper in papers)),
        citations=_compressed("".join(f"{bibtex(page, site_url + page.address)}\n" for page in cited)),
        members=_compressed(",\n".join(texts)),
    )


def _json(paper: Row) -> str:
    """A paper on a line of its own, also for programs that take other signs for the end of one."""
    text = _JSON.encode(paper)
    return text if text.isascii() else _LINE_END.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _compressed(text: str) -> bytes:
    """Compressed, without a name or a time."""
    return gzip.compress(text.encode("utf-8", "replace"), compresslevel=4, mtime=0)


def _written(rows: Iterable[Iterable[str]]) -> str:
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    return table.getvalue()


def _columns(paper: Row, site_url: str) -> Iterator[str]:
    ids, links = paper.get("ids", {}), paper.get("links", {})
    assert isinstance(ids, Mapping) and isinstance(links, Mapping)
    for column in _COLUMNS:
        if column == "page":
            yield f"{site_url}{paper['page']}"
        else:
            yield _words(paper.get(column, ids.get(column, links.get(column, ""))))


def _words(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def _cell(text: str) -> str:
    """The text as a cell that no program calculates."""
    text = legal(text)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text
