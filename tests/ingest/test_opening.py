"""An archive that is opened with notes of an earlier run says what it says when all of it is read.

Digests come, people edit, move, break and delete, notes are damaged; after each step the plan for the next
digest is the same to the byte, with notes, without any, and from the archive read whole.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.ingest.follow import follow
from generator.ingest.plan import Report
from generator.ingest.sound import damage
from generator.model.archive import Archive
from generator.model.digest import Digest
from generator.storage import opening
from generator.storage.notes import FOLDER
from generator.storage.opening import open_archive
from generator.storage.reading import read_archive
from generator.storage.writing import OvertakenError
from tests.conftest import Run
from tests.ingest.arrivals import NUMBERS, digests

LATER = 1 << 62
"""A time at which every file has settled."""

Files = dict[str, str | None]


def put(file: Path, data: bytes) -> None:
    """Write a file as editors and git do: a new one takes the name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(data)
    os.replace(new, file)


def pages(root: Path) -> list[Path]:
    return sorted(root.glob("docs/papers/*/*.md"))


def edit(root: Path, place: int) -> None:
    for page in pages(root)[place : place + 1]:
        put(page, page.read_bytes().replace(b"Birds", b"Fowls").replace(b"memory", b"melody"))


def number(root: Path, place: int) -> None:
    for page in pages(root)[place : place + 1]:
        text = page.read_bytes()
        for one, other in pairwise(NUMBERS):
            text = text.replace(one.encode(), other.encode())
        put(page, text)


def delete(root: Path, place: int) -> None:
    for page in pages(root)[place : place + 1]:
        page.unlink()


def move(root: Path, place: int) -> None:
    for page in pages(root)[place : place + 1]:
        page.rename(page.with_name(f"moved-{page.name}"))


def ruin(root: Path, place: int) -> None:
    for page in pages(root)[place : place + 1]:
        put(page, b"---\nids: none\n---\n")


def ruin_notes(root: Path, place: int) -> None:
    for file in sorted((root / FOLDER).glob("*"))[place : place + 1]:
        data = bytearray(file.read_bytes())
        data[(place * 7919) % len(data)] ^= 1
        file.write_bytes(data)


def ruin_log(root: Path, place: int) -> None:
    logs = sorted(root.glob("digests/**/*.json"))
    for file in logs[place : place + 1] if place > 2 else ():
        put(file, file.read_bytes()[:-2])


def forget(root: Path, place: int) -> None:
    """What the machine says of a page is lost, so that the page is a stranger."""
    for file in sorted(root.glob("digests/ledger/*.json"))[place : place + 1]:
        file.unlink()


Step = Callable[[Path, int], None]
steps = st.tuples(
    st.sampled_from([edit, number, delete, move, ruin, ruin_notes, ruin_log, forget]), st.integers(0, 3)
)


def work(archive: Archive, digest: Digest) -> tuple[Files, list[Report], list[str]]:
    """What a run would write, and say."""
    problems = sorted(map(str, archive.problems))
    if list(damage(archive)):
        return {}, [], [*problems, *map(str, damage(archive))]
    moved = follow(archive)
    files = files_of(moved, archive)
    plan = Ingest(archive).add(digest)
    return {**files, **files_of(plan, archive)}, [moved.report, plan.report], problems


def carry_out(root: Path, files: Files) -> None:
    for path, text in files.items():
        if text is None:
            (root / path).unlink(missing_ok=True)
        else:
            put(root / path, text.encode())


@settings(max_examples=60)
@given(life=st.lists(st.tuples(digests, st.lists(steps, max_size=2)), min_size=2, max_size=4))
def test_notes_change_nothing(life: list[tuple[Digest, list[tuple[Step, int]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "docs" / "papers").mkdir(parents=True)
        for digest, happening in life:
            whole = work(read_archive(root), digest)
            assert work(open_archive(root, now=LATER, keep=True), digest) == whole, "with older notes"
            assert work(open_archive(root, now=LATER, keep=False), digest) == whole, "with notes"
            carry_out(root, whole[0])
            for step, place in happening:
                step(root, place)


@pytest.fixture
def noted(root: Path, papershelf: Run, day: Path) -> Path:
    """An archive of two papers, noted."""
    rows = (f'{{"id": "arxiv:2603.0000{n}", "title": "Paper {n}", "listed": "2026-03-02"}}\n' for n in (1, 2))
    (day / "papers.jsonl").write_text("".join(rows))
    papershelf("add", day / "papers.jsonl")
    open_archive(root, now=LATER, keep=True)
    return root


def test_a_page_that_stayed_as_it_was_is_not_read(noted: Path) -> None:
    with patch.object(opening, "page_in", wraps=opening.page_in) as read:
        archive = open_archive(noted, now=LATER, keep=True)
        assert [name.title for name in archive.names()] == ["Paper 1", "Paper 2"]
        assert read.call_count == 0
        put(noted / "docs" / "papers/2026-03/paper-1.md", b'---\ntitle: "Paper A"\n---\n')
        archive = open_archive(noted, now=LATER, keep=True)
        assert [name.title for name in archive.names()] == ["Paper A", "Paper 2"]
        assert read.call_count == 1


def test_of_papers_that_records_speak_of_no_page_and_no_ledger_is_read_to_know_them(noted: Path) -> None:
    archive = open_archive(noted, now=LATER, keep=True)
    with (
        patch.object(opening, "read_log", wraps=opening.read_log) as logs,
        patch.object(opening, "read_page_of", wraps=opening.read_page_of) as read,
    ):
        Ingest(archive)
        assert (logs.call_count, read.call_count) == (0, 0)


def test_what_changed_only_just_now_is_looked_at_again(noted: Path) -> None:
    page = noted / "docs" / "papers/2026-03/paper-1.md"
    put(page, b'---\ntitle: "Paper A"\n---\n')
    open_archive(noted, now=page.stat().st_ctime_ns + 1_000_000, keep=True)
    with patch.object(opening, "page_bytes", wraps=opening.page_bytes) as opened:
        open_archive(noted, now=LATER, keep=False)
        assert opened.call_count == 1


def test_a_page_of_the_same_bytes_is_not_read_whatever_its_times(noted: Path) -> None:
    for page in pages(noted):
        put(page, page.read_bytes())
    with patch.object(opening, "page_in", wraps=opening.page_in) as read:
        open_archive(noted, now=LATER, keep=True)
        assert read.call_count == 0


def test_a_page_that_changes_while_a_run_is_at_work_stops_it(noted: Path) -> None:
    archive = open_archive(noted, now=LATER, keep=True)
    (noted / "docs" / "papers/2026-03/paper-1.md").unlink()
    with pytest.raises(OvertakenError):
        archive.pages["papers/2026-03/paper-1.md"]


def test_notes_behind_a_link_are_neither_read_nor_written(
    noted: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    notes = noted / FOLDER
    for file in notes.iterdir():
        file.unlink()
    notes.rmdir()
    notes.symlink_to(elsewhere)
    open_archive(noted, now=LATER, keep=True)
    assert not list(elsewhere.iterdir())
