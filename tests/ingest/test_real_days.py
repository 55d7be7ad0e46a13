"""All 415 real days of the API: every entry is accounted for, and order and repetition change nothing."""

import json
from pathlib import Path

import pytest

from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.model.archive import Archive
from generator.readers.registry import read
from generator.storage.reading import read_archive
from tests.conftest import Run, tree


def entries_in(file: Path) -> int:
    """How many entries a saved answer holds, counted without our reader."""
    body = json.loads(file.read_bytes())
    return len(body["data"] if isinstance(body, dict) else body)


@pytest.fixture(scope="module")
def days(shared: Path) -> list[Path]:
    return sorted((shared / "data" / "digests" / "hf-api").glob("*.json"))


def test_every_entry_of_every_day_becomes_a_page_and_nothing_changes_twice(
    days: list[Path], root: Path, papershelf: Run
) -> None:
    report = json.loads(papershelf("add", "--json", *days).stdout)
    told = {digest["digest"].removeprefix("hf-api-"): digest for digest in report["digests"]}
    assert report["failures"] == []
    for file in days:
        digest = told[file.stem]
        outcomes = [*digest["new"], *digest["changed"], *digest["unchanged"], *digest["deleted"]]
        assert len(outcomes) == digest["entries"] == entries_in(file), file.name
    pages = list((root / "docs" / "papers").rglob("*.md"))
    assert len(pages) == sum(map(entries_in, days)) == 6141

    before = tree(root)
    papershelf("add", *days[::-4])
    assert tree(root) == before


def test_another_order_makes_the_same_pages(days: list[Path]) -> None:
    some = days[::9]
    assert pages_of(some) == pages_of(some[::-1])


def pages_of(files: list[Path]) -> dict[str, str]:
    archive = Archive()
    ingest = Ingest(archive)
    for file in files:
        for digest in read(file.read_bytes(), date=file.stem).digests:
            files_of(ingest.add(digest), archive)
    return {path: page.text for path, page in archive.pages.items()}


def test_the_archive_is_read_back_as_it_was_written(days: list[Path], root: Path, papershelf: Run) -> None:
    papershelf("add", *days[:5])
    archive = read_archive(root)
    assert archive.problems == [] and archive.broken == {}
    assert set(archive.pages) == set(archive.ledger)
