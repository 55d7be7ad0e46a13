"""What the page of a paper says of its fate, its neighbours and its sources, and what its head says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.model.ledger import Written, hash_of
from generator.site.build import build
from generator.storage.logs import encode_ledger
from tests.site.conftest import PAPERS, Shelf, furnish
from tests.site.pages import page, text, titles

ATTACK = "</script><script>alert(1)</script><!--<script>"


def stated(paper: BeautifulSoup) -> dict[str, list[str]]:
    """What is said of the page in the words of schema.org, by the rules of RDFa Lite."""
    root = paper.select_one("html[vocab='https://schema.org/'][typeof=ScholarlyArticle]")
    assert root is not None
    found: dict[str, list[str]] = {}
    for element in root.select("[property]"):
        name = str(element["property"])
        value = element.get("content") or element.get("datetime") or element.get_text()
        if not name.startswith("og:"):
            found.setdefault(name, []).append(str(value))
    return found


def test_the_page_speaks_to_schema_org(site: Path) -> None:
    assert stated(page(site, "papers/2026-11/thinking-in-two-tongues")) == {
        "author": ["Byron, Ada", "Reader 1"],
        "headline": ["Thinking in Two Tongues"],
        "datePublished": ["2026-11-18"],
    }


def test_the_head_tells_reference_managers_where_and_when(shelf: Shelf) -> None:
    shelf.paper("In a Journal", "Text.", venue="Transactions of the ACL", ids={"doi": "10.1000/abc"})
    shelf.paper("At a Conference", "Text.", venue="ACL 2022", ids={"arxiv": "2205.00001"})
    site = shelf.build()
    journal = named(page(site, "papers/2026-11/in-a-journal"))
    assert journal["citation_journal_title"] == "Transactions of the ACL"
    assert journal["citation_doi"] == "10.1000/abc"
    conference = named(page(site, "papers/2026-11/at-a-conference"))
    assert conference["citation_conference_title"] == "ACL 2022"
    assert conference["citation_publication_date"] == "2022/05"
    assert conference["citation_pdf_url"] == "https://arxiv.org/pdf/2205.00001"
    canonical = page(site, "papers/2026-11/at-a-conference").select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == "https://example.org/shelf/papers/2026-11/at-a-conference/"


LINKED = """\
See [two](thinking-in-two-tongues.md#method "Two") and <https://example.org/a.md>, for a long time.

And more, on and on, until the line of the abstract is shorter than all of it.

## Notes

Of [reasoning](../../tags/reasoning.md), [us](../../about.md#team), [October](../2026-10/old.md), [here](#notes),
[the start](../../index.md), [far](https://example.org/other.md), ![a figure](figure.png).
"""


def test_links_and_images_of_the_text_lead_to_where_their_files_are_on_the_site(shelf: Shelf) -> None:
    furnish(shelf)
    path = shelf.paper("A Paper With Links", LINKED, "2026-11-23")
    shelf.write("docs/papers/2026-11/figure.png", "").write_bytes(b"\x89PNG\r\n\x1a\n")
    site = shelf.build()
    paper = page(site, path.removesuffix(".md"))
    assert [(link["href"], link.get("rel")) for link in paper.select(".abstract a, .notes a")] == [
        ("../../../papers/2026-11/thinking-in-two-tongues/#n-method", None),
        ("https://example.org/a.md", ["nofollow", "noopener"]),
        ("../../../tags/reasoning/", None),
        ("../../../about/#team", None),
        ("../../../papers/2026-10/old/", None),
        ("../../../papers/2026-11/a-paper-with-links/#n-notes", None),
        ("../../../", None),
        ("https://example.org/other.md", ["nofollow", "noopener"]),
    ]
    image = paper.select_one(".notes img")
    assert image is not None and image["src"] == "../../../papers/2026-11/figure.png"
    assert (site / "papers/2026-11/figure.png").is_file()
    digest = page(site, "digests/hf-api-2026-11-23").select_one(".abstract a")
    assert digest is not None and digest["href"] == "../../papers/2026-11/thinking-in-two-tongues/#n-method"


def test_a_link_leads_to_the_same_place_whether_or_not_its_page_is_there(shelf: Shelf) -> None:
    place = shelf.paper("A Paper With Links", "See [it](to-come.md).").removesuffix(".md")
    before = page(shelf.build(), place).select_one(".abstract")
    assert before is not None and before.select("a[href='../../../papers/2026-11/to-come/']")
    shelf.paper("To Come", "It came.")
    assert page(shelf.build(), place).select_one(".abstract") == before


def named(paper: BeautifulSoup) -> dict[str, str]:
    return {str(meta["name"]): str(meta["content"]) for meta in paper.select("meta[name]")}


def test_a_citation_stands_in_the_page(site: Path) -> None:
    paper = page(site, "papers/2026-11/thinking-in-two-tongues")
    written = paper.select_one("#bibtex")
    assert written is not None
    assert written.get_text().startswith("@misc{byron2026thinking-2611.00001,\n title={Thinking")


def test_related_papers_come_with_reasons(site: Path) -> None:
    paper = page(site, "papers/2026-11/thinking-in-two-tongues")
    related = paper.select_one(".paper .papers")
    assert related is not None
    assert titles(related)[0] == "Few Shots Across Languages"
    assert text(related.select_one("p")).startswith("Cross-lingual transfer")


def test_a_withdrawn_paper_says_so_everywhere_and_is_not_cited(shelf: Shelf) -> None:
    furnish(shelf)
    gone, _ = PAPERS[1]
    shelf.paper(
        gone,
        "Chains of thought help. Cross-lingual transfer of reasoning is hard.",
        authors=["Ada Byron"],
        ids={"arxiv": "2611.00001"},
        tags=["reasoning"],
        status="withdrawn",
        notice="The proof is wrong: https://example.org/why.",
    )
    site = shelf.build()
    paper = page(site, "papers/2026-11/thinking-in-two-tongues")
    assert text(paper.select_one(".notice")) == (
        "This paper was withdrawn. The proof is wrong: https://example.org/why ."
    )
    assert paper.select_one(".notice a")["href"] == "https://example.org/why"  # type: ignore[index]
    assert paper.select("#cite, #bibtex, meta[name^=citation_]") == []
    assert stated(paper)["creativeWorkStatus"] == ["Withdrawn"]
    for listing in ("digests/hf-api-2026-11-20", "tags/reasoning", "authors/ada-byron", "papers/2026-11"):
        marks = [mark.find_parent("li") for mark in page(site, listing).select(".papers .status")]
        assert all("Two Tongues" in text(mark) for mark in marks)
        assert len(marks) == 1, listing
    others = page(site, "papers/2026-11/few-shots-across-languages").select(".paper .papers > li > a")
    assert gone not in [title.get_text() for title in others]


def test_a_corrected_paper_says_so_and_is_cited(shelf: Shelf) -> None:
    shelf.paper("Mended", "Text.", status="corrected", notice=f"Table 2. {ATTACK}")
    paper = page(shelf.build(), "papers/2026-11/mended")
    assert text(paper.select_one(".notice")).startswith("This paper was corrected. Table 2. </script>")
    assert paper.select_one("#bibtex") is not None


def test_a_page_says_where_its_values_come_from(shelf: Shelf) -> None:
    abstract = "We parse."
    path = shelf.paper(
        "Parsing",
        abstract,
        authors=["Ada Byron"],
        tags=["parsing", "speech"],
        venue="ACL",
        status="corrected",
    )
    shelf.topic("parsing", "Parsing", None, "Trees.")
    shelf.topic("speech", "Speech", None, "Sounds.")
    shelf.list("2026-11-23", "Parsing", path, authors=["Ada Byron"], abstract=abstract)
    written = Written(
        fields={"title": "Parsing", "authors": ("Ada Byron",), "tags": ("parsing",), "date": "2026"},
        abstract=hash_of(abstract),
        digests=("hf-api-2026-11-23",),
    )
    shelf.write("digests/ledger/2026-11.json", encode_ledger({path: written}))
    origin = page(shelf.build(), "papers/2026-11/parsing").select_one(".origin")
    assert origin is not None
    assert [text(line) for line in origin.select("li")] == [
        "Title, authors, topics (by the vocabulary), abstract: Hugging Face Daily Papers, 23 Nov 2026",
        "Venue, status, topics (Speech), date left out: people",
    ]
    assert text(origin.p) == "The abstract is from Hugging Face Daily Papers; it belongs to its authors."


def test_an_abstract_that_people_wrote_names_no_source(site: Path) -> None:
    origin = page(site, "papers/2026-11/counting-to-ten").select_one(".origin p")
    assert text(origin) == "The abstract was written or changed here; it belongs to the paper’s authors."


@pytest.mark.parametrize("line", ["status: retracted", "status: [withdrawn]"])
def test_a_status_that_is_none_is_refused(shelf: Shelf, line: str) -> None:
    shelf.write("docs/papers/2026-11/odd.md", f'---\ntitle: "Odd"\n{line}\n---\n\nText.\n')
    report = build(shelf.root, strict=False)
    assert report.papers == 0
    assert any("docs/papers/2026-11/odd.md:3:1: " in warning for warning in report.warnings)


def test_formulas_are_characters_where_nothing_is_typeset(shelf: Shelf) -> None:
    title, abstract = (
        r"A 1.3mm$^2$ Chip for $n\geq 4$",
        r"$\renewcommand{\Re}{x}$We need $S^2$ \cite{a}. More.",
    )
    for number, name in enumerate((title, "Before", "After")):
        shelf.paper(name, abstract, "2026-11-20", date="2026", ids={"arxiv": f"2611.0000{number}"})
    site, said = shelf.build(), "A 1.3mm² Chip for n ≥ 4"
    address = "papers/2026-11/a-1-3mm-2-chip-for-n-geq-4"
    head = page(site, address)
    assert text(head.title) == f"{said} · Reading Room"
    assert head.select_one("meta[property='og:title']")["content"] == said  # type: ignore[index]
    assert head.select_one("meta[name=description]")["content"] == "We need S². More."  # type: ignore[index]
    assert "1.3mm{$^2$}" in text(head.select_one("#bibtex"))
    assert text(page(site, "papers/2026-11/before").select_one(".beside [rel=prev]")) == said
    assert text(page(site, "").select_one(".papers .more, .papers .first")) == "We need S²."
    [entry] = [one for one in json.loads((site / "feed.json").read_text())["items"] if address in one["url"]]
    assert entry["title"] == said
