"""The archive as files for programs: JSON by year, JSON Lines, CSV and BibTeX.

What is compressed holds no date, so that the same papers give the same bytes. What is written as JSON is what
the reader of JSON Lines takes in again.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO, Final

from generator.site.catalogue import Catalogue
from generator.site.cite import bibtex
from generator.site.fields import FIELDS
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

Row = dict[str, object]


def years(known: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """The papers by the year that they are filed under, the newest first."""
    for year, months in groupby(known.months.items(), key=lambda month: month[0][:4]):
        yield year, [path for _, paths in months for path in paths]


def year_file(year: str) -> str:
    """The file with the papers of a year."""
    return f"papers-{year}.json"


def row(known: Catalogue, path: str) -> Row:
    """A paper as programs get it; what is not known of it has no key."""
    stated = ((field.name, field.value(known, path)) for field in FIELDS)
    return {name: value for name, value in stated if value not in (None, "", (), [], {})}


def write_exports(known: Catalogue, site: Path, site_url: str) -> None:
    """Write every export into its folder of the site, in one walk through the papers."""
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    schema = json.dumps(front_matter_schema(known.vocabulary), indent=1, ensure_ascii=False)
    (folder / SCHEMA).write_text(f"{schema}\n", encoding="utf-8", newline="")
    with ExitStack() as open_files:
        lines, table, citations = (
            open_files.enter_context(_compressed(folder / name)) for name in (LINES, TABLE, CITATIONS)
        )
        cells = csv.writer(table)
        cells.writerow(_COLUMNS)
        for year, paths in years(known):
            texts = []
            for path in paths:
                paper = row(known, path)
                texts.append(json.dumps(paper, ensure_ascii=False))
                lines.write(f"{texts[-1]}\n")
                cells.writerow(_cell(value) for value in _columns(paper, site_url))
                if paper.get("status") != "withdrawn":  # nobody is invited to cite it
                    page = known.pages[path]
                    citations.write(f"{bibtex(page, site_url + page.address)}\n")
            whole = ",\n".join(texts)
            (folder / year_file(year)).write_text(f"[\n{whole}\n]\n", encoding="utf-8", newline="")


def _compressed(path: Path) -> IO[str]:
    return io.TextIOWrapper(_Gzip(path), encoding="utf-8", newline="")


class _Gzip(gzip.GzipFile):
    """A compressed file that names neither itself nor the time."""

    def __init__(self, path: Path) -> None:
        self._target = path.open("wb")
        super().__init__(filename="", mode="wb", compresslevel=4, fileobj=self._target, mtime=0)

    def close(self) -> None:
        super().close()
        self._target.close()


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
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
