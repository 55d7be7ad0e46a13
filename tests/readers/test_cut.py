"""Files that break off at any byte, and lists with a bad item at any place."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.model.digest import Entry, Unread
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from tests.conftest import Run
from tests.digests import item
from tests.readers.test_cases import CASES, INPUTS
from tests.readers.test_hostile import check

LARGEST = 5 * 1024
CLOSED = (
    "api-wrapped.json", "arxiv-api.xml", "arxiv-rss.xml", "bibliography-damaged.bib", "feed.xml", "references-csl.json",
    "references.ris", "rows.jsonl",
)  # fmt: skip
"""Formats in which an item has an end of its own; of a copied text nobody can tell that it was to go on."""
MANY = 100


def entries(data: bytes) -> tuple[list[Entry], list[Unread]]:
    try:
        reading = read(data)
    except UnreadableError as error:
        return [], [Unread(error.line, "", error.message)]
    found = [replace(entry, line=None) for digest in reading.digests for entry in digest.entries]
    return found, list(reading.unread)


@pytest.mark.parametrize("name", CLOSED)
def test_no_half_item_is_taken_for_a_whole_one(name: str) -> None:
    data = (CASES / name).read_bytes()
    whole, _ = entries(data)
    for end in range(len(data)):
        found, told = entries(data[:end])
        assert told or all(entry in whole for entry in found), end


@pytest.mark.parametrize(
    "path", [path for path in INPUTS if path.name not in CLOSED], ids=lambda path: path.name
)
def test_no_cut_is_the_end_of_the_program(path: Path) -> None:
    data = path.read_bytes()[:LARGEST]
    for end in range(0, len(data), 13):
        check(data[:end])


def test_a_bad_item_at_any_place_of_a_hundred_costs_itself() -> None:
    good = [f'{{"paper": {{"id": "2611.{number:05}", "title": "Paper {number}"}}}}' for number in range(MANY)]
    for place in range(MANY):
        items = [*good[:place], '{"paper": {"title": "cut}}', *good[place + 1 :]]
        found, told = entries(f"[{', '.join(items)}]".encode())
        assert [entry.title for entry in found] == [f"Paper {n}" for n in range(MANY) if n != place]
        assert len(told) == 1 and told[0].reason.startswith(f"Entry {place + 1} cannot")


def test_of_a_hundred_items_with_a_bad_one_ninety_nine_become_pages(
    root: Path, papershelf: Run, day: Path
) -> None:
    items: list[object] = [
        item(id=f"2603.{n:05}", title=f"Paper Number {n}", abstract="") for n in range(MANY)
    ]
    items[50] = {"paper": {"title": 5}}
    (day / "a.json").write_text(json.dumps(items))
    result = papershelf("add", day / "a.json")
    assert result.exit_code == 1 and "not understood: 1" in result.stdout
    assert len(list((root / "docs" / "papers").rglob("*.md"))) == MANY - 1
