"""Links of a page to other files: which are its own, and where they lead on the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.markdown import linked, render
from generator.text.own_links import address_from, own_link

PAGE = "papers/2026-11/a-paper.md"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("other.md", "papers/2026-11/other/"),
        ("./other.md#n-notes", "papers/2026-11/other/#n-notes"),
        ("../2026-10/other.md?plain=1#notes", "papers/2026-10/other/?plain=1#n-notes"),
        ("../../about.md#who", "about/#who"),
        ("../../guides/index.md", "guides/"),
        ("../../guides/README.md#who", "guides/#who"),
        ("../../README.md", ""),
        ("my%20page.md", "papers/2026-11/my%20page/"),
        ("figure.png", "papers/2026-11/figure.png"),
        ("../../figures/1.webp", "figures/1.webp"),
        ("#notes", "papers/2026-11/a-paper/#n-notes"),
    ],
)
def test_a_link_to_a_file_leads_to_its_page(link: str, address: str) -> None:
    assert address_from("../../../", PAGE, link) == f"../../../{address}"


@pytest.mark.parametrize(
    "link",
    ["", "https://example.org/a.md", "//example.org/a.md", "/a.md", "\\\\example.org\\a.md", "mailto:a@b.md", "C:a.md",
     "../other/", "data.csv", "figure.svg", "?a.md", ".md", "other.md/", "../../../README.md", "../../../../x/a.png"],
)  # fmt: skip
def test_any_other_address_stays(link: str) -> None:
    assert address_from("../../../", PAGE, link) == link


@given(st.text(st.sampled_from("./\\:#?%2eEaA-md png")) | st.text())
def test_no_address_leads_out_of_the_site(link: str) -> None:
    for address in (link, f"{link}.md", f"a/{link}.png#{link}"):
        own = own_link(address, PAGE)
        if own is not None and own.is_within:
            assert not own.address.startswith(("/", "\\", "../"))
            assert own.address[:1] != ":"


def test_only_links_that_leave_the_site_say_that_nobody_vouches_for_them() -> None:
    html = render("[a](../b/) [c](#d) [e](//evil.example) [f](https://example.org) [g](../h.md '\"x')")
    assert html.count("<a ") == 5
    assert html.count('rel="nofollow noopener"') == 2
    assert '<a href="../b/">' in html and '<a href="//evil.example" rel="nofollow noopener">' in html


def test_links_are_told_with_the_line_of_their_paragraph_and_code_holds_none() -> None:
    text = "A [b](c.md).\n\n- d ![e](f.png)\n  `[g](h.md)`\n\n| i |\n|---|\n| [j](k.md) |\n\n<https://l.org> [m]\n\n[m]: n.md"
    assert [(one.address, one.line) for one in linked(text)] == [
        ("c.md", 0),
        ("f.png", 2),
        ("k.md", 7),
        ("https://l.org", 9),
        ("n.md", 9),
    ]
