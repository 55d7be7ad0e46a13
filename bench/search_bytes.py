"""What a reader's browser loads to search: bytes of each step, compressed as a host sends them.

python -m bench.search_bytes ARCHIVE
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from bench.host import Host, served

FIRST = "retrieval augmented generation"
FURTHER = ("cross-lingual transfer", "video diffusion", "Yann LeCun", "chain of thought prompting")


def step(name: str, host: Host, show: bool) -> None:
    """Tell what was sent since the last step, and forget it."""
    total = sum(size for _, size in host.sent)
    print(f"| {name} | {total / 1000:,.0f} kB | {len(host.sent)} |", flush=True)
    if show:
        for path, size in sorted(host.sent, key=lambda one: -one[1])[:12]:
            print(f"    {size:>7} {path}")
    host.sent.clear()


def search(tab: Tab, text: str) -> None:
    """Type a query, and wait for what it brings."""
    tab.fill("#q", text)
    tab.wait_for_timeout(300)
    tab.wait_for_selector('#results[aria-busy="false"]', state="attached", timeout=60_000)
    tab.wait_for_load_state("networkidle")


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--show", action="store_true", help="the largest files of each step")
    options = parser.parse_args()
    with served(options.archive / "site") as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        print("| step | sent | requests |\n|---|---|---|")
        tab.goto(f"{host.address}about/", wait_until="networkidle")
        step("a page of the site, first visit", host, options.show)
        tab.goto(f"{host.address}search/", wait_until="networkidle")
        step("the search page", host, options.show)
        search(tab, FIRST)
        step(f"first search: {FIRST}", host, options.show)
        for text in FURTHER:
            search(tab, text)
            step(f"further: {text}", host, options.show)
        tab.focus("#tag")
        tab.wait_for_load_state("networkidle")
        tab.wait_for_timeout(500)
        step("filters reached for", host, options.show)
        browser.close()


if __name__ == "__main__":
    main()
