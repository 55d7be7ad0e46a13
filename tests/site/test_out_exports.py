"""The files for programs: what other programs, and another archive, read out of them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import bibtexparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from generator.cli import application
from generator.model.paper import Paper
from generator.site.catalogue import catalogue
from generator.site.exports import exports
from generator.site.fields import FIELDS
from generator.site.keys import Keys
from generator.site.pack import Packs
from generator.storage.reading import read_archive
from generator.text.clean import clean_abstract
from generator.text.escaping import unescape
from generator.text.front_matter import parse
from tests.conftest import TAGS
from tests.site.conftest import CONFIGURATION, PAPERS, Shelf
from tests.site.pages import page, text

ROOT = Path(__file__).resolve().parents[2]


def unpacked(site: Path, name: str) -> str:
    return gzip.decompress((site / "data" / name).read_bytes()).decode()


def test_json_lines_have_every_paper(site: Path) -> None:
    papers = [json.loads(line) for line in unpacked(site, "papers.jsonl.gz").splitlines()]
    assert {paper["title"] for paper in papers} == {title for title, _ in PAPERS}
    paper = next(paper for paper in papers if paper["title"] == "Thinking in Two Tongues")
    assert paper == {
        "title": "Thinking in Two Tongues",
        "page": "papers/2026-11/thinking-in-two-tongues/",
        "authors": ["Ada Byron", "Reader 1"],
        "date": "2026-11-18",
        "listed": "2026-11-20",
        "ids": {"arxiv": "2611.00001"},
        "links": {"code": ["https://github.com/example/1"]},
        "tags": ["cross-lingual-transfer", "reasoning"],
        "votes": 9,
        "digests": [{"name": "hf-api-2026-11-20", "place": 2, "votes": 9}],
        "abstract": "Chains of thought help. Cross-lingual transfer of reasoning is hard.",
    }


def test_a_year_has_its_papers_as_a_json_list(site: Path) -> None:
    papers = json.loads(unpacked(site, "papers-2026.json.gz"))
    assert papers == [json.loads(line) for line in unpacked(site, "papers.jsonl.gz").splitlines()]


def test_a_table_has_every_paper(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(unpacked(site, "papers.csv.gz"), newline="")))
    row = next(row for row in rows if row["title"] == "Thinking in Two Tongues")
    assert len(rows) == len(PAPERS)
    assert row["authors"] == "Ada Byron; Reader 1"
    assert (row["arxiv"], row["code"], row["votes"]) == ("2611.00001", "https://github.com/example/1", "9")
    assert row["page"] == "https://example.org/shelf/papers/2026-11/thinking-in-two-tongues/"


def test_bibtex_has_every_paper(site: Path) -> None:
    library = bibtexparser.parse_string(unpacked(site, "papers.bib.gz"))
    assert library.failed_blocks == []
    assert {entry["title"].strip("{}") for entry in library.entries} >= {"What Listeners Hear"}
    assert len(library.entries) == len(PAPERS)


@pytest.mark.parametrize("title", ["=HYPERLINK(0)", "+1", "-1", "@x", "＝1", " =1"])
def test_no_cell_is_calculated(shelf: Shelf, title: str) -> None:
    shelf.paper("A Paper", "Text.", "2026-11-23", venue=title)
    (row,) = csv.DictReader(io.StringIO(unpacked(shelf.build(), "papers.csv.gz"), newline=""))
    assert row["venue"] == f"'{title}"


def test_the_schema_is_that_of_the_pages(furnished: Shelf, site: Path) -> None:
    schema = json.loads((site / "data/front-matter.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for file in (furnished.root / "docs/papers").rglob("*.md"):
        matter = parse(file.read_text(encoding="utf-8"))
        assert list(Draft202012Validator(schema).iter_errors(dict(matter.values))) == []


def test_the_page_for_programs_names_every_file(site: Path) -> None:
    programs = page(site, "data")
    named = {
        str(link["href"]).removeprefix("../data/") for link in programs.select("main a[href^='../data/']")
    }
    assert named == {file.name for file in (site / "data").iterdir()} - {"index.html"}
    assert "curl --silent https://example.org/shelf/data/papers.jsonl.gz" in text(
        programs.select_one(".sample")
    )
    described = {term.get_text() for term in programs.select_one("dl").select("dt")}  # type: ignore[union-attr]
    papers = json.loads(unpacked(site, "papers-2026.json.gz"))
    assert {key for paper in papers for key in paper} <= described


def test_every_fact_of_a_paper_is_exported() -> None:
    assert {field.name for field in FIELDS} >= set(Paper.__struct_fields__)


def test_a_withdrawn_paper_says_so_and_has_no_citation(shelf: Shelf) -> None:
    shelf.paper("Gone", "Abstract.", "2026-11-23", status="withdrawn", notice="By its authors.")
    shelf.paper("Here", "Abstract.", "2026-11-23")
    site = shelf.build()
    gone, here = json.loads(unpacked(site, "papers-2026.json.gz"))
    assert (gone["status"], gone["notice"]) == ("withdrawn", "By its authors.")
    assert "status" not in here
    (entry,) = bibtexparser.parse_string(unpacked(site, "papers.bib.gz")).entries
    assert "Here" in entry["title"]
    assert "<title>Withdrawn: Gone</title>" in (site / "feed.xml").read_text(encoding="utf-8")


def test_llms_txt_says_what_is_here(site: Path) -> None:
    said = (site / "llms.txt").read_text(encoding="utf-8")
    assert said.startswith("# Reading Room\n\n4 papers from 2 digests.")
    assert (
        "- [23 Nov 2026](https://example.org/shelf/digests/hf-api-2026-11-23/):"
        " Hugging Face Daily Papers, 2 papers" in said
    )
    assert "https://example.org/shelf/data/papers-2026.json.gz" in said


def test_an_archive_without_papers_or_address_has_whole_files(shelf: Shelf) -> None:
    shelf.write("mkdocs.yml", CONFIGURATION.replace("site_url: https://example.org/shelf/\n", ""))
    site = shelf.build()
    assert unpacked(site, "papers.jsonl.gz") == unpacked(site, "papers.bib.gz") == ""
    assert len(unpacked(site, "papers.csv.gz").splitlines()) == 1
    assert not (site / "llms.txt").exists()
    assert not (site / "sitemap.xml").exists()
    assert page(site, "data").select_one("a[href*='papers-']") is None


# What is exported here is read there


def exported(root: Path, folder: Path) -> Path:
    (folder / "data").mkdir()
    archive = read_archive(root)
    known = catalogue(archive)
    keys, kept = Keys(archive, known, ""), Packs(folder / "kept")
    for name, _, make in exports(known, "https://example.org/", keys, kept):
        (folder / name).write_bytes(make())
    return folder / "data"


def archive_of(files: Iterable[Path], root: Path) -> dict[tuple[str, str], Paper]:
    """The papers of a new archive that takes in these files, by title and month."""
    (root / "docs/papers").mkdir(parents=True)
    (root / "docs/tags").symlink_to(TAGS)
    result = CliRunner().invoke(application(), ["-C", str(root), "add", *map(str, files)])
    assert result.exit_code == 0, result.output
    return papers_of(root)


def papers_of(root: Path) -> dict[tuple[str, str], Paper]:
    """By title and month: names of pages were longer when this archive began."""
    return {
        (page.paper.title, path.split("/")[1]): page.paper for path, page in read_archive(root).pages.items()
    }


@pytest.mark.parametrize("files", ["papers.jsonl.gz", "papers-*.json.gz"])
def test_an_export_makes_the_same_archive(tmp_path: Path, files: str) -> None:
    data = exported(ROOT, tmp_path)
    assert archive_of(sorted(data.glob(files)), tmp_path / "there") == papers_of(ROOT)


@pytest.mark.parametrize("files", ["papers.jsonl.gz", "papers-*.json.gz"])
def test_an_export_of_real_days_makes_the_same_archive(tmp_path: Path, shared: Path, files: str) -> None:
    days = sorted((shared / "data/digests/hf-api").glob("2025-1[12]-*.json"))[::5]
    here = archive_of(days, tmp_path / "here")
    assert len(here) > 100
    there = archive_of(sorted(exported(tmp_path / "here", tmp_path).glob(files)), tmp_path / "there")
    assert there.keys() == here.keys()
    assert {path: without_tags(paper) for path, paper in there.items()} == {
        path: without_tags(paper) for path, paper in here.items()
    }


def without_tags(paper: Paper) -> Paper:
    """Topics are found anew, with the words that an export has; a few differ."""
    return msgspec.structs.replace(paper, tags=())


@given(st.text(st.sampled_from("ab *_`[]()<>#-+.!\\|~&;:/\n1"), max_size=40))
def test_an_abstract_is_written_as_a_source_would(said: str) -> None:
    written = clean_abstract(said, {})[0]
    assert clean_abstract(unescape(written), {})[0] == written


def test_checksums_name_every_file_of_the_site(site: Path) -> None:
    assert CliRunner().invoke(application(), ["-C", str(site.parent), "checksums"]).exit_code == 0
    names = {line[66:] for line in (site / "checksums.txt").read_text(encoding="utf-8").splitlines()}
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert names == files - {"checksums.txt"}
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "checksums.txt"], cwd=site, check=True)
    (site / "checksums.txt").unlink()


def test_checksums_stand_where_the_site_is_built(tmp_path: Path) -> None:
    shelf = Shelf.empty(tmp_path / "archive")
    config = shelf.root / "mkdocs.yml"
    config.write_text(config.read_text() + "site_dir: public\n")
    (shelf.root / "site").mkdir()
    (shelf.root / "site/old").write_text("")

    def run(command: str) -> Result:
        return CliRunner().invoke(application(), ["-C", str(shelf.root), command])

    assert run("checksums").stderr == "There is no site yet. Run papershelf build first.\n"
    assert run("build").stdout.startswith("public/ holds 0 papers")
    assert run("checksums").stdout == "public/checksums.txt\n"
    assert not (shelf.root / "site/checksums.txt").exists()


def test_a_build_tells_what_the_check_does_not_know(tmp_path: Path) -> None:
    shelf = Shelf.empty(tmp_path / "archive")
    shelf.write("docs/about.md", "# About\n\n[Gone](nowhere.md)\n")
    shelf.write("docs/papers/2026-11/page.md", "no page\n")
    result = CliRunner().invoke(application(), ["-C", str(shelf.root), "build"])
    assert result.exit_code == 0
    assert result.stderr.count("docs/papers/2026-11/page.md:1:1: ") == 1
    assert "'about.md' contains a link 'nowhere.md'" in result.stderr
