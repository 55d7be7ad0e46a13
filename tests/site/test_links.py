"""Every link and anchor of a built site leads somewhere, in pages, feeds, maps and files for programs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

SITE = "https://example.org/shelf/"
LINKS = ("href", "src", "action", "data-href")


class Site:
    """A built site as a visitor of its address finds it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.anchors = cache(self._anchors)

    def broken(self) -> list[str]:
        """Links that lead nowhere, each with the file that it stands in."""
        return [
            f"{source}: {target}"
            for source, base, target in self.links()
            if not is_elsewhere(target) and not self.is_there(urljoin(base, target))
        ]

    def links(self) -> Iterator[tuple[str, str, str]]:
        """File, address of the file, and what it links to."""
        for file in sorted(self.folder.rglob("*")):
            name = file.relative_to(self.folder).as_posix()
            address = SITE + name.removesuffix("index.html")
            if file.suffix == ".html" and "pagefind" not in file.parts:
                base = SITE if name == "404.html" else address
                yield from ((name, base, link) for link in page_links(file))
            elif file.suffix in (".xml", ".opml"):
                yield from ((name, address, link) for link in xml_links(file))
            elif file.name in ("feed.json", "llms.txt"):
                found = re.findall(rf"{re.escape(SITE)}[^\s\")]*", file.read_text(encoding="utf-8"))
                yield from ((name, address, link) for link in found)
            elif file.match("data/papers-*.json.gz"):
                papers = json.loads(gzip.decompress(file.read_bytes()))
                yield from ((name, SITE, paper["page"]) for paper in papers)

    def is_there(self, address: str) -> bool:
        """Whether an address has a file in the site, and its fragment an element."""
        if not address.startswith(SITE):
            return False
        parts = urlsplit(address.removeprefix(SITE))
        file = self.folder / unquote(parts.path)
        file = file / "index.html" if file.is_dir() or not parts.path else file
        if not file.is_file():
            return False
        return not parts.fragment or file.suffix != ".html" or unquote(parts.fragment) in self.anchors(file)

    @staticmethod
    def _anchors(file: Path) -> frozenset[str]:
        return frozenset(map(str, html.parse(str(file)).xpath("//@id | //a/@name")))


def is_elsewhere(target: str) -> bool:
    """Whether a link leaves the site, which nobody follows here."""
    return urlsplit(target).scheme != "" and not target.startswith(SITE)


def page_links(file: Path) -> Iterator[str]:
    page = html.parse(str(file))
    for name in LINKS:
        yield from map(str, page.xpath(f"//@{name}"))
    for refresh in page.xpath("//meta[@http-equiv='refresh']/@content"):
        yield str(refresh).partition("url=")[2]
    for address in page.xpath("//meta/@content"):
        if str(address).startswith(SITE):
            yield str(address)


def xml_links(file: Path) -> Iterator[str]:
    for element in etree.parse(str(file)).iter():
        yield from (str(element.get(name)) for name in ("href", "xmlUrl", "htmlUrl") if element.get(name))
        if isinstance(element.tag, str) and etree.QName(element).localname in ("loc", "uri"):
            yield element.text or ""
        if isinstance(element.tag, str) and etree.QName(element).localname == "content":
            yield from map(str, html.fromstring(f"<div>{element.text}</div>").xpath("//@href"))


def test_every_link_of_a_small_archive_leads_somewhere(site: Path) -> None:
    built = Site(site)
    assert built.broken() == []
    assert len(list(built.links())) > 500


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<a href="a/#there">1</a> <a href="a/#gone">2</a> <a href="b/">3</a>'
    )
    (tmp_path / "a/index.html").write_text(
        '<p id="there"><a href="../">4</a> <a href="https://other.example/x">5</a>'
    )
    assert Site(tmp_path).broken() == ["index.html: a/#gone", "index.html: b/"]
