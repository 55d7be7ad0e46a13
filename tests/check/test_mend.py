"""``--fix``: every folder of ``fixes/`` is an archive before and after."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.mend import fix, mend
from generator.check.run import check
from generator.model.tag import Tag, Vocabulary
from tests.conftest import tree

CASES = sorted((Path(__file__).parent / "fixes").iterdir())
TODAY = date(2026, 11, 23)
PAGE = "docs/papers/2026-11/a-paper.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fix(case: Path, tmp_path: Path) -> None:
    before, after = tree(case / "before"), tree(case / "after")
    root = tmp_path / "archive"
    shutil.copytree(case / "before", root)
    changed = fix(root, check(root, today=TODAY))
    assert tree(root) == after
    assert changed == [path for path in after if before[path] != after[path]]
    assert fix(root, check(root, today=TODAY)) == []


def archive(root: Path, text: bytes) -> Path:
    page = root / PAGE
    page.parent.mkdir(parents=True)
    page.write_bytes(text)
    return page


def test_line_ends_and_byte_order_mark_go(tmp_path: Path) -> None:
    page = archive(tmp_path, "\ufeff---\r\ntitle: A Paper\r\n---\r\n\r\nTwo\r\nlines".encode())
    assert fix(tmp_path, check(tmp_path, today=TODAY)) == [PAGE]
    assert page.read_bytes() == b"---\ntitle: A Paper\n---\n\nTwo\nlines\n"


def test_a_page_that_does_not_parse_keeps_its_values(tmp_path: Path) -> None:
    page = archive(tmp_path, b"---\ntitle: A: B\ndate: 2024/1/5\n---\n")
    assert fix(tmp_path, check(tmp_path, today=TODAY)) == []
    assert page.read_bytes() == b"---\ntitle: A: B\ndate: 2024/1/5\n---\n"


@pytest.mark.parametrize("dash", ["-", "-\u00a0", "\u00a0- "])
def test_a_list_whose_dashes_lack_their_space_is_not_taken_for_one_name(tmp_path: Path, dash: str) -> None:
    text = f"---\ntitle: A Paper\nauthors:\n  {dash}Jane Doe\n  {dash}John Roe\n---\n".encode()
    page = archive(tmp_path, text)
    assert fix(tmp_path, check(tmp_path, today=TODAY)) == []
    assert page.read_bytes() == text


def test_only_pages_that_were_asked_for_are_mended(tmp_path: Path) -> None:
    archive(tmp_path, b"---\ntitle: A Paper\ndate: 2024/1/5\n---\n")
    other = tmp_path / "docs/papers/2026-11/other.md"
    other.write_text("---\ntitle: Another Paper\ndate: 2024/1/5\n---\n")
    assert fix(tmp_path, check(tmp_path, today=TODAY, paths=[tmp_path / PAGE])) == [PAGE]
    assert "2024/1/5" in other.read_text()


words = st.sampled_from(
    [
        "parsing",
        "Parsing",
        "syntactic-analysis",
        "https://m.example/a",
        "HTTP://a.example",
        "2401.07037v2",
        "2024/1/5",
    ]
)
values = st.one_of(
    words, st.text(max_size=8).map(repr), st.lists(words, max_size=3).map(lambda all_: f"[{', '.join(all_)}]")
)
keys = st.sampled_from(["title", "authors", "date", "tags", "categories", "ids", "links"])


@given(st.dictionaries(keys, values))
def test_mending_twice_is_mending_once(page: dict[str, str]) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in page.items()) + "---\n\nText.\n"
    vocabulary = Vocabulary([Tag(slug="parsing", name="Parsing", aliases=("syntactic analysis",))])
    once = mend(text, vocabulary, {"m.example": "huggingface.co"})
    assert mend(once, vocabulary, {"m.example": "huggingface.co"}) == once
