"""``papershelf fmt``: the order of keys and the ends of lines, nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.check.layout import fmt
from generator.text.front_matter import FrontMatterError, parse

BEFORE = """\
---
# This page was written by hand.

tags:
  - parsing

rating: 5
# The year is a guess,
# but a good one.
date: 2024  # or 2023
title:   'A Paper'
authors: [ Ada Alder,
  Ben Birch ]
# Nothing follows.
---

tags: this is text.
"""
AFTER = """\
---
# This page was written by hand.

title:   'A Paper'
authors: [ Ada Alder,
  Ben Birch ]
# Nothing follows.
# The year is a guess,
# but a good one.
date: 2024  # or 2023
tags:
  - parsing

rating: 5
---

tags: this is text.
"""


def test_known_keys_move_with_the_comments_above_them() -> None:
    assert fmt(BEFORE) == AFTER


def test_line_ends_and_byte_order_mark() -> None:
    assert fmt("\ufeff---\r\ndate: 2024\r\ntitle: A\r\n---\r\n\r\nText  \r\nmore") == (
        "---\ntitle: A\ndate: 2024\n---\n\nText  \nmore\n"
    )


def test_a_page_that_does_not_parse_keeps_its_order() -> None:
    assert fmt("---\r\ndate: 1\r\ntitle: a: b\r\n---\r\n") == "---\ndate: 1\ntitle: a: b\n---\n"
    assert fmt("---\n{date: 2024, title: A}\n---\n") == "---\n{date: 2024, title: A}\n---\n"


PIECES = [
    "title: A\n",
    "date: 2024 # c\n",
    "tags:\n  - a\n",
    "tags:\n- a\n# in\n- b\n",
    "x: |\n  # no\n  t\n\n",
    "authors: [A,\n  B]\n",
    "# c\n",
    "\n",
    "links:\n  code: a\n  # d\n",
    "'title': B\n",
    "? q\n: r\n",
    "y: 'a\n\n  b'\n",
    "\t\n",
]
piece = st.sampled_from(PIECES)


@given(st.lists(piece, max_size=9).map("".join), st.sampled_from(["\n", "\r\n"]), st.text(max_size=20))
def test_what_a_page_says_stays_and_twice_is_once(source: str, end: str, body: str) -> None:
    text = f"---\n{source}---\n{body}".replace("\n", end)
    once = fmt(text)
    assert fmt(once) == once
    try:
        before = parse(text)
    except FrontMatterError:
        return
    after = parse(once)
    assert after.values == before.values
    assert sorted(after.source.splitlines()) == sorted(before.source.splitlines())


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert fmt(fmt(text)) == fmt(text)
