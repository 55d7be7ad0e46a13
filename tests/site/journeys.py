"""What readers do with an archive, whatever it holds: each journey chooses on the page what it presses.

What an archive cannot have, such as a calendar of one day or the most voted papers where nobody votes, is
rightly absent; its exports say what is there.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, expect

from tests.site.bibliography import names, parse


class Real(NamedTuple):
    """A built archive, and where it is served."""

    site: Path
    address: str


class Window(NamedTuple):
    """A browser's window that looks at an archive."""

    page: Page
    archive: Real
    width: int


@cache
def papers(site: Path) -> list[dict[str, Any]]:
    """What the archive tells programs of its papers, the newest first."""
    lines = gzip.decompress((site / "data/papers.jsonl.gz").read_bytes()).splitlines()
    return [json.loads(line) for line in lines]


def known(site: Path, key: str) -> dict[str, Any] | None:
    """The newest paper with a title of plain words that has something."""
    plain = (paper for paper in papers(site) if re.fullmatch(r"[\w :,.?'-]+", paper["title"]))
    return next((paper for paper in plain if paper.get(key)), None)


def with_id(site: Path, kind: str) -> tuple[str, str] | None:
    """An id of this kind, and the title of its paper."""
    having = (paper for paper in papers(site) if kind in paper.get("ids", {}) and "$" not in paper["title"])
    return next(((paper["ids"][kind], paper["title"]) for paper in having), None)


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def a_paper(window: Window) -> None:
    """Its facts, ways out, place in the digest, and neighbours."""
    page = window.page
    page.goto("")
    first = page.locator(".papers.numbered > li > a").first
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("article .facts")).to_contain_text("listed ")
    expect(page.locator(".abstract")).not_to_be_empty()
    for action in page.locator(".actions a").all():
        assert (action.get_attribute("href") or "").startswith(("https://", "#cite"))
    expect(page.locator(".paper .papers li")).to_have_count(5)
    reasons = page.locator(".paper .papers > li > p")
    assert reasons.count() and all(reason.strip() for reason in reasons.all_inner_texts())
    expect(page.get_by_role("link", name="Edit this page")).to_have_attribute("href", re.compile("/edit/"))
    expect(page.get_by_role("link", name="Fix this page")).to_have_attribute(
        "href", re.compile("/issues/new")
    )
    page.get_by_role("navigation", name="Digest").get_by_role("link").last.click()
    expect(page.locator(".facts")).to_contain_text(", 2 of ")
    page.locator(".beside [rel=prev]").click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator(".paper .papers > li > a").first.click()
    expect(page.locator(".facts a").first).to_be_visible()


FORMS = {"RIS": "TY  - ", "CSL-JSON": "[{", "Plain text": "", "BibTeX": "@"}


def a_citation(window: Window) -> None:
    """Four forms of it, copied by hand and by key, read by a program of somebody else's."""
    page, paper = window.page, known(window.archive.site, "authors")
    assert paper is not None
    page.goto(paper["page"])
    page.locator(".actions").get_by_role("link", name="Cite").click()
    copied = page.locator("#cite [role=status]")
    for form, beginning in FORMS.items():
        page.get_by_role("button", name=form, exact=True).click()
        expect(copied).to_have_text(f"{form} copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert text.startswith(beginning) and paper["title"].split()[-1] in text
    page.get_by_role("button", name="RIS").click()
    page.keyboard.press("c")
    expect(copied).to_have_text("BibTeX copied.")
    library = parse(page.evaluate("navigator.clipboard.readText()"))
    assert library.failed_blocks == [] and len(library.entries) == 1
    assert names(library.entries[0]) == paper["authors"][:50]


def what_became_of_papers(window: Window) -> None:
    """Withdrawn and corrected ones are marked wherever they stand; notes stand on the page."""
    page, site = window.page, window.archive.site
    for status in ("withdrawn", "corrected"):
        paper = next((one for one in papers(site) if one.get("status") == status), None)
        if paper is None:
            assert not list(marked(site, f'class="paper {status}'))
            continue
        page.goto(paper["page"])
        expect(page.locator(".notice")).to_contain_text(f"This paper was {status}.")
        expect(page.locator("#cite")).to_have_count(0 if status == "withdrawn" else 1)
        page.locator(".facts a").last.click()
        row = page.locator(".papers > li", has=page.locator(f'a[href*="{paper["page"].split("/")[2]}"]'))
        expect(row.locator(".status")).to_have_text(status)
    for noted in list(marked(site, 'class="notes'))[:1]:
        page.goto(noted)
        expect(page.locator(".notes h2")).to_have_text("Notes")


def marked(site: Path, text: str) -> Iterator[str]:
    """Addresses of the papers on whose pages something stands."""
    for file in sorted(site.glob("papers/*/*/index.html")):
        if text in file.read_text(encoding="utf-8"):
            yield f"{file.parent.relative_to(site).as_posix()}/"


def a_look_around(window: Window) -> None:
    """From home through digests, months and the year."""
    page, site = window.page, window.archive.site
    page.goto("")
    expect(page.locator("h1")).to_contain_text("Digest of")
    has_votes = any(paper.get("votes") for paper in papers(site))
    assert page.get_by_role("heading", name="Trending").count() == int(has_votes)
    days = page.locator(".month td a:visible")
    if len({paper["listed"] for paper in papers(site)}) > 1:
        days.nth(3).focus()
        press(page, "ArrowRight Enter")
    else:
        expect(days).to_have_count(0)
        page.locator(".more a").click()
    expect(page.locator(".trail")).to_contain_text("Digests")
    unfolds(page)
    page.locator(".trail a").nth(1).click()
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d{4}$"))
    month = page.locator(".month caption a, .days a").last
    month.click()
    expect(page.locator("h1")).to_contain_text("Papers of")
    unfolds(page)
    page.locator(".trail a").first.click()
    expect(page.locator("h1")).to_have_text("Months")
    page.goto("digests/")
    assert page.locator(".days a").count() == min(
        100, len({one["name"] for paper in papers(site) for one in paper["digests"]})
    )


def unfolds(page: Page) -> None:
    """An abstract, on demand."""
    page.locator(".unfold summary").first.click()
    expect(page.locator(".unfold .abstract").first).to_be_visible()
    expect(page.locator(".unfold .abstract p").first).not_to_be_empty()


def topics_authors_and_numbers(window: Window) -> None:
    """The tree, a topic's course and company, a person's papers, and plots with tables behind."""
    page, site = window.page, window.archive.site
    page.goto("tags/")
    numbers = page.locator(".tree > ul > li > .n").all_inner_texts()
    largest = max(range(len(numbers)), key=lambda at: int(numbers[at].replace(",", "")))
    page.locator(".tree > ul > li > a").nth(largest).click()
    months = {paper["listed"][:7] for paper in papers(site)}
    expect(page.locator("svg.plot path")).to_have_count(int(len(months) > 1))
    page.locator(".around .chips li:has(.n) a").last.click()
    page.get_by_role("link", name="search in this topic").click()
    expect(page.locator("#results > li > a").first).to_be_visible()
    page.goto("authors/")
    if page.locator(".names a").count():
        name = page.locator(".names a").first.inner_text()
        page.locator(".names a").first.click()
        expect(page.locator("h1")).to_have_text(name)
        assert page.locator(".papers > li").count() > 1
    else:
        expect(page.locator(".empty")).to_contain_text("Nobody has two papers here yet")
    page.goto("statistics/")
    for table in page.locator(".behind").all():
        table.locator("summary").click()
        expect(table.locator("td").first).to_be_visible()
    expect(page.locator(".lying").first).to_be_visible()


LOOKING = (a_paper, a_citation, what_became_of_papers, a_look_around, topics_authors_and_numbers)
