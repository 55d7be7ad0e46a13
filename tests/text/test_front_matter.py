"""Front matter as text: what is read, what is refused and where, and how fast."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text.front_matter import FrontMatterError, parse

QUOTE = 'Put the value in "double quotes".'
LATE = "An empty line stands before the front matter. Remove the empty line before ---."
INSIDE = """A quotation mark stands inside "…". Write \\", or put '…' around the value."""
SPACE_BEHIND_DASH = "A space is missing after the dash. Put one behind the dash of each line of the list."
NO_BREAK = "A no-break space stands where YAML wants a space. Replace each of them by a space."
PAGE = """\
---
title: "A: B"   # a comment
date: 2024-01-13
venue: no
ids:
  arxiv: 2401.07030
tags: [a, 'b']
empty:
---

The body.
---
"""


def test_every_value_is_the_text_that_was_written() -> None:
    assert parse(PAGE).values == {
        "title": "A: B",
        "date": "2024-01-13",
        "venue": "no",
        "ids": {"arxiv": "2401.07030"},
        "tags": ["a", "b"],
        "empty": "",
    }


def test_the_body_begins_behind_the_first_closing_line() -> None:
    matter = parse(PAGE)
    assert matter.body == "\nThe body.\n---\n"
    assert PAGE.splitlines()[matter.body_line - 1 :] == ["", "The body.", "---"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), (2, 1)),
        (("ids", "arxiv"), (6, 3)),
        (("tags", 1), (7, 11)),
        (("tags", 9), (7, 1)),
        (("ids", "doi"), (5, 1)),
        (("nothing",), (2, 1)),
        ((), (2, 1)),
    ],
)
def test_places_count_from_one_in_the_file(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert parse(PAGE).place_of(*path) == place
    assert parse(PAGE.replace("\n", "\r\n")).place_of(*path) == place


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: The page has no front matter. Begin it with a line ---."),
        ("\n\n", "1:1: The page has no front matter. Begin it with a line ---."),
        ("\n---\n---\n", f"1:1: {LATE}"),
        ("\ufeff \r\n\n--- \r\na: b\r\n---\r\n", f"1:1: {LATE}"),
        ("---\ntitle: A\n", "1:1: The front matter has no end. Close it with a line ---."),
        ("---\ntitle: A\n...\n---\n", "3:1: The front matter ends too early. Remove what ends it."),
        ("---\na: &x b\n---\n", f"2:4: Anchors and aliases (& and *) are not used here. {QUOTE}"),
        ("---\na: *x\n---\n", f"2:4: Anchors and aliases (& and *) are not used here. {QUOTE}"),
        ("---\na: !!python/name:os.system\n---\n", f"2:4: YAML tags (!) are not used here. {QUOTE}"),
        ("---\na: 1\nb: 2\na: 3\n---\n", "4:1: The key 'a' stands twice. Keep one of them."),
        ("---\n[a]: 1\n---\n", "2:1: A key is not plain text. Write a word and a colon."),
        ("---\na: [[[[[]]]]]\n---\n", "2:7: This is nested too deep. Flatten it."),
        ("---\na:\n\t- b\n---\n", "3:1: A tab stands where YAML wants spaces. Replace it by spaces."),
        ("---\na: b: c\n---\n", f"2:5: A colon followed by a space stands inside a value. {QUOTE}"),
        ("---\na: 'b\nc: d\n---\n", "2:4: A quotation mark is not closed. Close it."),
        ('---\na: "b\nc:\n  d: "e"\n---\n', "2:4: A quotation mark is not closed. Close it."),
        ('---\na:\n  - "b\n  - "c"\n---\n', "3:5: A quotation mark is not closed. Close it."),
        ("---\na: 'b\nc:\n  - O'Brien\n---\n", "2:4: A quotation mark is not closed. Close it."),
        ('---\na: "b\n  "c" d"\n---\n', f"3:3: {INSIDE}"),
        ('---\na: ""b" c"\n---\n', f"2:5: {INSIDE}"),
        ('---\na:\n  - "b "c" d"\n---\n', f"3:8: {INSIDE}"),
        ('---\na: "b" c\n---\n', "2:8: Something stands behind the closing quotation mark. Put it inside, or remove it."),
        ('---\na: "b \\cite"\n---\n', "2:7: A backslash stands inside \"…\". Write \\\\ for it, or put '…' around the value."),
        ("---\na:\n-b\n-c\nd: e\n---\n", f"3:1: {SPACE_BEHIND_DASH}"),
        ("---\na: b\nc:d\ne: f\n---\n", "3:1: A space is missing after the colon. Put one there."),
        ("---\na b\nc: d\n---\n", "2:1: This line has no key. Begin it with a word, a colon and a space."),
        ("---\na:\n\u00a0- b\n\u00a0- c\nd: e\nf: g\n---\n", f"3:1: {NO_BREAK}"),
        ("---\na:\u00a0b\nc: d\n---\n", f"2:3: {NO_BREAK}"),
        ("---\na: [b\nc: d\n---\n", f"2:4: A bracket is not closed. Close it. {QUOTE}"),
        ("---\na: b\x00\n---\n", "2:5: The character U+0000 stands here, and is not seen. Remove it."),
        ("---\na: b\u2028\n---\n", "2:5: The character U+2028 stands here, and is not seen. Remove it."),
        ("---\na: b\rc: d\n---\n", "2:5: The character U+000D stands here, and is not seen. Remove it."),
        ("---\na: \ud800\n---\n", "2:4: The character U+D800 stands here, and is not seen. Remove it."),
    ],
)  # fmt: skip
def test_what_is_refused_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(FrontMatterError) as error:
        parse(text)
    assert str(error.value) == message


@pytest.mark.parametrize("line", [f"{mark * 7}{rest}" for mark in "<|=>" for rest in ("", " HEAD")])
def test_conflict_markers_are_found_before_yaml_stumbles(line: str) -> None:
    with pytest.raises(FrontMatterError) as error:
        parse(f"---\ntitle: A\n{line}\n---\n")
    assert (error.value.line, error.value.message) == (3, "Two versions of the page were not reconciled.")


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 500_000,
        "{a: " * 120_000,
        "- " * 250_000,
        "? " * 250_000,
        "a: &a [x]\n" + "".join(f"{key}: &{key} [*a, *a, *a, *a]\n" for key in "bcdefghi"),
        "a: '" + "\n" * 500_000,
        "a: |\n" + " " * 500_000,
        "#" * 500_000,
        "a: " + "!" * 500_000,
        "x\n" * 250_000,
        "--- " * 120_000,
        "\n---x" * 100_000,
    ],
    ids=lambda bomb: repr(bomb[:8]),
)
def test_bombs_are_refused_or_read_fast(bomb: str) -> None:
    messages: list[str] = []
    start = time.process_time()
    for text in (f"---\n{bomb}\n---\n", f"---\n{bomb}"):
        try:
            parse(text).values  # noqa: B018
        except FrontMatterError as error:
            messages.append(str(error))
    assert time.process_time() - start < 2
    assert max(map(len, messages)) < 300


def test_longer_than_anybody_writes_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="too long"):
        parse("---\n" + "a: b\n" * 110_000 + "---\n")


yaml_like = st.text(st.sampled_from("ab01:-?#[]{}&*!|>'\"%@`, \n\t\r\\~.=<é\u2028\ufeff\x85\x00\ud800"))


@given(st.one_of(st.text(st.characters(exclude_categories=())), yaml_like), st.booleans())
@example("- \n", True)
@example("", True)
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str, between_fences: bool) -> None:
    page = f"---\n{text}\n---\n" if between_fences else text
    error = refusal(page)
    if error is not None:
        assert 1 <= error.line <= page.count("\n") + 1
        assert error.column >= 1
        assert error.message.endswith(".")
        assert error.remedy.endswith(".")
        return
    matter = parse(page)
    assert matter.opening + matter.source + matter.closing + matter.body == page
    assert all(isinstance(key, str) for key in matter.values)


def refusal(page: str) -> FrontMatterError | None:
    try:
        parse(page)
    except FrontMatterError as error:
        return error
    return None


@given(yaml_like)
@example("0:\t")
@example("a: |#")
@example("a: b\n---\nc: d: e")
def test_what_is_read_is_what_yaml_reads_when_all_is_text(source: str) -> None:
    try:
        matter = parse(f"---\n{source}\n---\n")
    except FrontMatterError:
        return
    assert matter.values == (yaml.load(matter.source, yaml.CBaseLoader) or {})
    # PyYAML's own scanner is stricter than libyaml, with tabs for one, which YAML allows between a key and its
    # value. It may refuse, but never read anything else.
    with suppress(yaml.scanner.ScannerError):
        assert matter.values == (yaml.load(matter.source, yaml.BaseLoader) or {})
