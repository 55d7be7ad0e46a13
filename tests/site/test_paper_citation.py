"""The BibTeX of a paper: read back by a parser of somebody else's, from real papers and hostile ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.page import Page
from generator.model.paper import Paper
from generator.readers.registry import read
from generator.site.cite import MOST_AUTHORS, author_field, bibtex, key
from generator.text.bibtex import title_field
from generator.text.clean import clean
from generator.text.content import ReadContent
from generator.text.surnames import parted
from tests.site.bibliography import as_set, fields, names, parse, with_commands

HOSTILE = [
    "} @article{evil, title = {x",
    "@article{evil, title={x}}",
    "\n@comment{x}\n@string{a = {b}}",
    "100%",
    "unbalanced { brace",
    "unbalanced } brace",
    "\\input{/etc/passwd}",
    "\\write18{rm -rf ~}",
    "$\\input{x}$ $\\def\\x{y}$ $}{$ $\\}$",
    "trailing backslash \\",
    '" # evil # "',
    "a_b ^c ~d #e &f `g` <h> |i|",
    "^^5cinput",
    "\u202eevil\u2028line\x00\x1f",
    ", and and and ,",
    "\ud800",
]


def page(path: str = "papers/2026-11/some-paper.md", **facts: object) -> Page:
    return Page(path, Paper(**{"title": "Some Paper", **facts}), ReadContent(""))


def test_a_paper_of_arxiv_is_cited_by_its_id() -> None:
    paper = page(
        title="xCoT: Cross-lingual Instruction Tuning for LLMs",
        authors=("Hal Daumé III", "Anton van den Hengel", "Qwen Team"),
        date="2024-01-13",
        ids={"arxiv": "2401.07037"},
        categories=("cs.CL", "cs.AI"),
    )
    assert bibtex(paper) == (
        "@misc{daume2024xcot-2401.07037,\n"
        " title={{xCoT}: Cross-lingual Instruction Tuning for {LLMs}},\n"
        " author={Daum{\\'e}, III, Hal and van den Hengel, Anton and {Qwen Team}},\n"
        " year={2024},\n"
        " month=jan,\n"
        " eprint={2401.07037},\n"
        " archiveprefix={arXiv},\n"
        " primaryclass={cs.CL},\n"
        " url={https://arxiv.org/abs/2401.07037},\n"
        "}\n"
    )


def test_a_paper_with_a_doi_is_cited_where_it_appeared() -> None:
    paper = page(
        authors=("Ada Byron",), date="2022", ids={"doi": "10.18653/v1/2022.acl-long.1"}, venue="ACL 2022"
    )
    assert bibtex(paper, "https://example.org/x/") == (
        "@inproceedings{byron2022some-aedf3f,\n"
        " title={Some Paper},\n"
        " author={Byron, Ada},\n"
        " booktitle={{ACL} 2022},\n"
        " year={2022},\n"
        " doi={10.18653/v1/2022.acl-long.1},\n"
        "}\n"
    )
    assert bibtex(page(venue="Transactions of the ACL")).startswith("@article{")


def test_a_paper_without_id_author_and_date_is_cited_by_its_page() -> None:
    assert bibtex(page(), "https://example.org/papers/2026-11/some-paper/") == (
        "@misc{some-paper-2026-11,\n"
        " title={Some Paper},\n"
        " url={https://example.org/papers/2026-11/some-paper/},\n"
        "}\n"
    )


def test_an_arxiv_id_tells_year_and_month() -> None:
    assert "year={2024},\n month=jan" in bibtex(page(ids={"arxiv": "2401.07037"}))
    assert "year" not in bibtex(page(ids={"arxiv": "cs/0501001"}))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("José García-Pérez", "Garc{\\'i}a-P{\\'e}rez, Jos{\\'e}"),
        ("Aäron van den Oord", 'van den Oord, A{\\"a}ron'),
        ("Laurens van der Maaten", "van der Maaten, Laurens"),
        ("Luc Van Gool", "Van Gool, Luc"),
        ("Kiet Van Nguyen", "Nguyen, Kiet Van"),
        ("Phuc Le Khac", "Khac, Phuc Le"),
        ("Thibault Le Sellier de Chezelles", "Le Sellier de Chezelles, Thibault"),
        ("Blaise Aguera y Arcas", "Aguera y Arcas, Blaise"),
        ("Loubna Ben Allal", "Ben Allal, Loubna"),
        ("Martin Luther King, Jr.", "King, Jr., Martin Luther"),
        ("yann lecun", "lecun, yann"),
        ("Søren Łukasiewicz", "{\\L}ukasiewicz, S{\\o}ren"),
        ("Nguyễn Thị Ánh", "{\\'A}nh, Nguy{\\~{\\^e}}n Th{\\d{i}}"),
        ("Yu", "{Yu}"),
        ("DeepSeek-AI", "{DeepSeek-AI}"),
        ("The Team and Friends", "{The Team and Friends}"),
        ("Anna Meta AI", "{Anna Meta AI}"),
        ("Max Research-Team Miller", "{Max Research-Team Miller}"),
        ("Ann Meta", "Meta, Ann"),
        ("王小明", "{王小明}"),
        ("Иван Петров", "Петров, Иван"),
        ("Evil } and {", "{Evil {\\textbraceright} and {\\textbraceleft}}"),
    ],
)
def test_names_are_written_surname_first(name: str, written: str) -> None:
    assert author_field(name) == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("A BERT for 3D Vision", "A {BERT} for {3D} Vision"),
        ("LLMs Beyond English: A Survey", "{LLMs} Beyond {English}: A Survey"),
        ("Loong: Long Videos", "{Loong}: Long Videos"),
        ("Fast (GPU) “iPhone” tests", "Fast ({GPU}) “{iPhone}” tests"),
        ("Teaching models from the streets of Lagos", "Teaching models from the streets of {Lagos}"),
        ("Do models learn from streets? Yes, in Lagos", "Do models learn from streets? Yes, in {Lagos}"),
        ("Top-$k$ of $\\mathcal{O}(n^2)$", "Top-{$k$} of {$\\mathcal{O}(n^2)$}"),
        ("For $5 or $6 & 7% of #1", "For \\$5 or \\$6 \\& 7\\% of \\#1"),
        ("Plan B", "Plan {B}"),
        ("$μ$Match for $β_1 ≤ 2m$", "{$\\mu$}Match for {$\\beta_1 \\leq 2m$}"),
        (
            "λ-GELU in 5 µm → ε",
            "{\\ensuremath{\\lambda}}-{GELU} in 5 {\\textmu}m {\\ensuremath{\\rightarrow}} {\\ensuremath{\\varepsilon}}",
        ),
        ("Λόγος and λόγος", "{Λόγος} and {λόγος}"),
    ],
)
def test_capitals_of_titles_are_kept(title: str, written: str) -> None:
    assert title_field(title) == written


def test_real_papers_are_read_back(shared: Path) -> None:
    """Every third one: the parser takes its time."""
    pages = real_pages(shared)[::3]
    assert len(pages) == 2047
    library = parse("\n".join(map(bibtex, pages)))
    assert library.failed_blocks == []
    assert len({entry.key.casefold() for entry in library.entries}) == len(pages)
    for paper, entry in zip((page.paper for page in pages), library.entries, strict=True):
        said = fields(entry)
        assert said["title"] == as_set(with_commands(paper.title))
        crowd = ["others"] if len(paper.authors) > MOST_AUTHORS else []
        assert names(entry) == [*paper.authors[:MOST_AUTHORS], *crowd]
        assert (said["year"], said["month"]) == (paper.date[:4], str(int(paper.date[5:7])))  # type: ignore[index]
        assert (said["eprint"], said["archiveprefix"]) == (paper.ids["arxiv"], "arXiv")


def real_pages(shared: Path) -> list[Page]:
    pages = []
    for file in sorted((shared / "data/digests/hf-api").glob("*.json")):
        for digest in read(file.read_bytes(), source="hf-api").digests:
            for number, entry in enumerate(clean(digest, {}).entries):
                facts = Paper(title=entry.title, authors=entry.authors, date=entry.date, ids=entry.ids)
                pages.append(Page(f"papers/{file.stem[:7]}/{file.stem}-{number}.md", facts, ReadContent("")))
    return pages


TEXT = st.characters(exclude_categories=("Cs",))
"""A lone surrogate is no text; readers and pages never let one in."""
TEXTS = [text for text in HOSTILE if text.isascii() or text.encode(errors="ignore").decode() == text]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(
    WORDS | st.sampled_from(TEXTS),
    st.lists(WORDS | st.sampled_from(TEXTS), max_size=4),
    st.none() | WORDS | st.sampled_from(TEXTS),
)
def test_whatever_a_paper_is_called_it_stays_one_entry(
    title: str, authors: list[str], venue: str | None
) -> None:
    written = bibtex(page(title=title, authors=tuple(authors), venue=venue, date="2026"))
    library = parse(written)
    assert library.failed_blocks == []
    assert [block.key for block in library.blocks] == [entry.key for entry in library.entries]  # type: ignore[attr-defined]
    [entry] = library.entries
    assert set(fields(entry)) <= {"title", "booktitle", "journal", "year"}
    assert is_balanced(written)
    assert not any(unicodedata.category(character) in ("Cf", "Cs") for character in written)
    for command in ("\\input", "\\write", "\\def"):
        assert command not in written


def is_balanced(text: str) -> bool:
    """As BibTeX counts braces: one behind a backslash counts like any other."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


@given(st.text(TEXT))
def test_plain_titles_survive(title: str) -> None:
    if "$" in title or not title.strip():
        return
    shown = "".join(
        character
        for character in unicodedata.normalize("NFC", " ".join(title.split()))
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    [entry] = parse(bibtex(page(title=title))).entries
    assert fields(entry)["title"].split() == as_set(shown).split()


def test_keys_depend_on_the_page_alone() -> None:
    facts: Mapping[str, object] = {"authors": ("Jian Li",), "date": "2025-01-01", "title": "On Models"}
    one, other = page(**facts), page("papers/2026-11/on-models-2.md", **facts)
    assert key(one) != key(other)
    assert key(one).startswith("li2025models-")
    assert key(page(**facts, ids={"arxiv": "2501.00001"})) == "li2025models-2501.00001"
    assert parted("Jian Li") == ("Li", "Jian", "")
