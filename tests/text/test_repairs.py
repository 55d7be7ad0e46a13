"""What cleaning repairs, and what it leaves alone: the cases of ``repairs.txt``."""

from pathlib import Path

import pytest

from generator.text.clean import clean_abstract
from generator.text.markdown import plain, render

MIRRORS = {"mirror.example": "huggingface.co"}
LINES = [
    line
    for line in Path(__file__).with_name("repairs.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]
CASES = [
    pytest.param(said, made.removeprefix("=> "), id=said[:40])
    for said, made in zip(LINES[::2], LINES[1::2], strict=True)
]


@pytest.mark.parametrize(("said", "made"), CASES)
def test_an_abstract_is_repaired_and_nothing_else(said: str, made: str) -> None:
    assert clean_abstract(said, MIRRORS)[0] == made


@pytest.mark.parametrize(("said", "made"), CASES)
def test_wrapping_changes_nothing(said: str, made: str) -> None:
    """A line break where a space was (not within an address, a tag or before an indent) is no difference."""
    wrapped = said.replace(" of ", "\nof ").replace(" and ", "\nand ")
    assert clean_abstract(wrapped, MIRRORS)[0] == made


@pytest.mark.parametrize(("said", "made"), CASES)
def test_no_markup_shows_on_the_page(said: str, made: str) -> None:
    assert "\\*" not in plain(made) and "](" not in plain(made).replace("[1](p. 5)", "")
    assert "<script" not in render(made)
