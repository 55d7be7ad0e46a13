"""What a reader finds on the pages of a built archive."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from generator.site.build import SiteError, build
from generator.site.sitemap import Place, Section, sitemaps
from tests.site.conftest import PAPERS, Shelf, furnish
from tests.site.pages import page, text, titles


def test_home_shows_the_latest_digest_and_how_fresh_the_archive_is(site: Path) -> None:
    home = page(site, "")
    assert text(home.h1) == "Digest of 23 Nov 2026"
    assert titles(home)[:2] == ["What Listeners Hear", "Counting to Ten"]
    assert text(home.select_one(".facts")) == "2 papers · Hugging Face Daily Papers"
    assert (
        text(home.select_one(".fresh")) == "The archive holds 4 papers. Its newest digest is of 23 Nov 2026 ."
    )
    assert text(home.select_one(".words")).startswith("Papers, and what became of them.")
    assert home.select("header form, header button") == []  # without scripts they would do nothing


def test_a_paper_says_what_is_known_of_it(site: Path) -> None:
    paper = page(site, "papers/2026-11/thinking-in-two-tongues")
    assert text(paper.select_one(".authors")) == "Ada Byron , Reader 1"
    assert text(paper.select_one(".facts")) == "published 18 Nov 2026 · listed 20 Nov 2026 , 2 of 2 · 9 votes"
    assert [time["datetime"] for time in paper.select(".facts time")] == ["2026-11-18"]
    assert [link["href"] for link in paper.select(".facts a")] == ["../../../digests/hf-api-2026-11-20/"]
    actions = {link.get_text(): link["href"] for link in paper.select(".actions a")}
    assert actions == {
        "PDF": "https://arxiv.org/pdf/2611.00001",
        "arXiv 2611.00001": "https://arxiv.org/abs/2611.00001",
        "Hugging Face": "https://huggingface.co/papers/2611.00001",
        "Code": "https://github.com/example/1",
        "Cite": "#cite",
    }
    assert [chip.get_text() for chip in paper.select(".chips a")] == ["Cross-lingual transfer", "Reasoning"]
    assert paper.select_one(".listed") is None
    assert text(paper.select_one(".beside")) == "Few Shots Across Languages"


def test_a_paper_that_came_twice_says_when_and_with_how_many_votes(shelf: Shelf) -> None:
    path = shelf.paper("Twice", "Abstract.", "2026-11-20", votes=9)
    shelf.list("2026-11-24", "Other", None)
    shelf.list("2026-11-24", "Twice", path, votes=30)
    paper = page(shelf.build(), "papers/2026-11/twice")
    assert text(paper.select_one(".facts")) == "listed 20 Nov 2026 , 1 of 1"
    assert [text(item) for item in paper.select(".listed li")] == [
        "20 Nov 2026 , Hugging Face Daily Papers: 1 of 1, 9 votes",
        "24 Nov 2026 , Hugging Face Daily Papers: 2 of 2, 30 votes",
    ]


def test_the_head_names_the_paper_for_those_who_cite_it(site: Path) -> None:
    head = page(site, "papers/2026-11/counting-to-ten").head
    assert head is not None
    named = {meta.get("name"): meta["content"] for meta in head.select("meta[name]")}
    assert named["citation_title"] == "Counting to Ten"
    assert named["citation_publication_date"] == "2026/11/18"
    assert named["citation_arxiv_id"] == "2611.00003"
    assert named["description"].startswith("Counting is hard for models")
    authors = [meta["content"] for meta in head.select('meta[name="citation_author"]')]
    assert authors == ["Byron, Ada", "Reader 3"]
    canonical = head.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == "https://example.org/shelf/papers/2026-11/counting-to-ten/"


def test_a_summary_names_its_writer(site: Path) -> None:
    paper = page(site, "papers/2026-11/what-listeners-hear")
    assert text(paper.select_one(".summary")) == "In short. In one line, by a contributor."


def test_notes_stand_below_the_abstract(site: Path) -> None:
    paper = page(site, "papers/2026-11/few-shots-across-languages")
    assert text(paper.select_one(".notes")) == "Notes Read twice ."
    assert paper.select_one(".abstract h2") is None


def test_every_paper_can_be_edited_and_read_as_it_is_written(furnished: Shelf, site: Path) -> None:
    paper = page(site, "papers/2026-11/counting-to-ten")
    links = [link["href"] for link in paper.select(".mend a")]
    path = "papers/2026-11/counting-to-ten.md"
    assert links == [
        f"https://example.org/room/shelf/edit/main/docs/{path}",
        "index.md",
    ]
    source = site / "papers/2026-11/counting-to-ten/index.md"
    assert source.read_bytes() == (furnished.root / "docs" / path).read_bytes()


def test_every_page_that_is_a_file_can_be_read_as_it_is_written(shelf: Shelf) -> None:
    furnish(shelf)
    shelf.write("docs/authors/ada-byron.md", "---\nname: Ada Byron\n---\n\nCounts.\n")
    built = shelf.build()
    for address in ("about", "tags/reasoning", "authors/ada-byron"):
        source = (built / address / "index.md").read_bytes()
        assert source == (shelf.root / "docs" / f"{address}.md").read_bytes()
        link = page(built, address).select_one("main [href$='index.md']")
        assert link is not None and link.get_text() == "Markdown"
    assert (built / "index.md").read_bytes() == (shelf.root / "docs/index.md").read_bytes()


def test_a_digest_keeps_its_order_and_votes(site: Path) -> None:
    digest = page(site, "digests/hf-api-2026-11-20")
    assert titles(digest) == ["Few Shots Across Languages", "Thinking in Two Tongues"]
    assert [item["value"] for item in digest.select(".papers li")] == ["1", "2"]
    assert "10\u00a0votes" in digest.select_one(".papers > li > p").get_text()  # type: ignore[union-attr]
    assert text(digest.select_one(".beside")) == "23 Nov 2026"


def test_a_topic_holds_its_papers_and_those_below(site: Path) -> None:
    wide, narrow = page(site, "tags/multilinguality"), page(site, "tags/cross-lingual-transfer")
    assert titles(wide) == titles(narrow) == ["Few Shots Across Languages", "Thinking in Two Tongues"]
    assert text(wide.select_one(".chips")) == "Cross-lingual transfer 2"
    assert text(narrow.select_one(".trail")) == "Topics / Multilinguality / Cross-lingual transfer"
    assert text(narrow.select_one(".lead")) == "Learning in one language what is then used in another."
    assert text(page(site, "tags").select_one(".tree")).startswith(
        "Multilinguality 2 Cross-lingual transfer 2 Reasoning 1 Speech 1"
    )


def test_an_author_has_a_page_from_two_papers_on(site: Path) -> None:
    assert titles(page(site, "authors/ada-byron")) == [
        "What Listeners Hear",
        "Counting to Ten",
        "Few Shots Across Languages",
        "Thinking in Two Tongues",
    ]
    assert not (site / "authors/reader-1").exists()
    assert text(page(site, "authors").select_one(".names")) == "Ada Byron 4"


def test_months_lead_to_papers(site: Path) -> None:
    assert text(page(site, "papers").select_one(".days")) == "Nov 2026 4 papers"
    assert len(titles(page(site, "papers/2026-11"))) == len(PAPERS)


def test_pages_written_by_hand_are_of_one_piece(site: Path) -> None:
    about = page(site, "about")
    assert text(about.h1) == "About"
    assert about.select_one("article a")["href"] == "../tags/"  # type: ignore[index]
    assert about.select_one("body > header nav") is not None


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    broken = []
    for file in site.rglob("*.html"):
        if file.name == "404.html":
            continue
        address = file.parent.relative_to(site).as_posix()
        for link in page(site, address).select("[href], [src], [action]"):
            target = str(link.get("href") or link.get("src") or link.get("action")).partition("#")[0]
            target = target.partition("?")[0]
            if "://" not in target and not _exists((file.parent / target).resolve()):
                broken.append((address, target))
    assert broken == []


def _exists(path: Path) -> bool:
    return (path / "index.html").is_file() if path.is_dir() else path.is_file()


def test_a_title_that_ends_in_index_has_its_page_where_links_lead(shelf: Shelf) -> None:
    path = shelf.paper("The Debugging Decay Index", "Decay.", "2026-11-20")
    site = shelf.build()
    link = page(site, "digests/hf-api-2026-11-20").select_one(".papers > li > a")
    assert link is not None and link["href"] == f"../../{path.removesuffix('.md')}/"
    assert text(page(site, path.removesuffix(".md")).h1) == "The Debugging Decay Index"


def test_an_archive_without_a_digest_says_so(shelf: Shelf) -> None:
    site = shelf.build()
    assert text(page(site, "").h1) == "No digest yet"
    assert text(page(site, "digests").select_one(".empty")).startswith("There is no digest yet.")
    assert "no topics yet" in text(page(site, "tags").select_one(".empty"))


def test_a_topic_without_papers_and_a_paper_without_facts_are_whole(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    shelf.paper("Alone", "")
    site = shelf.build()
    assert text(page(site, "tags/speech").select_one(".empty")).startswith(
        "No paper is filed under Speech yet."
    )
    paper = page(site, "papers/2026-11/alone")
    assert text(paper.select_one(".facts")) == "filed under Nov 2026"
    assert [link["href"] for link in paper.select(".facts a")] == ["../../../papers/2026-11/"]
    assert paper.select_one(".authors, .chips, .related, .listed") is None
    assert text(paper.select_one(".empty")) == "There is no abstract here yet."
    described = paper.select_one("meta[name=description]")
    assert described is not None and described["content"] == "Alone"


def test_long_lists_have_pages_of_a_hundred_that_stay(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    for number in range(270):
        shelf.paper(f"Paper {number:03}", "Abstract.", authors=["Ada Byron"], tags=["speech"])
    site = shelf.build()
    sheets = [page(site, f"tags/speech/{tail}") for tail in ("", "page/2", "page/1")]
    assert [len(titles(sheet)) for sheet in sheets] == [70, 100, 100]
    assert sorted(title for sheet in sheets for title in titles(sheet)) == [
        f"Paper {n:03}" for n in range(270)
    ]
    pager = sheets[1].select_one(".pager")
    assert text(pager).startswith("101 to 200, counted from the oldest previous newest 2 1 next")
    assert [link["href"] for link in pager.select("a")] == [  # type: ignore[union-attr]
        "../../../../tags/speech/", "../../../../tags/speech/", "../../../../tags/speech/page/1/",
        "../../../../tags/speech/page/1/",
    ]  # fmt: skip
    full = [f"{folder}/page/1/index.html" for folder in ("tags/speech", "authors/ada-byron")]
    before = [(site / path).read_bytes() for path in full]
    for number in range(8):
        shelf.paper(f"Later {number}", "Abstract.", "2026-11-24", authors=["Ada Byron"], tags=["speech"])
    assert [(shelf.build() / path).read_bytes() for path in full] == before


def test_entries_without_a_page_keep_their_place(shelf: Shelf) -> None:
    shelf.list("2026-11-20", "Lost", None)
    shelf.paper("Found", "Abstract.", "2026-11-20")
    digest = page(shelf.build(), "digests/hf-api-2026-11-20")
    assert [item["value"] for item in digest.select(".papers li")] == ["2"]
    assert "1 entry without a page here" in text(digest.select_one(".facts"))


def test_two_builds_are_the_same_to_the_byte(shelf: Shelf) -> None:
    furnish(shelf)
    first = fingerprints(shelf.build())
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "86400",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=shelf.root, env={**os.environ, **elsewhere}, check=True)
    assert fingerprints(shelf.root / "site") == first


def fingerprints(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in site.rglob("*")
        if file.is_file() and "pagefind" not in file.parts
    }


def test_no_page_names_the_folder_it_was_built_in(furnished: Shelf, site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in (".html", ".xml", ".md", ".js"):
            assert str(furnished.root) not in file.read_text(encoding="utf-8"), file


def located(file: Path) -> dict[str, str | None]:
    """The addresses of a map, each with its day."""
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    entries = [{etree.QName(child).localname: child.text for child in one} for one in etree.fromstring(data)]
    return {
        str(entry["loc"]).removeprefix("https://example.org/shelf/"): entry.get("lastmod")
        for entry in entries
    }


def test_the_site_map_is_an_index_dated_by_digests(site: Path) -> None:
    index = located(site / "sitemap.xml")
    assert index == {"sitemap-listings.xml.gz": "2026-11-23", "sitemap-papers-2026.xml.gz": "2026-11-23"}
    papers = located(site / "sitemap-papers-2026.xml.gz")
    assert papers["papers/2026-11/counting-to-ten/"] == "2026-11-23"
    assert papers["papers/2026-11/few-shots-across-languages/"] == "2026-11-20"
    assert len(papers) == 4
    listings = located(site / "sitemap-listings.xml.gz")
    assert listings["tags/reasoning/"] == "2026-11-20"
    assert {"", "digests/hf-api-2026-11-23/", "authors/ada-byron/", "papers/2026-11/"} <= set(listings)
    assert not (site / "sitemap.xml.gz").exists()


def test_a_site_map_is_cut_where_the_protocol_says_so() -> None:
    url = "https://example.org/"
    papers = [Place(f"{url}papers/2026-11/{number}/") for number in range(50_001)]
    section = Section("made of these", [None] * len(papers), lambda *part: papers[slice(*part)])
    files = sitemaps(url, {"papers-2026": section})
    assert list(files) == ["sitemap.xml", "sitemap-papers-2026.xml.gz", "sitemap-papers-2026-2.xml.gz"]
    index, *parts = (part.make() for part in files.values())
    assert [text.count(b"<loc>") for text in (index, *parts)] == [2, 50_000, 1]


def test_an_archive_needs_its_plugin(shelf: Shelf) -> None:
    shelf.write("mkdocs.yml", "site_name: Room\ntheme: material\n")
    with pytest.raises(SiteError, match="papershelf"):
        build(shelf.root, strict=False)
