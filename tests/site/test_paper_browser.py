"""The citation of a paper in a real browser: copied, and made into other forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.page import Page as PaperPage
from generator.model.paper import Paper
from generator.site.cite import MOST_AUTHORS, bibtex
from generator.text.content import ReadContent
from tests.site.bibliography import with_commands
from tests.site.conftest import Shelf
from tests.site.test_paper_citation import HOSTILE, real_pages

VISIT = "papers/2026-11/thinking-in-two-tongues/"


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Page]:
    """A page that may use the clipboard, and whose complaints are noted."""
    context = chromium.new_context(base_url=address, viewport={"width": 768, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(5000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
    context.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_citation_is_copied_with_one_click(reader: Page) -> None:
    reader.goto(VISIT)
    reader.get_by_role("button", name="BibTeX").click()
    expect(reader.locator("#cite [role=status]")).to_have_text("BibTeX copied.")
    assert clipboard(reader) == reader.locator("#bibtex").inner_text()
    assert clipboard(reader).startswith("@misc{byron2026thinking-2611.00001,")


def test_the_form_for_mistakes_names_the_page(reader: Page) -> None:
    reader.goto(VISIT)
    form = reader.get_by_role("link", name="Fix this page").get_attribute("href") or ""
    assert form.startswith("https://example.org/room/shelf/issues/new?")
    assert parse_qs(urlsplit(form).query) == {"template": ["correct-a-paper.yml"], "page": [reader.url]}


def test_other_forms_are_made_from_it(reader: Page) -> None:
    reader.goto(VISIT)
    reader.get_by_role("button", name="RIS").click()
    expect(reader.locator("#cite [role=status]")).to_have_text("RIS copied.")
    assert clipboard(reader).replace("\r\n", "\n").splitlines() == [
        "TY  - UNPB",
        "ID  - byron2026thinking-2611.00001",
        "TI  - Thinking in Two Tongues",
        "AU  - Byron, Ada",
        "AU  - Reader 1",
        "PY  - 2026",
        "DA  - 2026/11//",
        "AN  - arXiv:2611.00001",
        "UR  - https://arxiv.org/abs/2611.00001",
        "ER  - ",
    ]
    reader.get_by_role("button", name="CSL-JSON").click()
    expect(reader.locator("#cite [role=status]")).to_have_text("CSL-JSON copied.")
    assert json.loads(clipboard(reader)) == [
        {
            "id": "byron2026thinking-2611.00001",
            "type": "article",
            "title": "Thinking in Two Tongues",
            "author": [{"family": "Byron", "given": "Ada"}, {"literal": "Reader 1"}],
            "issued": {"date-parts": [[2026, 11]]},
            "publisher": "arXiv",
            "number": "arXiv:2611.00001",
            "URL": "https://arxiv.org/abs/2611.00001",
        }
    ]
    reader.get_by_role("button", name="Plain text").click()
    expect(reader.locator("#citation")).to_have_text(
        "Ada Byron and Reader 1. 2026. Thinking in Two Tongues. arXiv:2611.00001."
        " https://arxiv.org/abs/2611.00001"
    )


def test_other_forms_hold_formulas_in_characters(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    path = shelf.paper(r"For $n\geq 4$ and $μ$", "Text.", date="2026")
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}{path.removesuffix('.md')}/")
    expect(page.locator("#bibtex")).to_contain_text(r"For {$n\geq 4$} and {$\mu$}")
    page.get_by_role("button", name="Plain text").click()
    expect(page.locator("#citation")).to_contain_text("2026. For n ≥ 4 and μ. http")
    page.close()


def test_c_copies_the_citation_but_not_while_typing(reader: Page) -> None:
    reader.goto(VISIT)
    reader.keyboard.press("/")
    reader.keyboard.type("cc")
    expect(reader.locator("header input")).to_have_value("cc")
    expect(reader.locator("#cite [role=status]")).to_have_text("")
    reader.keyboard.press("Escape")
    reader.keyboard.press("c")
    expect(reader.locator("#cite [role=status]")).to_have_text("BibTeX copied.")


def test_what_c_did_is_seen_where_the_citation_is_not(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 300})
    reader.goto(VISIT)
    said = reader.locator("#cite [role=status]")
    expect(reader.locator("#cite")).not_to_be_in_viewport()
    reader.keyboard.press("c")
    expect(said).to_have_text("BibTeX copied.")
    expect(said).to_be_in_viewport(ratio=1)
    assert reader.evaluate("scrollY") == 0
    reader.set_viewport_size({"width": 768, "height": 900})
    reader.get_by_role("button", name="RIS").click()
    beside = reader.get_by_role("button", name="RIS").bounding_box()
    place = said.bounding_box()
    assert beside is not None and place is not None and abs(place["y"] - beside["y"]) < beside["height"]


def test_what_could_not_be_copied_is_shown(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address, viewport={"width": 390, "height": 300})
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => 0"
    )
    page.goto(VISIT)
    page.keyboard.press("c")
    expect(page.locator("#cite [role=status]")).to_have_text("Copy the text above: it is selected.")
    expect(page.locator("#cite [role=status]")).to_be_in_viewport(ratio=1)
    expect(page.locator("#bibtex")).to_be_in_viewport()
    assert page.evaluate("getSelection().toString()").strip().startswith("@misc{")
    page.close()


def test_without_script_the_citation_is_there_to_be_selected(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(VISIT)
    expect(page.locator("#bibtex")).to_contain_text("@misc{byron2026thinking-2611.00001,")
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()


def test_a_paper_is_printed_with_its_address_on_one_sheet(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    page.goto(VISIT)
    page.emulate_media(media="print")
    printed = page.evaluate("getComputedStyle(document.querySelector('[rel=canonical]'), '::after').content")
    assert printed == f'"https://example.org/shelf/{VISIT}"'
    for unprinted in ("body > header", ".paper .papers", ".origin", ".mend", "body > footer"):
        expect(page.locator(unprinted).first).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    context.close()


READ_BACK = """async ([address, entries]) => {
  const { parse, ris, csl, plain } = await import(address);
  const whole = ({ literal, given, family, suffix }) =>
    literal ?? [given, family, suffix].filter(Boolean).join(" ");
  return entries.map((entry) => {
    const paper = parse(entry);
    const names = paper.authors.map(whole);
    JSON.parse(csl(paper));
    ris(paper);
    return [paper.title, names, plain(paper)];
  });
}"""


def read_back(page: Page, pages: list[PaperPage]) -> list[Any]:
    script = page.evaluate("document.querySelector('script[src*=cite]').src")
    found = page.evaluate(READ_BACK, [script, [bibtex(one) for one in pages]])
    assert isinstance(found, list)
    return found


def test_every_real_citation_gives_back_title_and_names(reader: Page, shared: Path) -> None:
    reader.goto(VISIT)
    pages = list(real_pages(shared))
    for one, (title, names, _) in zip(pages, read_back(reader, pages), strict=True):
        assert title == with_commands(one.paper.title)
        assert names == list(one.paper.authors[:MOST_AUTHORS])


def test_a_crowd_is_cited_by_its_first_fifty(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    crowd = [f"Ann Number{letter}{other}" for letter in "abcdefgh" for other in "abcdefghij"]
    shelf.paper("Of a Crowd", "Text.", authors=crowd, date="2026")
    page = chromium.new_page()
    page.goto(f"{serve(shelf.build())}papers/2026-11/of-a-crowd/")
    [(_, names, plain)] = read_back(
        page, [PaperPage("papers/2026-11/x.md", Paper(title="x", authors=tuple(crowd)), ReadContent(""))]
    )
    assert names == crowd[:MOST_AUTHORS]
    assert f"{crowd[49]} et al." in plain
    page.close()


def test_odd_names_and_titles_come_back(reader: Page) -> None:
    odd = [
        "Nguyễn Thị Ánh",
        "Søren Łukasiewicz",
        "Straße & Söhne",
        "{a} \\b ~c ^d <e> |f| `g",
        "Ḥāfiẓ Đặng",
        "$x$ y",
        "λ-GELU of 5 µm",
    ]
    pages = [
        PaperPage(
            "papers/2026-11/x.md", Paper(title=name, authors=(name, "The Team and Friends")), ReadContent("")
        )
        for name in [*odd, "Top-$k$ of $\\mathcal{O}(n^{2})$ in {braces} for 5$"]
    ]
    reader.goto(VISIT)
    for one, (title, names, _) in zip(pages, read_back(reader, pages), strict=True):
        assert (title, names) == (one.paper.title, list(one.paper.authors))


def test_hostile_citations_stay_text(chromium: Browser, serve: Callable[[Path], str], shelf: Shelf) -> None:
    attack = "</pre><img src=x onerror=window.struck=1>\nER  - \nTY  - EVIL"
    for number, text in enumerate([attack, *HOSTILE[:-1]]):
        shelf.paper(
            f"{' '.join(text.split())} {number}", "Text.", authors=[" ".join(text.split())], date="2026"
        )
    page = chromium.new_page()
    address = serve(shelf.build())
    for folder in sorted((shelf.root / "site/papers/2026-11").iterdir()):
        if not folder.is_dir():
            continue
        page.goto(f"{address}papers/2026-11/{folder.name}/")
        if page.locator("#cite").count():
            page.get_by_role("button", name="RIS").click()
            expect(page.locator("#citation")).to_be_visible()
            assert page.locator("#citation").inner_text().count("TY  - ") <= 2
            assert page.locator("main img, main pre *").count() == 0
        assert page.evaluate("window.struck") is None
    page.close()
