"""What search knows besides the index of words: ids, names, spellings, in files of which few are loaded."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.site.catalogue import Catalogue
from generator.site.search.ids import id_files
from generator.site.search.people import name_files
from generator.site.search.spelling import word_files
from generator.site.search.stubs import Stub

FOLDER = "search"
"""Where the tables stand on the site: beside the page that reads them."""


def tables(catalogue: Catalogue, papers: Iterable[Stub]) -> Iterator[tuple[str, str]]:
    """Every file below `FOLDER` with its text, the first one saying which there are."""
    ids, names, spellings = id_files(catalogue), name_files(catalogue), word_files(papers)
    there = {"ids": len(ids), "names": list(names), "words": list(spellings)}
    yield "tables.json", json.dumps(there, ensure_ascii=False, separators=(",", ":"))
    for number, text in enumerate(ids):
        yield f"ids/{number}.json", text
    for prefix, text in names.items():
        yield f"names/{prefix}.json", text
    for letter, text in spellings.items():
        yield f"words/{letter}.txt", text


def write_tables(catalogue: Catalogue, papers: Iterable[Stub], site: Path) -> None:
    """Put the tables into the site."""
    for name, text in tables(catalogue, papers):
        file = site / FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
