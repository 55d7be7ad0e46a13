"""A check that finds notes of an earlier one says what it would say without them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.check import rules
from generator.check.run import check
from generator.model.problem import Problem
from tests.site.conftest import Shelf, furnish

TODAY = date(2026, 12, 24)
PAGE = "docs/papers/2026-11/few-shots-across-languages.md"
OTHER = "docs/papers/2026-11/counting-to-ten.md"
NOTES = ".cache/notes"
Edit = Callable[[Path], None]


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        if file.exists():
            file.write_text(file.read_text().replace(old, new))

    return edit


def written(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return edit


def removed(path: str) -> Edit:
    return lambda root: (root / path).unlink(missing_ok=True)


def notes_cut_short(root: Path) -> None:
    for file in (root / NOTES).glob("*.json"):
        file.write_bytes(file.read_bytes()[:-9])


def notes_of_another_page(root: Path) -> None:
    """The notes are whole, but the pages have changed their places."""
    if (root / PAGE).exists() and (root / OTHER).exists():
        one, other = (root / PAGE).read_bytes(), (root / OTHER).read_bytes()
        (root / PAGE).write_bytes(other)
        (root / OTHER).write_bytes(one)


EDITS: dict[str, Edit] = {
    "a title": replaced(PAGE, "Few Shots", "Fewer Shots"),
    "an unknown tag": replaced(PAGE, "  - cross-lingual-transfer\n", "  - speach\n"),
    "a tag by another spelling": replaced(
        PAGE, "  - cross-lingual-transfer\n", "  - Cross-lingual transfer\n"
    ),
    "a topic": written("docs/tags/speach.md", "---\nname: Speach\ndescription: A slip.\n---\n"),
    "a topic with a fault": written("docs/tags/speach.md", "name: Speach\n"),
    "no such topic": removed("docs/tags/speach.md"),
    "no topic of transfer": removed("docs/tags/cross-lingual-transfer.md"),
    "a date to come": replaced(OTHER, "date: 2026-11", "date: 2027-01"),
    "a mirror": written("papershelf.toml", '[mirrors]\n"hf-mirror.com" = "huggingface.co"\n'),
    "a link to a mirror": replaced(PAGE, "links: {}", "links:\n  demo: https://hf-mirror.com/a/b"),
    "a link and an image": replaced(PAGE, "Read *twice*.", "Read [on](to-come.md). ![It](it.png)"),
    "what the link leads to": written("docs/papers/2026-11/to-come.md", "---\ntitle: To Come\n---\n"),
    "not what the link leads to": removed("docs/papers/2026-11/to-come.md"),
    "a page that does not parse": replaced(PAGE, "title: ", "title: ["),
    "a page that parses again": replaced(PAGE, "title: [", "title: "),
    "a second page of a paper": lambda root: (
        shutil.copy(root / PAGE, (root / PAGE).with_name("copy.md")) and None
        if (root / PAGE).exists()
        else None
    ),
    "no second page": removed("docs/papers/2026-11/copy.md"),
    "a record by hand": replaced("digests/hf-api-2026-11-20.json", '"votes": 9', '"votes":  9'),
    "a record in conflict": replaced("digests/hf-api-2026-11-20.json", '"unread"', '<<<<<<< main\n"unread"'),
    "a record reconciled": replaced("digests/hf-api-2026-11-20.json", "<<<<<<< main\n", ""),
    "no record": removed("digests/hf-api-2026-11-20.json"),
    "notes cut short": notes_cut_short,
    "pages changed places": notes_of_another_page,
}


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = Shelf.empty(tmp_path_factory.mktemp("checked") / "archive")
    furnish(shelf)
    return shelf.root


def without_notes(root: Path, folder: Path, today: date) -> list[Problem]:
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".cache"))
    return check(folder, today=today)


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4),
            st.sampled_from([TODAY, date(2026, 11, 5), date(2027, 2, 1)]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_noted_is_what_would_be_found(furnished: Path, rounds: list[tuple[list[str], date]]) -> None:
    with tempfile.TemporaryDirectory(dir=furnished.parent) as folder:
        root = Path(shutil.copytree(furnished, Path(folder) / "archive"))
        check(root, today=TODAY)
        for number, (names, today) in enumerate(rounds):
            for name in names:
                EDITS[name](root)
            assert check(root, today=today) == without_notes(root, Path(folder) / str(number), today), rounds


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["an unknown tag"], "a topic"),
        (["an unknown tag"], "a topic with a fault"),
        (["an unknown tag", "a topic"], "no such topic"),
        (["a tag by another spelling"], "no topic of transfer"),
        (["a link to a mirror"], "a mirror"),
        ([], "a date to come"),
        (["a link and an image"], "what the link leads to"),
        (["a link and an image", "what the link leads to"], "not what the link leads to"),
        (["a page that does not parse"], "a page that parses again"),
        ([], "a second page of a paper"),
        ([], "a record by hand"),
        (["a record in conflict"], "a record reconciled"),
        ([], "no record"),
    ],
)
def test_what_else_decides_is_not_overlooked(
    furnished: Path, tmp_path: Path, before: list[str], after: str
) -> None:
    root = Path(shutil.copytree(furnished, tmp_path / "archive"))
    for name in before:
        EDITS[name](root)
    told = check(root, today=TODAY)
    EDITS[after](root)
    assert told != check(root, today=TODAY) == without_notes(root, tmp_path / "copy", TODAY)


def test_only_what_changed_is_looked_at(
    furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(furnished, tmp_path / "archive"))
    before = check(root, today=TODAY)
    seen: list[str] = []

    def watched(sheet: rules.Sheet, _: rules.Standards) -> list[rules.Finding]:
        seen.append(sheet.path)
        return []

    monkeypatch.setattr(rules, "SHEET_RULES", (*rules.SHEET_RULES, watched))
    assert check(root, today=TODAY) == before
    assert seen == []
    EDITS["a title"](root)
    check(root, today=TODAY)
    assert seen == [PAGE]


def test_notes_are_left_where_a_link_leads_away(furnished: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(furnished, tmp_path / "archive"))
    (tmp_path / "others").mkdir()
    (root / ".cache").symlink_to(tmp_path / "others")
    assert check(root, today=TODAY) == without_notes(root, tmp_path / "copy", TODAY)
    assert not list((tmp_path / "others").iterdir())


def test_a_page_that_is_written_meanwhile_is_read_again(
    furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(shutil.copytree(furnished, tmp_path / "archive"))
    edits = iter(["Fewer Shots", "Few  Shots"])

    def busy(sheet: rules.Sheet, _: rules.Standards) -> list[rules.Finding]:
        if sheet.path == OTHER and (title := next(edits, None)):
            replaced(PAGE, "Few Shots", title)(root)
        return []

    monkeypatch.setattr(rules, "SHEET_RULES", (*rules.SHEET_RULES, busy))
    assert check(root, today=TODAY) == without_notes(root, tmp_path / "copy", TODAY)
