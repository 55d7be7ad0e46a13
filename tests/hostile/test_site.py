"""A site made of payloads, looked at in a browser: nothing runs, nothing is asked of another host."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import bibtexparser
import markdown
import pytest
from lxml import etree

from generator.site.handwritten import sanitised
from generator.storage.reading import read_archive
from generator.text.escaping import escape
from generator.text.markdown import render, render_title
from tests.hostile import shelf as hostile
from tests.hostile.corpus import PAYLOADS, TEXTS
from tests.hostile.look import Watch
from tests.hostile.test_fields import REPAIRED, as_written
from tests.site.conftest import Shelf

EXTENSIONS = ["tables", "footnotes", "toc", "attr_list", "md_in_html", "def_list", "admonition", "meta"]
"""What the archive's owner switches on, and more: hand-written pages must be harmless with any of them."""
_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def pages(site: Path) -> list[str]:
    return sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))


@pytest.fixture(scope="session")
def record(archive: Shelf) -> Any:
    return read_archive(archive.root).records["lines-jsonl-2026-11-20"]


def test_no_page_holds_anything_that_its_text_should_not_have_made(
    site: Path, watch: Watch, record: Any
) -> None:
    told = watch.inspected(site, pages(site))
    assert len(told) > len(PAYLOADS)
    found = {page: set(facts["problems"]) for page, facts in told.items() if facts["problems"]}
    for page in [page for page in found if page.startswith("guides/")]:
        found[page] -= {"2 of h1"}  # Markdown of people's own
    assert {page: problems for page, problems in found.items() if problems} == {}
    assert watch.effects == []
    compared = 0
    for entry in record.entries:
        if entry.page is None or REPAIRED.search(entry.entry.authors[0]) or len(entry.entry.title) > 190:
            continue
        facts, expected = told[f"{entry.page.removesuffix('.md')}/index.html"], as_written(entry.entry.title)
        assert facts["heading"] == [expected]
        assert facts["title"] == f"{expected} · Reading Room"
        assert facts["citation"] == [expected]
        assert facts["kind"] == "ScholarlyArticle" and facts["writers"][1] == "Byron, Ada"
        assert facts["authors"][0].startswith(f"{expected}, Ada Byron")
        assert expected in facts["facts"][0] and expected in facts["summary"][0]
        compared += 1
    assert compared > 400


def test_pages_that_are_opened_do_nothing(site: Path, watch: Watch) -> None:
    whole = pages(site)
    chosen = [page for page in whole if not page.startswith(("papers/", "tags/", "authors/", "guides/"))]
    chosen += [page for page in whole if page.startswith("guides/")][::4]
    chosen += [page for page in whole if page.startswith("papers/")][::20]
    chosen += [page for page in whole if page.startswith(("tags/", "authors/"))][::20]
    assert watch.opened(chosen) == []


def test_what_was_rendered_is_harmless_without_any_policy(watch: Watch) -> None:
    """The sanitising step by itself: its HTML is put into a page that forbids nothing."""
    fragments: list[str] = []
    for text in TEXTS:
        fragments += (render(text), render(escape(text)), render_title(text))
        fragments.append(sanitised(markdown.markdown(text, extensions=EXTENSIONS)))
    watch.bare()
    watch.page.evaluate(
        """async (fragments) => {
          for (const fragment of fragments) {
            document.body.innerHTML = `<main>${fragment}</main>`;
            for (const one of document.querySelectorAll("a, summary")) one.dispatchEvent(new Event("mouseover"));
          }
          await new Promise((done) => setTimeout(done, 300));
        }""",
        fragments,
    )
    assert watch.page.evaluate("happened") == []
    assert watch.effects == []


def test_the_search_page_shows_what_was_asked_as_text(site: Path, watch: Watch) -> None:
    asked = [payload.text for payload in PAYLOADS if payload.group == "search"]
    asked += [payload.text for payload in PAYLOADS if payload.group in ("html", "schemes", "breakout")][::30]
    watch.page.goto(f"{watch.address}search/")
    for text in asked:
        watch.page.evaluate(
            """async (text) => {
              const box = document.getElementById("q");
              box.value = text;
              box.dispatchEvent(new Event("input"));
              await new Promise((done) => setTimeout(done, 150));
            }""",
            text[:300],
        )
        assert (
            watch.page.evaluate(
                "document.querySelectorAll('#search script, #search img, #search svg').length"
            )
            == 0
        )
    for text in asked[::8]:
        for key in ("q", "tag", "author", "year", "sort", "source"):
            watch.page.goto(f"{watch.address}search/?{key}={quote(text)}#{quote(text)}")
        watch.page.goto(f"{watch.address}{quote(text)}")
        watch.page.goto(f"{watch.address}doi/10.1000/{quote(text)}")
    assert watch.page.evaluate("happened") == []
    assert [effect for effect in watch.effects if "asking" not in effect] == []


def test_nothing_is_written_beside_the_archive(archive: Shelf, site: Path) -> None:
    assert hostile.outside(archive.root) <= {"mkdocs.yml", "redirects.toml", "papershelf.toml"}
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        assert name.isprintable() and not re.search(r'[<>:"|?*\\]', name), name
        assert not path.is_symlink() and len(path.name.encode()) <= 255


def test_feeds_and_maps_are_well_formed_and_hold_text(site: Path, record: Any) -> None:
    strict = etree.XMLParser(resolve_entities=False, no_network=True)
    known = {as_written(entry.entry.title) for entry in record.entries}
    seen = 0
    for file in (*site.rglob("*.xml"), *site.rglob("*.xml.gz"), *site.rglob("*.opml")):
        if file.is_dir():
            continue
        data = file.read_bytes()
        root = etree.fromstring(gzip.decompress(data) if file.suffix == ".gz" else data, strict)
        names = {etree.QName(element).localname for element in root.iter(etree.Element)}
        assert names <= {
            "feed", "id", "title", "updated", "author", "name", "link", "rights", "entry", "published", "category",
            "content", "summary", "urlset", "url", "loc", "lastmod", "opml", "head", "body", "outline", "sitemapindex",
            "sitemap",
        }, file  # fmt: skip
        seen += sum(title.text in known for title in root.iterfind("a:entry/a:title", _ATOM))
        for address in (*root.xpath("//a:link/@href", namespaces=_ATOM), *root.xpath("//outline/@xmlUrl")):
            assert address.startswith("https://example.org/"), address
    assert seen > 80
    for file in site.rglob("feed.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["version"].endswith("/1.1")


def _unpacked(site: Path, name: str) -> str:
    return gzip.decompress((site / "data" / name).read_bytes()).decode()


def test_exports_are_read_back_whole(site: Path, archive: Shelf, record: Any) -> None:
    papers = len(read_archive(archive.root).pages)
    rows = list(csv.reader(io.StringIO(_unpacked(site, "papers.csv.gz"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r]", cell)]
    lines = [json.loads(line) for line in _unpacked(site, "papers.jsonl.gz").splitlines()]
    library = bibtexparser.parse_string(_unpacked(site, "papers.bib.gz"))
    assert library.failed_blocks == []
    assert len(library.entries) == len(lines) == len(rows) - 1 <= papers
    assert {entry.entry_type for entry in library.entries} <= {"misc", "inproceedings", "article"}
    assert len({entry.key for entry in library.entries}) == len(library.entries)
    assert not library.preambles and not library.strings and not library.comments


@pytest.fixture(scope="session")
def annotated(archive: Shelf) -> str:
    command = [sys.executable, "-m", "generator", "-C", str(archive.root), "check", "--format", "github"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def test_annotations_of_such_an_archive_are_annotations_and_nothing_else(annotated: str) -> None:
    lines = annotated.split("\n")[:-1]
    assert len(lines) > 300
    for line in lines:
        assert re.match(r"::(?:error|notice) file=[^:,]*,line=\d+,col=\d+,title=[a-z-]+::", line), line
        assert line.isprintable(), line


def test_citations_that_a_browser_makes_hold_one_paper_each(site: Path, watch: Watch) -> None:
    papers = [page for page in pages(site) if page.startswith("papers/") and page.count("/") == 3][::4]
    watch.page.goto(f"{watch.address}search/")
    made = watch.page.evaluate(
        """async ([address, papers]) => {
          const { parse, ris, csl, plain } = await import(`${address}assets/cite.js`);
          const all = [];
          for (const paper of papers) {
            const page = new DOMParser().parseFromString(await (await fetch(address + paper)).text(), "text/html");
            const source = page.getElementById("bibtex")?.textContent.trim();
            if (!source) continue;
            const read = parse(source);
            all.push([page.querySelector("h1").textContent, source, ris(read), csl(read), plain(read)]);
          }
          return all;
        }""",
        [watch.address, papers],
    )
    assert len(made) > 200 and watch.effects == []
    for title, source, ris, csl, plain in made:
        tags = [line[:6] for line in ris.split("\r\n")]
        assert all(re.fullmatch("[A-Z][A-Z0-9]  - ", tag) for tag in tags), title
        assert (tags[0], tags[-1]) == ("TY  - ", "ER  - ") and len(ris.splitlines()) == len(tags), title
        assert [tags.count(f"{tag}  - ") for tag in ("TY", "ID", "TI", "ER")] == [1, 1, 1, 1], (title, source)
        (item,) = json.loads(csl)
        assert ris.split("\r\n")[2] == f"TI  - {item['title']}" and "\n" not in plain
        assert item["title"] in plain and source.startswith(("@misc{", "@article{", "@inproceedings{"))


def test_a_reading_list_of_strangers_is_a_list_of_titles(site: Path, watch: Watch) -> None:
    strange = [{"page": text, "title": text} for text in TEXTS]
    named = [{"page": f"papers/2026-11/x-{place}/", "title": text} for place, text in enumerate(TEXTS)]
    watch.page.goto(f"{watch.address}reading-list/")
    chooser = watch.page.locator("input[type=file]")
    told = ("<b>strange.json is no reading list.", "papers in <b>named.json are new in the list.")
    for name, given, words in (("strange", strange, told[0]), ("named", named, told[1])):
        file = {"archive": TEXTS[0], "papers": given}
        chooser.set_input_files(
            {"name": f"<b>{name}.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
        )
        watch.page.get_by_text(words).wait_for()
        shown = watch.page.locator(".papers > li > a").all_text_contents()
        assert shown == [] if name == "strange" else len(shown) == len(TEXTS)
    for text, title in zip(reversed(TEXTS), shown, strict=True):
        # As JavaScript splits, and counts.
        line = re.sub(r"[\s\ufeff]+", " ", re.sub("[\x1c-\x1f\x85]", "x", text)).strip()
        assert re.sub("[\x1c-\x1f\x85]", "x", title)[:200] == (line or title)[:200], text
    stray = "#reading-list :is(script, img, svg, iframe, b, object, form, style, link, math)"
    assert watch.page.locator(stray).count() == 0
    addresses = watch.page.locator(".papers a").evaluate_all("all => all.map((one) => one.href)")
    assert {address.rsplit("/x-")[0] for address in addresses} == {f"{watch.address}papers/2026-11"}
    watch.page.reload()
    watch.page.get_by_role("button", name="Save as JSON").wait_for()
    assert watch.page.evaluate("happened") == [] and watch.effects == []
