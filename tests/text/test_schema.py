"""The JSON Schema and the table agree with what the reader of pages takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.model.fields import KEYS
from generator.model.tag import Tag, Vocabulary
from generator.text.front_matter import parse
from generator.text.page import read_page
from generator.text.schema import field_table, front_matter_schema

GOOD = """\
title: "A Paper"
authors:
  - Ada Alder
date: 2024
ids:
  arxiv: "2401.07037"
  doi:
venue:
links:
  code: https://github.com/a/b
  video:
    - https://a.example/1
    - https://a.example/2
tags:
"""


def errors(source: str, schema: dict[str, Any]) -> list[str]:
    """What an editor underlines: it reads YAML as YAML 1.2 does, dates as text."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    values = yaml.load(source, loader)
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(values)]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(front_matter_schema())
    assert list(front_matter_schema()["properties"]) == list(KEYS)
    assert all(form["description"] for form in front_matter_schema()["properties"].values())


@pytest.mark.parametrize("date", ["2024", "2024-01", "2024-01-13", '"2024"'])
def test_what_the_reader_takes_is_not_underlined(date: str) -> None:
    source = GOOD.replace("2024\n", f"{date}\n", 1)
    assert read_page("papers/2026-11/a.md", f"---\n{source}---\n")[1] == []
    assert errors(source, front_matter_schema()) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('title: "A Paper"\n', "", "$"),
        ('"A Paper"', '""', "$.title"),
        ("\n  - Ada Alder", " Ada Alder", "$.authors"),
        ("date: 2024", "date: January 2024", "$.date"),
        ("date: 2024", "date: 20240", "$.date"),
        ("  arxiv:", "  isbn:", "$.ids"),
        ("  code:", "  github:", "$.links"),
        ("https://github.com", "javascript:alert(1)//", "$.links.code"),
        ("https://a.example/2", "ftp://a.example/2", "$.links.video"),
    ],
)
def test_what_the_reader_refuses_is_underlined(old: str, new: str, place: str) -> None:
    source = GOOD.replace(old, new)
    assert read_page("papers/2026-11/a.md", f"---\n{source}---\n")[1] != []
    assert errors(source, front_matter_schema()) == [place]


def test_unknown_keys_are_underlined() -> None:
    assert errors(GOOD + "colour: red\n", front_matter_schema()) == ["$"]


def test_tags_are_those_of_the_vocabulary() -> None:
    schema = front_matter_schema(Vocabulary([Tag(slug="parsing", name="Parsing")]))
    assert errors(GOOD + "  - parsing\n", schema) == []
    assert errors(GOOD + "  - love\n", schema) == ["$.tags[0]"]


def test_the_table_has_a_row_for_every_key() -> None:
    rows = [line.split(" | ") for line in field_table().splitlines()[2:]]
    assert [row[0].strip("|` ") for row in rows] == list(KEYS)
    assert all(len(row) == 3 and len(row[2]) > 5 for row in rows)


def test_every_page_of_this_archive_follows_the_schema() -> None:
    papers = Path(__file__).resolve().parents[2] / "docs" / "papers"
    schema = front_matter_schema()
    for path in sorted(papers.glob("*/*.md")):
        assert errors(parse(path.read_text(encoding="utf-8")).source, schema) == [], path
