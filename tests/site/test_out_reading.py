"""The reading list in a real browser: stars, the page that shows and saves it, the mark on what is new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import bibtexparser
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.model.redirects import Redirects
from generator.storage.redirects import encode_redirects
from tests.site.conftest import Shelf, furnish

PAPER = "papers/2026-11/thinking-in-two-tongues/"


@pytest.fixture(params=[360, 1280])
def reader(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """A window of a reader who was never here; its complaints fail the test."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, base_url=address)
    context.set_default_timeout(5000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(("blob:", address)) or complaints.append(asked.url))
    yield page
    assert complaints == []
    context.close()


def star(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Keep in the reading list: {title}").click()


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_a_starred_paper_stands_in_the_list(reader: Page) -> None:
    reader.goto("tags/multilinguality/")
    star(reader, "Thinking in Two Tongues")
    reader.goto(PAPER)
    expect(reader.locator("article > .star")).to_have_attribute("aria-pressed", "true")
    reader.get_by_role("link", name="Reading list").click()
    expect(reader.locator(".papers > li > a")).to_have_text(["Thinking in Two Tongues"])
    expect(reader.locator(".papers > li > p")).to_have_text(
        "Ada Byron, Reader 1 · published 18 Nov 2026 · listed 20 Nov 2026, 2 of 2 · 9 votes"
    )
    reader.locator(".papers > li > a").click()
    assert reader.url.endswith(f"/shelf/{PAPER}")


def test_the_count_follows_the_stars(reader: Page) -> None:
    reader.goto("tags/multilinguality/")
    for button in reader.locator(".papers .star").all():
        button.click()
    reader.goto("reading-list/")
    said = reader.locator("#reading-said")
    expect(said).to_have_text("2 papers, kept in this browser and nowhere else.")
    star(reader, "Thinking in Two Tongues")
    expect(said).to_have_text("1 paper, kept in this browser and nowhere else.")
    star(reader, "Few Shots Across Languages")
    expect(said).to_contain_text("There is no paper in the list yet.")
    expect(reader.get_by_role("button", name="Save as JSON")).to_be_hidden()
    star(reader, "Few Shots Across Languages")
    expect(said).to_have_text("1 paper, kept in this browser and nowhere else.")


def keep(page: Page, papers: list[str]) -> None:
    """Papers in the list, as the browser keeps them; the last one stands first."""
    kept = json.dumps([{"page": one, "title": f"Title of {one}"} for one in papers])
    page.evaluate("kept => localStorage.setItem('papershelf:/shelf/:starred', kept)", kept)


OLD, OLDER, GONE = (f"papers/2026-10/{name}/" for name in ("old", "older", "gone"))


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """An archive in which papers have moved, and one was taken down."""
    shelf = Shelf.empty(tmp_path_factory.mktemp("moved"))
    furnish(shelf)
    redirects = Redirects(moved={OLD: PAPER, OLDER: PAPER}, removed={GONE: "Taken down by its authors."})
    shelf.write("redirects.toml", encode_redirects(redirects))
    return serve(shelf.build())


def test_a_paper_that_moved_is_followed(chromium: Browser, moved: str) -> None:
    page = chromium.new_page(base_url=moved)
    page.goto("")
    keep(page, [OLD, "papers/2026-11/what-listeners-hear/"])
    page.goto("reading-list/")
    row = page.locator(".papers > li").nth(1)
    expect(row.locator("p")).to_contain_text("Ada Byron, Reader 1 · published 18 Nov 2026")
    expect(row.locator("a")).to_have_text("Thinking in Two Tongues")
    expect(row.locator("a")).to_have_attribute("href", f"{moved}{PAPER}")
    saved_papers = [one["page"] for one in json.loads(saved(page, "Save as JSON"))["papers"]]
    assert saved_papers == [PAPER, "papers/2026-11/what-listeners-hear/"]
    library = bibtexparser.parse_string(saved(page, "Save as BibTeX"))
    assert {entry["eprint"] for entry in library.entries} == {"2611.00001", "2611.00002"}
    page.goto(PAPER)
    expect(page.locator("article > .star")).to_have_attribute("aria-pressed", "true")
    page.close()


def test_papers_that_moved_to_one_page_are_one(chromium: Browser, moved: str) -> None:
    page = chromium.new_page(base_url=moved)
    page.goto("")
    keep(page, [OLD, GONE, OLDER])
    page.goto("reading-list/")
    expect(page.locator("#reading-said")).to_contain_text("2 papers")
    rows = page.locator(".papers > li")  # which of the two stays hangs on which page answers first
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Thinking in Two Tongues")).to_have_count(1)
    expect(rows.filter(has_text=f"Title of {GONE}").locator("p")).to_have_text("This paper was taken down")
    page.close()


def test_rows_are_filled_as_they_come_into_view(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("")
    keep(page, [PAPER, *(f"papers/2026-10/paper-{number}/" for number in range(200))])
    asked: list[str] = []
    page.on("request", lambda request: "/papers/" in request.url and asked.append(request.url))
    page.goto("reading-list/")
    expect(page.locator(".papers > li > p").first).to_contain_text("does not answer")
    assert len(asked) < 100
    page.locator(".papers > li").last.scroll_into_view_if_needed()
    expect(page.locator(".papers > li > p").last).to_contain_text("Ada Byron, Reader 1")
    page.close()


def test_only_another_window_s_stars_draw_the_list_anew(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address)
    page, other = context.new_page(), context.new_page()
    page.goto(PAPER)
    page.keyboard.press("s")
    page.goto("reading-list/")
    page.evaluate("new MutationObserver(() => { window.drawn = true; })"
                  ".observe(document.querySelector('.papers'), { childList: true })")  # fmt: skip
    other.goto("tags/speech/")
    other.locator("#scheme").click()
    page.wait_for_function("localStorage.getItem('scheme') === 'dark'")
    page.wait_for_timeout(200)
    assert page.evaluate("window.drawn") is None
    star(other, "What Listeners Hear")
    expect(page.locator(".papers > li > a")).to_have_text(["What Listeners Hear", "Thinking in Two Tongues"])
    expect(page.locator("#starred")).to_have_text("2")
    context.close()


def test_a_paper_leaves_the_list_as_it_came(reader: Page) -> None:
    reader.goto(PAPER)
    reader.keyboard.press("s")
    expect(reader.locator("#starred")).to_have_text("1")
    reader.goto("reading-list/")
    star(reader, "Thinking in Two Tongues")
    expect(reader.locator("#starred")).to_have_text("")
    reader.reload()
    expect(reader.locator("#reading-said")).to_contain_text("There is no paper in the list yet.")
    expect(reader.get_by_role("button", name="Save as BibTeX")).to_be_hidden()


def test_stars_are_clicked_one_after_the_other(reader: Page) -> None:
    reader.goto("tags/multilinguality/")
    for button in reader.locator(".papers .star").all():
        button.click()
    expect(reader.locator("#starred")).to_have_text("2")


def test_s_stars_the_row_that_is_marked(reader: Page) -> None:
    reader.goto("tags/multilinguality/")
    reader.keyboard.press("s")
    expect(reader.locator("#starred")).to_have_text("")
    for key in "jjs":
        reader.keyboard.press(key)
    expect(reader.locator(".star[aria-pressed=true]")).to_have_count(1)
    expect(reader.locator(".papers > li").nth(1).locator(".star")).to_have_text("★")
    if reader.locator("header input").is_visible():
        reader.locator("header input").press("s")
        expect(reader.locator(".star[aria-pressed=true]")).to_have_count(1)


def test_the_list_is_saved_as_bibtex(reader: Page) -> None:
    for title in ("Thinking in Two Tongues", "Few Shots Across Languages"):
        reader.goto("tags/multilinguality/")
        star(reader, title)
    reader.goto("reading-list/")
    library = bibtexparser.parse_string(saved(reader, "Save as BibTeX"))
    assert library.failed_blocks == []
    assert {entry["eprint"] for entry in library.entries} == {"2611.00000", "2611.00001"}
    expect(reader.locator("#reading-said")).to_have_text("The citations of all 2 are in reading-list.bib.")


def test_the_list_moves_to_another_browser(reader: Page, chromium: Browser, address: str) -> None:
    reader.goto(PAPER)
    reader.keyboard.press("s")
    reader.goto("reading-list/")
    text = saved(reader, "Save as JSON")
    assert json.loads(text)["papers"] == [{"page": PAPER, "title": "Thinking in Two Tongues"}]
    other = chromium.new_page()
    other.goto(f"{address}reading-list/")
    take(other, text)
    expect(other.locator("#reading-said")).to_have_text("1 of the 1 papers in list.json are new in the list.")
    expect(other.locator(".papers > li > a")).to_have_text(["Thinking in Two Tongues"])
    take(other, text)
    expect(other.locator("#reading-said")).to_have_text("0 of the 1 papers in list.json are new in the list.")
    other.close()


def take(page: Page, text: str) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "list.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def test_a_longer_list_than_there_is_room_for_says_what_was_left(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("")
    keep(page, [PAPER, "papers/2026-10/paper-7/"])
    page.goto("reading-list/")
    papers = [{"page": f"papers/2026-10/paper-{number}/", "title": "x"} for number in range(6000)]
    take(page, json.dumps({"papers": papers}))
    expect(page.locator("#reading-said")).to_have_text(
        "4,998 of the 6,000 papers in list.json are new in the list."
        " For 1,001 more there is no place: the list holds 5,000 at most."
    )
    expect(page.locator("#starred")).to_have_text("5000")
    page.close()


def test_an_empty_list_is_one(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("reading-list/")
    take(page, '{"papers": []}')
    expect(page.locator("#reading-said")).to_have_text("list.json holds no paper.")
    page.close()


@pytest.mark.parametrize(
    "text",
    ["", "{", "{}", "[]", "[7]", "null", '"x"', '{"papers": 7}', '{"papers": [null, 7, {"page": 1}]}',
     '{"papers": [{"page": "https://example.org/"}]}'],
)  # fmt: skip
def test_a_file_that_is_no_list_changes_nothing(chromium: Browser, address: str, text: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}{PAPER}")
    page.keyboard.press("s")
    page.goto(f"{address}reading-list/")
    take(page, text)
    expect(page.locator("#reading-said")).to_contain_text("list.json is no reading list.")
    expect(page.locator(".papers > li > a")).to_have_text(["Thinking in Two Tongues"])
    page.close()


def test_a_list_of_somebody_else_s_making_is_harmless(chromium: Browser, address: str) -> None:
    attack = "<img src=x onerror=window.struck=1>"
    pages = [
        "javascript:window.struck=1",
        "//example.com/papers/2026-11/x/",
        "papers/2026-11/../../x/",
        PAPER,
        "papers/2026-11/gone/",
    ]
    page = chromium.new_page()
    page.goto(f"{address}reading-list/")
    take(page, json.dumps({"papers": [{"page": one, "title": attack} for one in pages]}))
    expect(page.locator(".papers > li > a")).to_have_text([attack, attack])
    addresses = [link.get_attribute("href") for link in page.locator(".papers > li > a").all()]
    assert addresses == [f"{address}papers/2026-11/gone/", f"{address}{PAPER}"]
    expect(page.locator(".papers > li > p").first).to_have_text(
        "Its page does not answer; it may have moved."
    )
    assert page.evaluate("window.struck") is None
    page.close()


def test_what_a_browser_kept_for_another_archive_stays_there(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}{PAPER}")
    page.keyboard.press("s")
    kept = page.evaluate("Object.keys(localStorage)")
    assert "papershelf:/shelf/:starred" in kept
    page.close()


def test_spoilt_storage_is_no_obstacle(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    page.evaluate("localStorage.setItem('papershelf:/shelf/:starred', '{\"a\": [')")
    page.goto(f"{address}{PAPER}")
    page.keyboard.press("s")
    expect(page.locator("#starred")).to_have_text("1")
    page.close()


FULL = """for (let size = 1 << 22; size >= 1; size >>= 1) {
  try { localStorage.setItem(`full${size}`, 'x'.repeat(size)); } catch { /* the next is half as long */ }
}"""
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"
NO_ROOM = "The browser has no room for it, or keeps nothing for this site."


def test_a_browser_without_room_says_so(reader: Page) -> None:
    reader.goto(PAPER)
    reader.evaluate(FULL)
    reader.keyboard.press("s")
    notice = reader.get_by_role("status").filter(has_text=NO_ROOM)
    expect(notice).to_be_in_viewport()
    expect(reader.locator("article > .star")).to_have_attribute("aria-pressed", "false")
    reader.goto("reading-list/")
    expect(reader.locator("#reading-said")).to_contain_text("A star would not stay")
    reader.evaluate("localStorage.clear()")
    reader.goto("reading-list/")
    expect(reader.locator("#reading-said")).to_contain_text("There is no paper in the list yet.")
    expect(reader.locator("#reading-said")).not_to_contain_text("would not stay")


def test_a_browser_that_keeps_nothing_says_so(reader: Page) -> None:
    reader.add_init_script(FORBIDDEN)
    reader.goto("tags/multilinguality/")
    star(reader, "Thinking in Two Tongues")
    expect(reader.get_by_role("status").filter(has_text=NO_ROOM)).to_be_in_viewport()
    reader.goto("reading-list/")
    expect(reader.locator("#reading-said")).to_contain_text("keeps nothing for this site")


def test_a_list_that_is_full_says_so(reader: Page) -> None:
    reader.goto("")
    papers = [{"page": f"papers/2026-10/paper-{number}/", "title": "x"} for number in range(5000)]
    reader.evaluate(
        "papers => localStorage.setItem('papershelf:/shelf/:starred', papers)", json.dumps(papers)
    )
    reader.goto(PAPER)
    reader.keyboard.press("s")
    expect(reader.locator(".below")).to_have_text("The list holds 5,000 papers, and no more.")
    expect(reader.locator("#starred")).to_have_text("5000")


def test_search_results_have_stars(reader: Page) -> None:
    reader.goto("search/?q=transfer")
    expect(reader.locator("#results .star")).to_have_count(2)
    reader.locator("#results .star").first.click()
    expect(reader.locator("#starred")).to_have_text("1")


def test_what_came_since_the_last_visit_is_marked(
    chromium: Browser, serve: Callable[[Path], str], shelf: Shelf
) -> None:
    furnish(shelf)
    address = serve(shelf.build())
    context = chromium.new_context(base_url=address)
    first = context.new_page()
    first.goto("")
    expect(first.locator(".new")).to_have_count(0)
    first.close()
    shelf.paper("Fresh", "Abstract.", "2026-11-24")
    shelf.build()
    second = context.new_page()
    second.goto("digests/")
    expect(second.locator("li:has(.new) time")).to_have_text(["24 Nov 2026"])
    second.goto("")
    expect(second.locator(".facts .new")).to_have_text(["new"])
    second.goto("digests/hf-api-2026-11-23/")
    expect(second.locator(".new")).to_have_count(0)
    second.close()
    third = context.new_page()
    third.goto("digests/")
    expect(third.locator(".new")).to_have_count(0)
    context.close()


def test_without_scripts_there_are_no_buttons(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("tags/multilinguality/")
    expect(page.locator("button:visible")).to_have_count(0)
    page.goto("reading-list/")
    expect(page.locator("#reading-list")).to_contain_text("Bookmarks do the same without it.")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_stars_move_nothing(chromium: Browser, address: str, width: int) -> None:
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 800})
    page = context.new_page()
    places = """[...document.querySelectorAll('.papers > li > :is(a, p), .first, h1, h2')].map(
        (one) => JSON.stringify(one.getBoundingClientRect()))"""
    for visit in ("", "tags/multilinguality/", PAPER, "digests/"):
        page.route("**/assets/reading.js*", lambda route: route.abort())
        page.goto(visit)
        before = page.evaluate(places)
        page.unroute("**/assets/reading.js*")
        page.reload()
        expect(
            page.locator(".star").first if visit != "digests/" else page.locator("#starred")
        ).to_be_attached()
        assert page.evaluate(places) == before
    context.close()


COVERED = """() => [...document.querySelectorAll(".papers > li")].filter((row) => {
  const star = row.querySelector(".star").getBoundingClientRect();
  const glyph = (star.left + star.right) / 2 - 9;
  const texts = document.createRange();
  return [...row.querySelectorAll(":scope > a, :scope > p, .first")].some((part) => {
    texts.selectNodeContents(part);
    return [...texts.getClientRects()].some((line) => line.width && line.right > glyph && line.top < star.bottom);
  });
}).map((row) => row.innerText)"""


@pytest.mark.parametrize(
    "visit", ["tags/multilinguality/", "authors/ada-byron/", "digests/hf-api-2026-11-20/"]
)
def test_no_star_covers_what_is_written(
    shelf: Shelf, chromium: Browser, serve: Callable[[Path], str], visit: str
) -> None:
    furnish(shelf)
    for number in range(6):
        words = " ".join(["Long words of a title that goes on"] * 2)
        shelf.paper(
            f"{words} {number * 'x'}",
            "Text. More.",
            "2026-11-20",
            authors=["Ada Byron"],
            tags=["multilinguality"],
        )
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(serve(shelf.build()) + visit)
    expect(page.locator(".papers > li .star").first).to_be_visible()
    assert page.evaluate(COVERED) == []
    page.close()
