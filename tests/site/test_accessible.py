"""axe-core finds no fault on any kind of page, in both schemes, on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SEARCHES = [
    "search/?q=cross-lingual+transfer",
    "search/?q=byron",
    "search/?q=lisstening+xylophone",
    "search/?q=xylophone",
    "search/?q=2611.00002",
    "search/?tag=reasoning&sort=votes",
]


def kinds(site: Path) -> list[str]:
    """One page of each kind: pages that stand equally deep in one folder are of a kind."""
    found: dict[tuple[str, int], str] = {}
    for file in sorted(site.rglob("index.html")):
        steps = file.parent.relative_to(site).parts
        found.setdefault(("/".join(steps[:1]), len(steps)), "/".join((*steps, "")))
    return [*found.values(), "no/such/page", *SEARCHES]


def faults(page: Page, visit: str) -> list[str]:
    page.goto(visit, wait_until="load")
    if "search/?" in visit:
        page.wait_for_selector('#results[aria-busy="false"]', state="attached")
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{visit}: {fault['id']}: {one['html'][:200]}" for fault in found for one in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_kind_of_page_has_a_fault(
    chromium: Browser, site: Path, address: str, scheme: str, width: int
) -> None:
    context = chromium.new_context(
        base_url=address,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    assert [fault for visit in kinds(site) for fault in faults(page, visit)] == []
    context.close()


def test_faults_are_seen(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.goto("about/")
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x><button></button>')"
    )
    found = {fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]}
    assert {"image-alt", "button-name"} <= found
    page.close()
