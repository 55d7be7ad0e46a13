"""The dialect: what was escaped comes back, and nothing hostile gets through."""

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.text.markdown import LONGEST, escape, plain, render, render_title

MARKUP = st.text(
    st.sampled_from("*_~`[]()<>!&$\\:#+-=|.,;1 2ab\n\"'/hp") | st.characters(exclude_categories=["Cs"])
)
PIECES = st.lists(
    st.sampled_from(
        ["**", "*", "_", "__", "~~", "```", "$", "$$", "[a]", "(b)", "]:", "![", "<a", "</b>", "&amp;",
         "&#35;", "\\", "https://example.org", "http://", "| a |", "|---|", "---", "===", "1.", "-", "#", ">",
         "a", "b c", " ", "\n", "\n\n", "é", "“", "<https://example.org>", "$5", "x$", "\u3000", "。"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


SAFE = set("p a em strong code pre h2 img math mrow mi mo mn mtext".split())


def tags_of(html: str) -> list[tuple[str, dict[str, str]]]:
    """The elements as a browser's tokenizer sees them."""
    seen: list[tuple[str, dict[str, str]]] = []

    class Tokenizer(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, {name: value or "" for name, value in attrs}))

    Tokenizer().feed(html)
    return seen


def normal(text: str) -> str:
    """Paragraphs of words with single spaces."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\x00", "")))
    return "\n\n".join(filter(None, paragraphs))


@settings(max_examples=600)
@given(MARKUP | PIECES)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    text = normal(text)
    assert plain(escape(text)) == text


@settings(max_examples=300)
@given(MARKUP | PIECES)
def test_escaped_text_renders_to_paragraphs_only(text: str) -> None:
    assert set(re.findall(r"<(\w+)", render(escape(normal(text))))) <= {"p", "br"}


@settings(max_examples=300)
@given(PIECES)
@example("__**\n__")
def test_lines_keep_their_words(text: str) -> None:
    """Single line breaks are spaces to the reader, whatever the next line begins with."""
    assert plain(escape(text)).split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and 2 * 3",
        "a < b > c",
        "budget $5 and $10",
        "AT&T",
        "see [1]",
        "3.5 (p. 4)",
        "C# or F#",
        "a - b",
    ],
)
def test_what_does_nothing_is_not_escaped(text: str) -> None:
    assert escape(text) == text


def test_formulas_become_mathml_and_prices_stay() -> None:
    html = render("Of $x^2$, $5 and $10.")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html and "$5 and $10." in html


def test_a_formula_that_cannot_be_converted_shows_its_source() -> None:
    assert render(r"$\unheard{x}$") == '<p><code class="math">\\unheard{x}</code></p>\n'


def test_a_displayed_formula_is_no_heading_and_no_list() -> None:
    html = render("$$\na\n= b\n- c\n$$")
    assert html.startswith('<p><math display="block">') and "<li>" not in html and "<h" not in html


def test_headings_get_ids_of_their_own_and_leave_the_first_level_to_the_page() -> None:
    html = render("# Title\n\n## Notes\n\n## Notes")
    assert re.findall(r"<(h\d) id=\"([^\"]+)\"", html) == [
        ("h2", "n-title"),
        ("h2", "n-notes"),
        ("h2", "n-notes-2"),
    ]


def test_bare_addresses_link_and_the_full_stop_stays_outside() -> None:
    html = render("See https://example.org/a_b.")
    link = '<a href="https://example.org/a_b" rel="nofollow noopener">https://example.org/a_b</a>'
    assert html == f"<p>See {link}.</p>\n"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)", "![x](javascript:alert(1))", "<javascript:alert(1)>",
        "[x](vbscript:a)",
        "```\" onload=alert(1)\n</code><script>\n```", "# <svg onload=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        r"$\href{javascript:alert(1)}{x}$", r"$\text{<script>alert(1)</script>}$", r"$\style{x:url(a)}{y}$",
        r"$</code><script>alert(1)</script>$", r"$\text{</mtext></math><img src=x onerror=alert(1)>}$",
        '[a](https://example.org "x\\" onclick=alert(1)")', "![x](//evil.example/t.png)",
        "![x](https://evil.example/t.png)",
    ],
)  # fmt: skip
def test_nothing_hostile_gets_through(hostile: str) -> None:
    for tag, attributes in tags_of(render(hostile)):
        assert tag in SAFE
        assert set(attributes) <= {"href", "src", "alt", "title", "rel", "id", "class", "display", "stretchy"}
        assert not attributes.get("href", "").startswith(("javascript", "data", "vbscript"))
        assert "//" not in attributes.get("src", "")


def test_a_picture_of_the_archive_is_shown_and_one_from_elsewhere_is_a_link() -> None:
    html = render("![own](fig.png) ![far](https://example.org/t.png)")
    assert '<img src="fig.png" alt="own">' in html and '<a href="https://example.org/t.png"' in html


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "*a ", "`a", "$a ", "$$\n", "> ", "- ", "<", "http://", "|a", "&#", "[a](", "**_", "# a\n"],
)
def test_repetition_stays_fast(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    start = time.process_time()
    render(text)
    plain(text)
    escape(text)
    assert time.process_time() - start < 5


def test_a_body_beyond_the_limit_is_shown_as_it_is() -> None:
    html = render("<b> *x*\n" * LONGEST)
    assert "&lt;b&gt; *x*" in html and "<em>" not in html


def test_titles_know_formulas_and_nothing_else() -> None:
    html = render_title("Di$x_1$O *and* <b> for $1 Million")
    assert html.startswith("Di<math") and html.endswith("O *and* &lt;b&gt; for $1 Million")


def test_plain_text_of_all_kinds_of_blocks() -> None:
    body = (
        "A *b* `c` [d](https://e.org).\n\n## N\n\n- e\n- f\n\n| g | h |\n|---|---|\n| i | j |\n\n```\nk\n```"
    )
    assert plain(body) == "A b c d.\n\nN\n\ne\n\nf\n\ng\th\n\ni\tj\n\nk"


def test_real_abstracts_survive(shared: Path) -> None:
    lines = (shared / "data/corpus/oddities.jsonl").read_text("utf-8").splitlines()
    for text in (normal(json.loads(line)[key] or "") for line in lines for key in ("title", "abstract")):
        assert plain(escape(text)) == text
