"""The common case agrees with the parser to the letter, and is common."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.text.markdown import escape, parsed, parsed_plain, plain, render
from generator.text.paragraphs import paragraphs

PIECES = st.lists(
    st.sampled_from(
        ["a", "b c", " ", "\n", "\n\n", "-", "+ ", "1.", "1) ", "#", "# ", "=", "--", ":-", "\\*", "\\_", "\\<",
         "\\\\", "\\&", "<https://example.org/a_b>", "<http://X-1.org>", "<https://a.b/?q=1#c>", "<https://a>",
         "https:", "//", "(c)", '"', "'", "!", "é", "“x”", "–", "%", "{", "}", "@", "^", "\u3000", "&amp;", "*", "$",
         "$x^2$", "$\\le_1 < 3$", "$5", "$$", "&", "& c", "&a;", "&#", "_", "a_b", "~", "~~", "<", "< ", "<=", ">",
         "> ", "|", "a|b", "|-|-|", "- |", ": -",
         "*a b*", "**a**", "**", "(*a*", "*)", "[", "]", "](", "]:", "[a]", "[a]: b", "\\a", "$α$",
         "$a\nb$", "*,", "→", "$ 5", "中"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=1500)
@given(PIECES | st.text(max_size=30) | PIECES.map(escape))
@example("1.\n")
@example("a\n\n\n\nb")
@example("a\n-\nb")
@example("-\n- a")
@example("a  \nb")
@example("<https://a.-b>")
def test_it_agrees_with_the_parser(text: str) -> None:
    assert render(text) == parsed(text)
    assert plain(text) == parsed_plain(text)


def test_ordinary_abstracts_need_no_parser() -> None:
    assert paragraphs("We scale to 1.5B (see Fig. 2): 41% more; \\*best\\*.\n\nCode: <https://a.org/b_c>.")
    assert paragraphs("**Fast**: for [0, 1] and $x_1 < 3$, R&D of a_b costs $5; *twice* < 7 ~ 8.")
