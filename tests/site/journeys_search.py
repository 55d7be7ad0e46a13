"""What readers look for, keep and take along, in an archive of which nothing is known."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import feedparser
from playwright.sync_api import Locator, Page, expect

from tests.site.bibliography import parse
from tests.site.journeys import Window, known, papers, press, with_id


def a_search(window: Window) -> None:
    """By keyboard, narrowed, sorted, and sent to a colleague."""
    page, site = window.page, window.archive.site
    wanted = known(site, "tags")
    assert wanted is not None
    page.goto("statistics/")
    page.keyboard.press("/")
    page.keyboard.type(wanted["title"])
    page.keyboard.press("Enter")
    titles = page.locator("#results > li > a")
    expect(titles.first).to_have_text(wanted["title"])
    expect(page.locator("#results mark").first).to_be_visible()
    page.locator("#q").focus()
    press(page, "ArrowDown " * (page.locator("#called a").count() + 1))
    expect(titles.first).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#q")).to_be_focused()
    titles.first.focus()
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text(wanted["title"])
    narrow(page, titles, next(paper for paper in papers(site) if "code" in paper.get("links", {})))
    page.goto("search/?q=language+models&sort=date")
    assert descending([time.get_attribute("datetime") or "" for time in settled(page).locator("time").all()])
    page.goto("search/?q=language+models&sort=votes")
    votes = re.findall(r"([\d,]+)\s+votes?\b", settled(page).inner_text())
    assert descending([int(one.replace(",", "")) for one in votes])
    assert bool(votes) == any(paper.get("votes") for paper in papers(site))


def narrow(page: Page, titles: Locator, paper: dict[str, Any]) -> None:
    """By topic, year and code, to what such a paper is among; the address says it all."""
    page.goto("search/?" + urlencode({"q": paper["title"].split()[0].strip(":,")}))
    settled(page)
    for label, value, said in (
        ("Topic", paper["tags"][-1], " in "),
        ("Year", paper["listed"][:4], ", listed in "),
    ):
        expect(page.get_by_label(label).locator(f'option[value="{value}"]')).to_be_attached()
        page.get_by_label(label).select_option(value)
        expect(page.locator("#said")).to_contain_text(said)
    page.get_by_label("Has code").check()
    expect(page.locator("#said")).to_contain_text(", with code")
    assert all(part in page.url for part in ("q=", "tag=", "year=", "code=1"))
    found = settled(page).locator("li > a").all_inner_texts()
    page.goto(page.url)
    expect(titles).to_have_text(found)


def settled(page: Page) -> Locator:
    """The results, when all are there."""
    results = page.locator('#results[aria-busy="false"]')
    results.wait_for(state="attached")
    return results


def descending(values: list[Any]) -> bool:
    return values == sorted(values, reverse=True)


def names_ids_and_slips(window: Window) -> None:
    """An author by the beginning of a name, a paper by its id, a word in spite of a slip."""
    page, site = window.page, window.archive.site
    wanted = known(site, "authors")
    assert wanted is not None
    name = wanted["authors"][0]
    page.goto("search/")
    page.fill("#q", name[:-1])
    expect(page.locator("#called")).to_contain_text("Authors")
    page.fill("#q", name)
    expect(page.locator("#results > li > a", has_text=wanted["title"])).to_be_visible()
    arxiv = with_id(site, "arxiv")
    assert arxiv is not None
    for pasted in (arxiv[0], f"https://arxiv.org/pdf/{arxiv[0]}v2"):
        page.fill("#q", pasted)
        expect(page.locator("#results > li > a")).to_have_text([arxiv[1]])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(arxiv[1])
    doi, title = with_id(site, "doi") or ("10.1000/none", "")
    page.goto(f"search/?q=https://doi.org/{doi}")
    expect(settled(page).locator("li > a")).to_have_text([title] if title else [])
    expect(page.locator("#said, #hints a", has_text=doi).last).to_be_visible()
    word = max(re.findall(r"[a-z]{6,}", wanted["abstract"]), key=len)
    page.goto(f"search/?q={word[:2]}{word[3]}{word[2]}{word[4:]}")
    settled(page)
    expect(page.locator("#said b, .meant a").first).to_have_text(word)


def a_short_address(window: Window) -> None:
    """``/arxiv/<id>`` leads to its paper; another says where else to look."""
    page, arxiv = window.page, with_id(window.archive.site, "arxiv")
    assert arxiv is not None
    page.goto(f"arxiv/{arxiv[0]}")
    expect(page.locator("h1")).to_have_text(arxiv[1])
    page.goto("arxiv/0704.0001")
    expect(page.locator("#reason a")).to_have_attribute("href", "https://arxiv.org/abs/0704.0001")


def a_reading_list(window: Window) -> None:
    """Starred by key and by hand, saved in two forms, taken in again; and what is new."""
    page = window.page
    page.goto("")
    expect(page.locator(".new")).to_have_count(0)
    titles = page.locator(".papers.numbered > li > a").all_inner_texts()[:2]
    press(page, "j s")
    page.locator(".papers.numbered .star").nth(1).click()
    expect(page.locator("#starred")).to_have_text("2")
    page.goto("reading-list/")
    expect(page.locator(".papers > li > a")).to_have_text(titles[::-1])
    expect(page.locator(".papers > li > p").first).to_contain_text("listed")
    assert parse(saved(page, "Save as BibTeX")).failed_blocks == []
    text = saved(page, "Save as JSON")
    assert [paper["title"] for paper in json.loads(text)["papers"]] == titles
    for _ in titles:
        page.locator(".papers .star").first.click()
        page.reload()
    expect(page.locator("#reading-said")).to_contain_text("no paper in the list yet")
    file = {"name": "list.json", "mimeType": "application/json", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".papers > li > a")).to_have_text(titles[::-1])
    page.evaluate("""() => {
        for (const key of Object.keys(localStorage)) if (key.endsWith(":seen")) localStorage[key] = JSON.stringify("2000-01-01");
        sessionStorage.clear();
    }""")
    page.goto("digests/")
    expect(page.locator(".new").first).to_be_visible()


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def feeds_and_files(window: Window) -> None:
    """What a feed reader discovers in the head is a feed; every file for programs is there."""
    page = window.page
    topic, author = (first_of(page, *where) for where in (("tags/", ".tree a"), ("authors/", ".names a")))
    for place, kinds in (("", 2), (topic, 2), *([(author, 1)] if author else [])):
        page.goto(place)
        found = page.locator("link[rel=alternate][type]").all()
        feeds = {link.get_attribute("type"): link.evaluate("link => link.href") for link in found}
        assert len(feeds) == kinds
        assert feedparser.parse(page.request.get(feeds["application/atom+xml"]).text()).entries
        if kinds == 2:
            assert page.request.get(feeds["application/feed+json"]).json()["items"]
    for listing in ("subscribe/", "data/"):
        page.goto(listing)
        files = page.locator(".files a, .feeds a[href$=opml]").all()
        assert files
        for link in files:
            assert page.request.get(link.evaluate("link => link.href")).ok


def first_of(page: Page, listing: str, links: str) -> str:
    """Where the first link of a listing leads; empty where the listing is."""
    page.goto(listing)
    link = page.locator(links).first
    return str(link.evaluate("link => link.href")) if link.count() else ""


SEARCHING = (a_search, names_ids_and_slips, a_short_address, a_reading_list, feeds_and_files)
