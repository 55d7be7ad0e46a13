"""Whatever a file holds, it is read, reported or refused: soon, and without any other exception."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import strict_json
from generator.readers.registry import read
from tests.readers.test_cases import INPUTS, told

MANY = 100_000
GOOD = '{"paper": {"id": "2611.00101", "title": "A Good Entry", "summary": "It survives."}}'
CASES = [path.read_bytes() for path in INPUTS]


def check(data: bytes) -> None:
    json.dumps(told(data), ensure_ascii=False).encode()


@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    check(data)


@given(
    st.sampled_from([b"[{", b'{"title":', b"<html>", b"Daily Papers\n\n", b'["{']), st.binary(max_size=300)
)
def test_random_bytes_after_a_true_beginning(beginning: bytes, data: bytes) -> None:
    check(beginning + data)


@given(st.sampled_from(CASES), st.data())
def test_a_file_cut_anywhere(case: bytes, data: st.DataObject) -> None:
    check(case[: data.draw(st.integers(0, len(case)))])


@given(st.sampled_from(CASES), st.data())
def test_a_file_with_foreign_bytes_anywhere(case: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(case)))
    check(
        case[:place]
        + data.draw(st.binary(min_size=1, max_size=8))
        + case[place + data.draw(st.integers(0, 8)) :]
    )


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "id",
    "title",
    "summary",
    "authors",
    "publishedAt",
    "upvotes",
    "organization",
    "mediaUrls",
    "githubRepo",
]


@given(st.dictionaries(st.sampled_from(FIELDS), values), st.dictionaries(st.sampled_from(FIELDS), values))
def test_fields_of_any_type_become_an_entry_or_a_report(
    paper: dict[str, object], item: dict[str, object]
) -> None:
    reading = read(f"[{json.dumps({'paper': paper, **item})}, {GOOD}]".encode())
    titles = [entry.title for entry in reading.digests[0].entries]
    assert titles[-1] == "A Good Entry"
    assert len(titles) == 2 or any(piece.reason.startswith("Entry 1 cannot") for piece in reading.unread)


@given(values)
def test_what_python_prints_is_read_back(value: object) -> None:
    try:
        assert strict_json.literal(repr(value)) == value
    except ValueError:
        assert "inf" in repr(value)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "{'a': open('x')}",
        "f'{1}'",
        "{'a': 1" + " -1" * MANY + "}",
        "{'a': " + "-" * MANY + "1}",
        "(" * MANY,
        "not " * MANY,
        "1" * MANY + "x",
        "{" + "'" * (MANY + 1) + "}",
        "9" * 5000,
        "'" + " " * strict_json.REPR + "'",
    ],
    ids=lambda text: text[:12],
)
def test_python_that_is_no_plain_value_never_reaches_the_parser(text: str) -> None:
    with pytest.raises(ValueError, match=r"plain Python value|longer than"):
        strict_json.literal(text)


@pytest.mark.parametrize(
    "attack",
    [
        "<!doctype html>" + "<div>" * MANY,
        "<!doctype html>" + "<p>" * MANY,
        "<!doctype html>" + "<!--" * MANY,
        "<!doctype html><div " + " ".join(f"a{n}" for n in range(MANY)) + ">",
        "[" + GOOD + ',{"paper": {"title": ' + "[" * MANY + "]" * MANY + "}}]",
        "[" + '{"paper":' * MANY,
        "[{}" + ',{"paper":[1' * MANY,
        "[{" + "x," * MANY,
        '[{"paper": {' + ",".join(f'"{n}": 1' for n in range(MANY)) + ',"1": 2}}]',
        json.dumps(["{'paper': {'title': 'x', 'authors': [" + "1," * MANY + "]}}"]),
        "Daily Papers\n\n" + "a\n\n" * MANY,
        "Daily Papers\n\nA Title of a Paper\n\n" + "We do it. " * MANY,
        "Daily Papers\n\nA Title of a Paper\n\n" + "We say so in this paper, and again.\n\n" * (MANY // 5),
        "Daily Papers\n\nA" + " " * 20 * MANY + "B",
        "Daily Papers\n\n# A" + "-\n" * MANY,
        "Daily Papers\n\n" + "[a][1]\n" * MANY,
        "Daily Papers\n\n" + "[" * 10 * MANY,
        '{"title": ' + "[" * MANY + "\n" + '{"title": "x", "date": "2026"}',
    ],
    ids=lambda attack: attack[:40].encode("unicode_escape").decode(),
)
def test_attacks_take_no_longer_than_their_size(attack: str) -> None:
    start = time.process_time()
    check(attack.encode())
    assert time.process_time() - start < 10


def test_damaged_neighbours_leave_the_good_entries_at_every_position() -> None:
    bad = [
        '{"paper": {"title": "cut}}',
        '{"paper": {"title": 5}}',
        '{"paper": NaN}',
        "nonsense",
        "\"{'paper': x}\"",
    ]
    for fault in bad:
        for place in range(4):
            items = [GOOD] * 3
            items.insert(place, fault)
            reading = read(f"[{', '.join(items)}]".encode())
            assert len(reading.digests[0].entries) == 3, (fault, place)
            assert any(piece.reason.startswith(f"Entry {place + 1} cannot") for piece in reading.unread)
