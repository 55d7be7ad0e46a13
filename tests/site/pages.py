"""Built pages, read the way a reader's browser reads them."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup, Tag


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "lxml")


def titles(listing: BeautifulSoup) -> list[str]:
    return [title.get_text() for title in listing.select(".papers > li > a")]


def text(element: Tag | None) -> str:
    assert element is not None
    return " ".join(element.get_text(" ", strip=True).split())
