"""Reports: what is said reaches the reader, and nothing of a page's reaches the terminal or the runner."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.check.report import FORMATS, as_github, as_json, as_text
from generator.model.problem import Problem

ERROR = Problem("docs/a, b.md", 3, 7, "100% wrong: 'x'.", "Mend it.", "field")
NOTE = Problem("docs/c.md", 1, 1, "Odd.", "Look.", "untagged", "note")


def test_text() -> None:
    assert as_text([ERROR, NOTE]) == (
        "docs/a, b.md:3:7: 100% wrong: 'x'. Mend it.\ndocs/c.md:1:1: note: Odd. Look.\n"
    )


def test_github() -> None:
    assert as_github([ERROR, NOTE]) == (
        "::error file=docs/a%2C b.md,line=3,col=7,title=field::100%25 wrong: 'x'. Mend it.\n"
        "::notice file=docs/c.md,line=1,col=1,title=untagged::Odd. Look.\n"
    )


def test_json() -> None:
    assert json.loads(as_json([NOTE])) == [
        {
            "path": "docs/c.md",
            "line": 1,
            "column": 1,
            "message": "Odd.",
            "remedy": "Look.",
            "rule": "untagged",
            "severity": "note",
        }
    ]


def test_nothing_to_tell() -> None:
    assert {name: write([]) for name, write in FORMATS.items()} == {"text": "", "github": "", "json": "[]\n"}


anything = st.text(st.characters(exclude_categories=()))


@given(anything, anything)
def test_no_text_starts_a_command_or_a_line_of_its_own(path: str, message: str) -> None:
    one = Problem(f"docs/{path}", 1, 1, message, "\n::stop-commands::x", "field")
    for write in (as_text, as_github):
        text = write([one])
        text.encode("utf-8")
        assert text.count("\n") == 1
        assert text[:-1].isprintable()
    assert as_text([one]).startswith("docs/")
    assert as_github([one]).startswith("::error file=docs/")
    head = as_github([one]).removeprefix("::error file=").split(",line=1,")[0]
    assert "::" not in head
    assert "," not in head
    assert as_json([one]).isascii()
