"""Names of pages that every file system and the site can bear."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from generator.text.slug import LONGEST, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("xCoT: Cross-lingual Instruction Tuning", "xcot-cross-lingual-instruction-tuning"),
        ("Schrödinger’s Straße", "schrodingers-strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("LLM$\\times$MapReduce", "llm-times-mapreduce"),
    ],
)
def test_a_title_reads_on_in_its_name(title: str, name: str) -> None:
    assert slug(title) == name


@pytest.mark.parametrize(
    "title", ["Index", "README", "Page", "404", "search", "CON", "com1", "LPT9", "…", "", "🙂"]
)
def test_a_reserved_or_empty_name_is_replaced(title: str) -> None:
    assert re.fullmatch(r"paper-[0-9a-f]{8}", slug(title))


def test_a_long_title_is_cut_at_a_word() -> None:
    assert slug("word " * 40) == "-".join(["word"] * 16)
    assert slug("w" * 200) == "w" * LONGEST


@pytest.mark.parametrize("title", ["Learning to Rank with the", "Learning to Rank-with"])
def test_a_title_that_is_cut_ends_in_a_word_that_tells(title: str) -> None:
    assert slug(f"{title} Help of Friends", len("learning-to-rank-with-the")) == "learning-to-rank"


@given(st.text(max_size=200))
def test_any_title_gives_a_safe_name(title: str) -> None:
    name = slug(title)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) and len(name) <= LONGEST


@given(st.text("abcXYZ .'-", max_size=LONGEST))
def test_a_plain_name_is_spelt_as_slugify_spells_it(name: str) -> None:
    spelt = slugify(name)
    assert slug(name) == spelt or slug(name).startswith("paper-")
