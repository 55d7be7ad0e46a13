"""The common case of front matter agrees with the parser to the letter, and is common."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.text.edit import compose
from generator.text.front_matter import FrontMatterError, parse, values_and_body
from generator.text.plain_matter import plain_values

LINES = st.lists(
    st.sampled_from(
        ['title: "A: B # c"', "title: A", "date: 2024-01-13", "venue: no", "venue:", "ids:", "tags:", "- a", "  - a",
         "  - b c", '  - "d"', '  - ""', "  arxiv: 2401.07030", '  doi: "10.1/x"', "    - x", "  more", "", " ", "# c",
         "  code: https://a.org/b?c#d", "  code: https://a.org:", "a: b: c", "a: b #c", "a: 'q'", "a: [b]", "a: {b}",
         'a: "b" ', 'a: "b\\n"', 'a: "b', "a: é’s", "a: b ", "a:  b", "a: *b", "a: &b c", "a: !b", "a: |", "a: b\tc",
         "x_y: 1e3", "X: -", "b: - c", "b: c - d", "b: (c)", "...", "b: 中", "b: ~", "? a", "b: c\r", "b : c", "b:c"]
    ),
    max_size=8,
).map("\n".join)  # fmt: skip
VALUES = st.dictionaries(
    st.sampled_from(["title", "date", "venue", "ids", "tags", "own"]),
    st.recursive(
        st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2)
        ),
        max_leaves=5,
    ),
)


def told(text: str) -> object:
    """What the parser makes of a page."""
    try:
        matter = parse(text)
    except FrontMatterError as error:
        return str(error)
    return matter.values, matter.body


@settings(max_examples=1500)
@given(
    LINES.map(lambda lines: f"---\n{lines}\n---\nThe body.") | VALUES.map(lambda values: compose(values, ""))
)
@example("---\n\n---\n")
@example("---\ntags:\n  - a\n   - b\n---\n")
@example("---\ntags:\n  - a\n  b: c\n---\n")
@example('---\na: "b"\n  - c\n---\n')
@example(f"---\n{'a' * 1025}: b\n---\n")
def test_it_agrees_with_the_parser(text: str) -> None:
    try:
        found: object = values_and_body(text)
    except FrontMatterError as error:
        found = str(error)
    assert found == told(text)


def test_ordinary_front_matter_needs_no_parser() -> None:
    assert plain_values(
        'title: "R&D: a \'study\'"\nauthors:\n  - José García-Pérez\n  - "Ann {B}"\ndate: 2024-01-13\n'
        'ids:\n  arxiv: "2401.07030"\nlinks:\n  code: https://a.org/b_c?d=e#f\n'
    )
