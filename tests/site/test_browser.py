"""A reader with a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import Shelf
from tests.site.test_accessible import RULES

VISITS = {
    "home": "",
    "digest": "digests/hf-api-2026-11-20/",
    "paper": "papers/2026-11/thinking-in-two-tongues/",
    "topic": "tags/cross-lingual-transfer/",
    "topics": "tags/",
    "authors": "authors/",
    "months": "papers/",
    "by hand": "about/",
    "status": "status/",
    "search": "search/?q=cross-lingual+transfer",
    "empty search": "search/",
}


@pytest.fixture(params=[360, 1280])
def reader(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A page in a window that notes every complaint, and every request that leaves the site."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, base_url=address)
    context.set_default_timeout(5000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(address) or complaints.append(asked.url))
    # Whoever goes on before a page has loaded breaks off what it asked for.
    page.on(
        "requestfailed",
        lambda asked: (
            asked.failure == "net::ERR_ABORTED" or complaints.append(f"failed: {asked.failure} {asked.url}")
        ),
    )
    yield page
    assert complaints == []
    context.close()


@pytest.mark.parametrize("visit", VISITS.values(), ids=VISITS.keys())
def test_pages_fit_and_stay_on_their_host(reader: Page, visit: str) -> None:
    reader.goto(visit, wait_until="networkidle" if "search" in visit else "load")
    expect(reader.locator("h1")).to_be_visible()
    assert reader.viewport_size is not None
    assert reader.evaluate("document.documentElement.scrollWidth") <= reader.viewport_size["width"]


def test_a_search_is_narrowed_by_a_topic(reader: Page) -> None:
    reader.goto("")
    reader.keyboard.press("/")
    reader.keyboard.type("cross-lingual transfer")
    reader.keyboard.press("Enter")
    results = reader.locator("#results > li > a")
    expect(results).to_have_count(2)
    expect(reader.locator("#said")).to_have_text("2 papers for “cross-lingual transfer”")
    expect(reader.locator("#results mark").first).to_be_visible()
    reader.get_by_label("Topic").select_option(label="Reasoning (1)")
    expect(results).to_have_text(["Thinking in Two Tongues"])
    assert reader.url.endswith("search/?q=cross-lingual+transfer&tag=reasoning")
    results.first.click()
    expect(reader.locator("h1")).to_have_text("Thinking in Two Tongues")


def test_a_search_can_be_sent_to_a_colleague(reader: Page) -> None:
    reader.goto("search/?q=hard&year=2026&code=1")
    expect(reader.locator("#results > li > a")).to_have_text(["Thinking in Two Tongues"])
    expect(reader.get_by_label("Has code (1)")).to_be_checked()
    expect(reader.get_by_label("Year")).to_have_value("2026")
    reader.get_by_label("Has code (1)").uncheck()
    expect(reader.locator("#results > li > a")).to_have_count(2)
    reader.go_back()
    expect(reader.locator("#results > li > a")).to_have_count(1)


def test_results_are_walked_with_the_keyboard(reader: Page) -> None:
    reader.goto("search/?q=transfer")
    expect(reader.locator("#results > li > a")).to_have_count(2)
    reader.locator("#q").focus()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowDown")
    expect(reader.locator("#results > li > a").nth(1)).to_be_focused()
    reader.keyboard.press("Escape")
    expect(reader.locator("#q")).to_be_focused()
    reader.keyboard.press("ArrowDown")
    title = reader.locator("#results > li > a").first.inner_text()
    reader.keyboard.press("Enter")
    expect(reader.locator("h1")).to_have_text(title)


def test_a_search_without_results_says_what_to_try(reader: Page) -> None:
    reader.goto("search/?q=listeners+speech&tag=reasoning")
    expect(reader.locator("#said")).to_have_text("No paper for “listeners speech” in Reasoning.")
    reader.get_by_role("link", name="The same in all topics").click()
    expect(reader.locator("#results > li > a")).to_have_text(["What Listeners Hear"])
    reader.goto("search/?q=xylophone")
    expect(reader.locator("#hints")).to_contain_text("Look at the spelling")


def test_words_that_no_paper_has_are_named(reader: Page) -> None:
    reader.goto("search/?q=listeners+xylophone")
    expect(reader.locator("#said")).to_contain_text("No paper has “xylophone”.")
    expect(reader.locator("#results > li > a")).to_have_text(["What Listeners Hear"])


def test_an_empty_search_offers_topics(reader: Page) -> None:
    reader.goto("search/")
    reader.get_by_role("link", name="Cross-lingual transfer 2").click()
    expect(reader.locator("#results > li > a")).to_have_count(2)
    assert reader.url.endswith("search/?tag=cross-lingual-transfer")


def test_the_scheme_follows_the_system_until_one_is_chosen(reader: Page) -> None:
    def ground() -> str:
        return str(reader.evaluate("getComputedStyle(document.body).backgroundColor"))

    reader.goto("")
    light = ground()
    reader.emulate_media(color_scheme="dark")
    dark = ground()
    assert light != dark
    reader.get_by_role("button", name="Light").click()
    assert ground() == light
    reader.goto("about/")
    assert ground() == light


def test_a_list_is_walked_with_j_and_k(reader: Page) -> None:
    reader.goto("tags/multilinguality/")
    titles = reader.locator(".papers > li > a")
    reader.keyboard.press("j")
    reader.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    reader.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()


def test_a_question_mark_tells_the_keys(reader: Page) -> None:
    reader.goto("papers/2026-11/thinking-in-two-tongues/")
    reader.keyboard.press("?")
    told = reader.get_by_role("dialog", name="Keyboard")
    expect(told).to_contain_text("copies the citation")
    assert Axe().run(reader, options=RULES).response["violations"] == []
    reader.keyboard.press("Escape")
    expect(told).to_be_hidden()
    reader.keyboard.press("/")
    reader.keyboard.type("?")
    expect(told).to_be_hidden()


def test_a_page_that_is_not_there_searches_for_its_address(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}papers/2026-11/two-tongues")
    expect(page.locator("#missing")).to_have_value("two tongues")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#results > li > a")).to_have_text(["Thinking in Two Tongues"])
    page.close()


def test_texts_and_lists_need_no_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("")
    page.get_by_role("link", name="Topics").first.click()
    page.get_by_role("link", name="Speech").click()
    page.get_by_role("link", name="What Listeners Hear").click()
    expect(page.locator(".abstract")).to_contain_text("We measure what listeners hear")
    page.goto("search/?q=speech")
    expect(page.locator("#hints")).to_contain_text("Searching needs JavaScript")
    context.close()


def test_hostile_papers_do_nothing_in_the_browser(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    attack = "<img src=x onerror=window.struck=1>\"'><script>window.struck=1</script>"
    shelf.topic("attack", attack, None, attack)
    shelf.paper(
        f"Attack {attack}",
        f"Xylophone {attack}. [x](javascript:window.struck=1) ![y](https://example.com/y.png)",
        "2026-11-23",
        authors=[attack, "Ada Byron"],
        venue=attack,
        summary=attack,
        tags=["attack", attack],
    )
    shelf.paper("Another", "Abstract.", "2026-11-23", authors=[attack])
    address = serve(shelf.build())
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    site = shelf.root / "site"
    shelf_pages = [file.parent.relative_to(site) for file in site.rglob("index.html")]
    assert len(shelf_pages) > 10
    for visit in [f"{place.as_posix()}/" for place in shelf_pages]:
        page.goto(visit.removeprefix("./"), wait_until="load")
        assert page.evaluate("window.struck") is None, visit
    page.goto("search/?q=xylophone&tag=attack")
    expect(page.locator("#results > li > a")).to_have_text([f"Attack {attack}"])
    expect(page.locator("#results img, #results script")).to_have_count(0)
    assert page.evaluate("window.struck") is None
    assert [url for url in asked if not url.startswith(address)] == []
    context.close()
