"""Front matter is changed in place: what was not asked for stays byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.model.fields import KEYS
from generator.text.edit import change, compose
from generator.text.front_matter import FrontMatterError, Value, parse

PAGE = """\
---
# by hand
title:   'A Paper'   # the title
authors:   # in order
- Ada Alder   # first
# between
- Ben Birch
date: 2024
ids:
  # ids
  arxiv: "2401.07037"   # new
tags: [ parsing,  syntax ]   # two
rating:  5   # unknown
---

Body: stays.
"""


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"title": "Another"}, "  'A Paper'   #", '  "Another"   #'),
        ({"date": "2024-01-13"}, "2024\n", "2024-01-13\n"),
        ({"date": None}, "date: 2024\n", ""),
        ({"authors": ["Ada Alder", "Cem Cedar", "Ben Birch"]}, "first\n", "first\n- Cem Cedar\n"),
        ({"authors": ["Ada Adler", "Ben Birch"]}, "- Ada Alder ", "- Ada Adler "),
        ({"authors": ["Ben Birch"]}, "- Ada Alder   # first\n", ""),
        ({"authors": ["Ada Alder"]}, "- Ben Birch\n", ""),
        ({"ids": {"arxiv": "2401.07038"}}, '"2401.07037"', '"2401.07038"'),
        ({"ids": {"arxiv": "2401.07037", "doi": "10.1000/a"}}, "# new\n", '# new\n  doi: "10.1000/a"\n'),
        ({"tags": ["syntax"]}, "tags: [ parsing,  syntax ]   # two\n", "tags:   # two\n  - syntax\n"),
        ({"venue": "ACL"}, "tags:", "venue: ACL\ntags:"),
        ({"venue": "no"}, "tags:", 'venue: "no"\ntags:'),
        ({"summary": "One: two"}, "tags:", 'summary: "One: two"\ntags:'),
        ({"rating": None}, "rating:  5   # unknown\n", ""),
        ({"tags": []}, "tags: [ parsing,  syntax ]   # two\n", "tags: []   # two\n"),
    ],
    ids=str,
)
def test_only_the_lines_of_what_changes(changes: Mapping[str, Value | None], old: str, new: str) -> None:
    assert PAGE.count(old) == 1
    assert change(PAGE, changes) == PAGE.replace(old, new)
    windows = PAGE.replace("\n", "\r\n")
    assert change(windows, changes) == PAGE.replace(old, new).replace("\n", "\r\n")


def test_a_page_that_is_indented_as_a_whole() -> None:
    assert change("---\n  title: A\n  tags:\n    - a\n---\n", {"date": "2024", "tags": ["b"]}) == (
        "---\n  title: A\n  date: 2024\n  tags:\n    - b\n---\n"
    )


def test_what_cannot_be_changed_in_place_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="cannot be changed in place"):
        change("---\n{title: A, date: 2024}\n---\n", {"date": "2025"})
    with pytest.raises(FrontMatterError, match="cannot be changed in place"):
        # Without the date, the comment would become a part of the title.
        change("---\ntitle: >-\n  A\ndate: 2024\n  # c\nvenue: B\n---\n", {"date": None})


def test_a_new_page_is_ordered() -> None:
    page = compose(
        {"tags": ["a"], "x": "1", "title": "A", "links": {"code": ["https://a.b", "https://c.d"]}},
        "\nText.\n",
    )
    assert page == (
        '---\ntitle: "A"\nlinks:\n  code:\n    - https://a.b\n    - https://c.d\n'
        'tags:\n  - a\nx: "1"\n---\n\nText.\n'
    )


# Pages as people write them: pieces of YAML in any order, each with a key of its own.

TITLES = [
    "title: A\n",
    "title: 'A'  # c\n",
    'title: "A"\n',
    "title: >-\n  A\n  B\n",
    "title: |\n  # A\n\n",
    "title:\n",
    '? title\n: "A"\n',
]
AUTHORS = [
    "authors:\n- A\n- B\n",
    "authors:\n  - A # c\n  # d\n  - 'B'\n\n",
    "authors: [A, B]\n",
    "authors: [A,\n  B] # c\n",
    "authors:\n  - |\n    A\n  - B\n",
    "authors: []\n",
    "authors:\n  # c\n  -\n  - B\n",
]
IDS = [
    "ids:\n  arxiv: '1'\n",
    "ids:\n    # c\n    doi: x # d\n    acl: y\n",
    "ids: {arxiv: '1', doi: x}\n",
    "ids:\n",
    "ids: {}\n",
]
LINKS = [
    "links:\n  code: https://a.b\n  demo:\n    - https://c.d # e\n    - https://e.f\n",
    "links: {code: [https://a.b]}\n",
    "links:\n  code:\n  - https://a.b\n",
]
OTHERS = ["rating: 5   # odd\n", "date: 2024\n", "tags: a\n", "'quoted key': [1,\n 2]\n", "venue: {a: b}\n"]
GAPS = ["", "", "# comment\n", "\n"]


def page_of(pieces: list[str], gaps: list[str], end: str, mark: str, body: str) -> str:
    source = "".join(gap + piece for gap, piece in zip(gaps, pieces, strict=True))
    return mark + f"---\n{source}---\n".replace("\n", end) + body


pages = st.builds(
    page_of,
    st.tuples(*map(st.sampled_from, (TITLES, AUTHORS, IDS, LINKS, OTHERS))).flatmap(st.permutations),
    st.lists(st.sampled_from(GAPS), min_size=5, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.text(),
)  # fmt: skip
texts = st.text(st.characters(codec="utf-8"))
members = st.lists(st.one_of(st.sampled_from(["A", "B", "https://a.b"]), texts), max_size=4)
values: dict[str, st.SearchStrategy[Value]] = {
    "title": texts,
    "date": st.sampled_from(["2024", "2024-01", "1:2", "soon"]),
    "venue": texts,
    "authors": members,
    "tags": members,
    "ids": st.dictionaries(st.sampled_from(["arxiv", "doi", "acl"]), texts),
    "links": st.dictionaries(st.sampled_from(["code", "demo", "pdf"]), st.one_of(texts, members)),
}
changes_ = st.fixed_dictionaries({}, optional={key: st.none() | value for key, value in values.items()})


def read(text: str) -> dict[str, Value]:
    try:
        return parse(text).values
    except FrontMatterError:
        assume(False)
        raise


@given(pages)
def test_no_change_is_no_change(page: str) -> None:
    old = read(page)
    assert change(page, {}) == page
    assert change(page, old) == page
    assert change(page, dict.fromkeys(KEYS - old.keys())) == page


@given(pages, changes_)
def test_what_was_asked_for_is_there_and_the_rest_stays(page: str, changes: dict[str, Value | None]) -> None:
    old = read(page)
    edited = change(page, changes)
    new = parse(edited)
    wanted = {**old, **changes}
    assert new.values == {key: value for key, value in wanted.items() if value is not None}
    assert [key for key in new.values if key in old] == [key for key in old if key in new.values]
    assert (new.opening, new.body) == (parse(page).opening, parse(page).body)
    if new.opening.endswith("\r\n"):
        assert new.source.replace("\r\n", "").count("\n") == 0


@given(
    pages, st.sampled_from(list(values)).flatmap(lambda key: st.tuples(st.just(key), st.none() | values[key]))
)
def test_one_key_touches_its_own_lines(page: str, one: tuple[str, Value | None]) -> None:
    old = read(page)
    key, value = one
    edited = change(page, {key: value})
    for other in old:
        if other != key:
            assert lines_of(edited, other) == lines_of(page, other)
    assert Counter(comments(edited)) >= Counter(comments(page))


@given(pages, changes_)
def test_there_and_back_says_the_same(page: str, changes: dict[str, Value | None]) -> None:
    old = read(page)
    back = change(change(page, changes), {key: old.get(key) for key in changes})
    assert parse(back).values == old


def spans(page: str) -> dict[str, tuple[int, int]]:
    root = parse(page).root
    assert isinstance(root.content, dict)
    return {key: (root.keys[key].line, node.last_line + 1) for key, node in root.content.items()}


def lines_of(page: str, key: str) -> str:
    first, end = spans(page)[key]
    return "\n".join(parse(page).source.split("\n")[first:end]).rstrip()


def comments(page: str) -> list[str]:
    """The lines that hold nothing but a comment, outside of values."""
    inside = {line for first, end in spans(page).values() for line in range(first, end)}
    lines = enumerate(parse(page).source.split("\n"))
    return [line for number, line in lines if number not in inside and line.lstrip().startswith("#")]
