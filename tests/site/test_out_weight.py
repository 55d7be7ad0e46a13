"""What a page weighs on its way to a reader, compressed as a host sends it."""

from __future__ import annotations

import gzip
from pathlib import Path

from lxml import html

FIRST_VISIT = 25_000
NEXT_PAGE = 10_000
LOADED = ("reading.js", "cite.js")
"""What the script of all pages loads on that of a paper."""


def weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def parts(page: Path) -> list[Path]:
    """What a page loads besides itself."""
    document = html.parse(str(page))
    found = document.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
    files = [(page.parent / str(address).partition("?")[0]).resolve() for address in found]
    beside = [file.with_name(name) for file in files if file.suffix == ".js" for name in LOADED]
    return files + beside


def test_a_paper_is_light(site: Path) -> None:
    papers = sorted(site.glob("papers/*/*/index.html"))
    assert papers
    for paper in papers:
        assert weight(paper) < NEXT_PAGE
        assert weight(paper) + sum(map(weight, parts(paper))) < FIRST_VISIT


def test_every_page_of_a_small_archive_is_light(site: Path) -> None:
    heavy = [page for page in site.rglob("index.html") if weight(page) >= NEXT_PAGE]
    assert heavy == []
