"""A person edits every part of a page, and then a digest says everything anew: not a byte of the person's goes."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, TITLE

PAGE = "docs/papers/2026-03/few-edits-can-make-large.md"
MINE = """\
---
# Mine, with a comment
title: 'A title of my own'   # and another
authors: [ "Ada B.", "Max N." ]
date: 2026-02
ids:
  arxiv: "2603.01234"
  doi: 10.1000/mine
venue: My Workshop
organization: "My Group"
categories:
  - cs.HC
links:
  code:
    - https://example.org/mine # by me
  project:
    - https://example.org/mine/project
summary: "In my words."
tags:
  - machine-translation
shelf: third
---

My abstract.

## Notes

Mine.  \t

## More

* mine too
"""


def row(day: str, number: int) -> dict[str, Any]:
    """A paper with every field, another value in each for each number."""
    return {
        "id": "arxiv:2603.01234", "title": f"{TITLE} {number}" if number else TITLE, "abstract": f"{ABSTRACT} In version {number}.",
        "authors": ["Ada Byron", f"Author {number}"], "date": f"2026-03-0{number + 1}", "venue": f"Venue {number}",
        "organization": f"Group {number}", "categories": [f"cs.C{'LV'[number % 2]}"], "summary": f"Summary {number}.", "listed": day,
        "ids": {"doi": f"10.1000/{number}"}, "links": {"code": f"https://example.org/{number}", "project": f"https://example.org/p{number}"},
        "keywords": ["question answering", "parsing", "dialogue"][: number + 1],
    }  # fmt: skip


def test_what_a_person_wrote_stays_to_the_byte(root: Path, papershelf: Run, day: Path) -> None:
    for number, listed in enumerate(("2026-03-04", "2026-03-05", "2026-03-06")):
        (day / f"{listed}.jsonl").write_text(json.dumps(row(listed, number)) + "\n")
    assert papershelf("add", day / "2026-03-04.jsonl").exit_code == 0
    machine = (root / PAGE).read_text()
    for key in (
        "title",
        "authors",
        "date",
        "venue",
        "organization",
        "categories",
        "links",
        "summary",
        "tags",
    ):
        assert f"\n{key}:" in machine
    (root / PAGE).write_text(MINE)
    told = papershelf("add", day / "2026-03-05.jsonl").stdout
    text = (root / PAGE).read_text()
    for line in MINE.splitlines(keepends=True):
        if line.strip() not in ("links:", "tags:", "categories:", "ids:"):
            assert line in text, line
    assert text[text.index("\nMy abstract.") :] == MINE[MINE.index("\nMy abstract.") :]
    for field in ("title", "authors", "date", "venue", "organization", "summary", "abstract", "ids.doi"):
        assert f": {field} is " in told or f": {field} " in told, (field, told)
    before = tree(root)
    for listed in ("2026-03-05", "2026-03-04"):
        assert "kept as edited" not in papershelf("add", day / f"{listed}.jsonl").stdout
        assert tree(root) == before, "nothing is told or changed twice"
    papershelf("add", day / "2026-03-06.jsonl")
    last = (root / PAGE).read_text()
    assert all(line in last for line in text.splitlines()), "whatever more there is to say"
