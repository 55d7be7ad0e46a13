"""Pages of the vocabulary: how one is read, and that those that ship fit together."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.phrases import Folder
from generator.model.tag import Vocabulary, fold
from generator.text.vocabulary import parse_tag
from tests.tagging.digests import DOCS
from tests.tagging.measure import LABELS, TUNING_LABELS

PAGE = """---
name: Model merging
aliases:
  - model soup
  - merged model
exclusions:
  - merge sort
parent: training-methods
---

Combining the weights of several models
into one.

A second paragraph is for the reader of the page.
"""


def test_a_page_becomes_a_topic() -> None:
    tag, problems = parse_tag("tags/model-merging.md", PAGE)
    assert problems == []
    assert tag is not None
    assert (tag.slug, tag.name, tag.parent) == ("model-merging", "Model merging", "training-methods")
    assert tag.aliases == ("model soup", "merged model")
    assert tag.exclusions == ("merge sort",)
    assert tag.description == "Combining the weights of several models into one."


def test_a_name_is_enough() -> None:
    tag, problems = parse_tag("tags/music.md", "---\nname: Music\naliases:\nparent:\n---\n")
    assert problems == []
    assert tag is not None
    assert (tag.aliases, tag.exclusions, tag.parent, tag.description) == ((), (), None, "")


@pytest.mark.parametrize(
    ("path", "text", "place", "words"),
    [
        ("tags/x.md", "No front matter", (1, 1), "no front matter"),
        ("tags/x.md", "---\naliases:\n  - a\n---\n", (2, 1), "no name"),
        ("tags/x.md", "---\nname:\n  - a\n---\n", (2, 1), "not a single value"),
        ("tags/x.md", "---\nname: X\naliases: a, b\n---\n", (3, 1), "not a list"),
        ("tags/x.md", "---\nname: X\naliases:\n  - a\n  - ' - '\n---\n", (5, 5), "not a phrase"),
        ("tags/x.md", "---\nname: X\naliases:\n  - a\n  - a\n---\n", (5, 5), "stands twice"),
        ("tags/x.md", "---\nname: X\naliases:\n  - a: b\n---\n", (4, 5), "not a phrase"),
        ("tags/x.md", "---\nname: X\nalias:\n  - a\n---\n", (3, 1), "'alias' is no key"),
        ("tags/Über uns.md", "---\nname: X\n---\n", (2, 1), "cannot name a topic"),
    ],
)
def test_a_fault_is_named_with_its_place(path: str, text: str, place: tuple[int, int], words: str) -> None:
    tag, problems = parse_tag(path, text)
    assert tag is None
    assert words in problems[0].message
    assert (problems[0].line, problems[0].column) == place
    assert problems[0].remedy


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    tag, problems = parse_tag("tags/x.md", text)
    assert (tag is None) == bool(problems)


def test_parents_exist_and_lead_to_a_root(shipped: Vocabulary) -> None:
    for tag in shipped:
        seen = {tag.slug}
        while tag.parent is not None:
            above = shipped.get(tag.parent)
            assert above is not None, f"{tag.slug}: no page {tag.parent}.md"
            assert above.slug not in seen, f"{tag.slug} stands above itself"
            seen.add(above.slug)
            tag = above


def test_no_two_topics_share_a_spelling(shipped: Vocabulary) -> None:
    folder = Folder()
    for reading in (fold, folder.fold):
        owners: dict[str, str] = {}
        for tag in shipped:
            for spelling in (tag.name, *tag.aliases):
                owner = owners.setdefault(reading(spelling), tag.slug)
                assert owner == tag.slug, f"{spelling!r} belongs to {owner} and to {tag.slug}"


def test_every_topic_is_explained_in_one_line(shipped: Vocabulary) -> None:
    for tag in shipped:
        body = (DOCS / "tags" / f"{tag.slug}.md").read_text("utf-8").partition("---\n\n")[2]
        assert re.fullmatch(r"[A-Z3].{20,160}[.]\n", body), tag.slug


@pytest.mark.parametrize("file", [LABELS, TUNING_LABELS])
def test_verdicts_are_on_topics_that_exist(file: Path, shipped: Vocabulary) -> None:
    verdicts = json.loads(file.read_text("utf-8"))
    assert len(verdicts) == 100
    assert {slug for judged in verdicts.values() for slug in judged} <= {tag.slug for tag in shipped}
