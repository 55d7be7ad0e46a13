"""A window of 320 pixels, as wide as one of 1280 that is enlarged four times (WCAG 2.2, 1.4.10)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import Shelf
from tests.site.test_accessible import kinds
from tests.site.test_around import history

PROJECT = Path(__file__).resolve().parents[2]
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"
FORMULA = r"$\text{a text that stands within a formula and cannot be broken}$"
WIDE = f"""\
# Wide

| {" | ".join(f"Column{number}" for number in range(9))} |
|{"---|" * 9}
| {" | ".join("cell" for _ in range(9))} |

<table class="own"><tr>{"<td>unbroken</td>" * 12}</tr></table>

[{WORD}](about.md) `{WORD}`
"""


BEYOND = """[...document.querySelectorAll('main *')].filter(
  (one) => one.getBoundingClientRect().right > 320.5).map((one) => one.outerHTML.slice(0, 80)).slice(-2)"""


class Narrow(NamedTuple):
    site: Path
    address: str


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Narrow:
    """Every kind of page, with what is wider than a phone on each."""
    shelf = Shelf.empty(tmp_path_factory.mktemp("narrow"))
    history(shelf)
    shelf.topic("long", f"{WORD} and what follows from it", "reasoning", f"About {WORD}.")
    for name in ("benchmarks.md", "readers.md"):
        shutil.copy(PROJECT / "docs" / name, shelf.root / "docs" / name)
    shelf.write("docs/wide.md", WIDE)
    for number in range(2):
        shelf.paper(
            f"{number} {FORMULA} {WORD}",
            f"We write {FORMULA}, and {WORD}. $$x = {' + '.join(['y^2'] * 40)}$$\n\n## Notes\n\n{WIDE[8:]}",
            "2026-11-20",
            authors=[WORD, f"Reader {number}"],
            ids={"doi": f"10.1234/{WORD.encode('ascii', 'ignore').decode()}.{number}"},
            tags=["long"],
        )
    site = shelf.build()
    return Narrow(site, serve(site))


@pytest.fixture
def phone(chromium: Browser, narrow: Narrow) -> Page:
    return chromium.new_page(base_url=narrow.address, viewport={"width": 320, "height": 640})


def test_no_kind_of_page_is_wider_than_the_window(phone: Page, narrow: Narrow) -> None:
    wide = []
    by_hand = ["wide/", "benchmarks/", "readers/"]
    papers = [
        f"{file.parent.relative_to(narrow.site)}/" for file in narrow.site.glob("papers/2026-11/*/index.html")
    ]
    for visit in (*kinds(narrow.site), *by_hand, *papers, "tags/long/", "digests/hf-api-2026-11-20/"):
        phone.goto(visit)
        expect(phone.locator("#scheme")).to_be_visible()
        if phone.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append((visit, phone.evaluate(BEYOND)))
        hidden = (
            "getComputedStyle(document.documentElement).overflowX + getComputedStyle(document.body).overflowX"
        )
        assert phone.evaluate(hidden) == "visiblevisible"
    assert wide == []
    phone.close()


def test_every_word_of_the_header_is_there(phone: Page) -> None:
    phone.goto("about/")
    for link in phone.locator("body > header a, body > header button").all():
        box = link.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 320, link.inner_text()
    phone.close()


def test_a_wide_table_moves_in_a_box_of_its_own(phone: Page) -> None:
    phone.goto("wide/")
    for table in phone.locator("article table").all():
        assert table.evaluate("table => table.scrollWidth > table.clientWidth")
        table.evaluate("table => { table.scrollLeft = 9999; }")
        expect(table.locator("td").last).to_be_in_viewport()
    phone.close()
