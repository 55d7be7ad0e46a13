"""Looking around in a real browser: plots and calendars fit, days are walked, abstracts unfold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import Shelf
from tests.site.test_around import history

VISITS = ("", "digests/hf-api-2026-01-12/", "tags/reasoning/", "authors/", "authors/reader-1/", "years/2026/",
          "statistics/", "curate/", "digests/", "papers/2025-12/")  # fmt: skip


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    shelf = Shelf.empty(tmp_path_factory.mktemp("around"))
    history(shelf)
    return serve(shelf.build())


def look(chromium: Browser, address: str, width: int = 1280, scheme: str = "light", **more: bool) -> Page:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=address, **more  # type: ignore[arg-type]
    )  # fmt: skip
    context.set_default_timeout(5000)
    return context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_everything_fits_and_nothing_complains(
    chromium: Browser, around: str, width: int, scheme: str
) -> None:
    page = look(chromium, around, width, scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda asked: asked.url.startswith(around) or complaints.append(asked.url))
    for visit in VISITS:
        page.goto(visit)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, visit
        for plot in page.locator("svg.plot path").all():
            box = plot.bounding_box()
            assert box is not None and box["width"] > 20 and box["height"] > 5, visit
    assert complaints == []
    page.context.close()


def test_days_are_walked_with_arrows(chromium: Browser, around: str) -> None:
    page = look(chromium, around)
    page.goto("")
    days = page.locator(".month td a")
    days.nth(2).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="12", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("link", name="11", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("link", name="11", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Digest of 11 Jan 2026")
    page.context.close()


def test_days_of_a_calendar_are_large_enough_for_a_thumb(chromium: Browser, around: str) -> None:
    page = look(chromium, around, 360)
    page.goto("years/2026/")
    for day in page.locator(".month td a").all():
        box = day.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 40
    page.context.close()


def test_abstracts_and_tables_unfold_without_scripts(chromium: Browser, around: str) -> None:
    page = look(chromium, around, java_script_enabled=False)
    page.goto("digests/hf-api-2026-01-12/")
    abstract = page.locator(".unfold .abstract").first
    expect(abstract).to_be_hidden()
    page.locator(".unfold summary").first.click()
    expect(abstract).to_have_text("First sentence 27. Second sentence.")
    page.goto("statistics/")
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("cell", name="24", exact=True)).to_be_visible()
    page.context.close()


def test_behind_the_newest_the_line_of_facts_unfolds(
    shelf: Shelf, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    for number in range(151):
        abstract = f"About {number}. More." if number < 150 else ""
        shelf.paper(f"Paper {number:03}", abstract, "2026-01-10", authors=["Ada Byron"], tags=["speech"])
    shelf.topic("speech", "Speech", None, "Sounds.")
    page = look(chromium, serve(shelf.build()))
    page.goto("tags/speech/page/1/")
    line = page.locator(".papers summary")
    expect(line).to_have_count(100)
    expect(line.first).to_contain_text("Ada Byron · 10 Jan 2026")
    line.first.click()
    expect(page.locator(".unfold .abstract").first).to_contain_text("More.")
    row = page.locator(".papers > li", has_text="Paper 150")
    row.locator("summary").click()
    expect(row.locator(".abstract")).to_have_text("There is no abstract here yet.")
    page.route("**/papers/2026-01/paper-149/", lambda route: route.fulfill(status=404, body="<p>Gone."))
    row = page.locator(".papers > li", has_text="Paper 149")
    row.locator("summary").click()
    expect(row.locator(".abstract")).to_contain_text("It stands on the page of the paper.")
    page.context.close()


def test_links_of_an_abstract_that_is_fetched_lead_where_they_lead_on_its_page(
    shelf: Shelf, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    shelf.topic("speech", "Speech", None, "Sounds.")
    shelf.paper("First Paper", "See [it](second-paper.md). ![A figure](x.png)", tags=["speech"])
    shelf.paper("Second Paper", "It.", tags=["speech"])
    shelf.write("docs/papers/2026-11/x.png", "").write_bytes(b"\x89PNG\r\n\x1a\n")
    page = look(chromium, serve(shelf.build()))
    page.goto("tags/speech/")
    row = page.locator(".papers > li", has_text="First Paper")
    row.locator("summary").click()
    expect(row.locator(".abstract img")).to_have_attribute(
        "src", re.compile(r"/shelf/papers/2026-11/x\.png$")
    )
    row.get_by_role("link", name="it", exact=True).click()
    expect(page.locator("h1")).to_have_text("Second Paper")
    page.context.close()


def test_a_printed_digest_is_whole(chromium: Browser, around: str) -> None:
    page = look(chromium, around, 360)
    page.goto("digests/hf-api-2026-01-12/")
    page.emulate_media(media="print")
    expect(page.locator(".unfold .abstract").first).to_be_visible()
    expect(page.locator(".unfold .abstract").first).to_contain_text("Second sentence.")
    expect(page.locator(".unfold summary").first).to_be_hidden()
    for line in page.locator(".papers > li > p").all():
        assert line.evaluate("line => getComputedStyle(line).webkitLineClamp") == "none"
    page.goto("tags/reasoning/")
    expect(page.locator(".unfold .first").first).to_be_visible()
    page.context.close()


def test_without_scripts_the_page_for_what_is_not_there_promises_no_search(
    chromium: Browser, around: str
) -> None:
    page = look(chromium, around, java_script_enabled=False)
    page.goto("no/such/page/")
    expect(page.locator("main")).to_contain_text("the page may have gone.")
    for promise in ("form", "#reason .scripted"):
        expect(page.locator(f"main {promise}")).to_be_hidden()
    expect(page.get_by_role("link", name="topics", exact=True)).to_be_visible()
    page.context.close()


def test_an_address_that_is_none_costs_the_page_for_it_no_star(chromium: Browser, around: str) -> None:
    page = look(chromium, around)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("%E0%A4%A/")
    expect(page.locator("#missing")).to_have_value("%E0%A4%A")
    assert complaints == []
    expect(page.locator("head script[src*='reading.js']")).to_have_count(1)
    page.context.close()


def test_in_lists_abstracts_are_fetched_when_they_unfold(chromium: Browser, around: str) -> None:
    page = look(chromium, around)
    page.goto("tags/reasoning/")
    asked: list[str] = []
    page.on("request", lambda request: "/papers/" in request.url and asked.append(request.url))
    page.locator(".unfold summary").first.click()
    expect(page.locator(".unfold .abstract").first).to_have_text("First sentence 27. Second sentence.")
    expect(page.locator(".unfold .abstract em").first).to_have_text("Second")
    page.locator(".unfold summary").first.click()
    expect(page.locator(".unfold .abstract").first).to_be_hidden()
    page.locator(".unfold summary").first.click()
    assert len(asked) == 1
    page.context.set_offline(True)
    page.locator(".unfold summary").nth(1).click()
    expect(page.locator(".unfold .abstract").nth(1)).to_contain_text("stands on the page of the paper")
    page.context.set_offline(False)
    for _ in range(2):
        page.locator(".unfold summary").nth(1).click()
    expect(page.locator(".unfold .abstract").nth(1)).to_contain_text("Second sentence.")
    page.context.close()
