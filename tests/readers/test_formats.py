"""Every format takes its own files and no other's, and accounts for every entry of the real ones."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.digest import FORMATS, Reading
from generator.readers.reader import UnreadableError
from generator.readers.registry import HEAD, read, readers
from generator.text.decode import decode
from tests.conftest import Run

CASES = Path(__file__).parent / "cases"
OWN = {
    "api": "hf-api", "arxiv-api": "arxiv-api", "arxiv-mailing": "arxiv-mail", "arxiv-rss": "arxiv-rss",
    "bibliography": "bibtex", "copied": "hf-text", "feed": "rss", "links": "markdown",
    "newsletter": "hf-html", "notes": "markdown", "page": "hf-html", "references-csl": "csl",
    "references": "ris", "rows": "jsonl", "table": "markdown",
}  # fmt: skip
RESEMBLES = {"hf-text", "rss", "hf-api"}
"""Copied text goes by likeness, arXiv's feeds are feeds, a list of objects may be the API's: asked later."""


def own_format(case: Path) -> str:
    return OWN[max((prefix for prefix in OWN if case.name.startswith(prefix)), key=len)]


@pytest.mark.parametrize(
    "case",
    [path for path in sorted(CASES.iterdir()) if path.suffix not in (".json", ".bin", ".eml")]
    + [
        CASES / "api.json",
        CASES / "api-repr.json",
        CASES / "api-wrapped.json",
        CASES / "references-csl.json",
    ],
    ids=lambda path: path.name,
)
def test_a_file_is_recognised_by_its_own_reader_alone(case: Path) -> None:
    head = decode(case.read_bytes()[:HEAD])
    told = [reader.name for reader in readers() if reader.recognises(head)]
    assert told[0] == own_format(case)
    assert set(told[1:]) <= RESEMBLES


def test_all_formats_have_a_rank() -> None:
    assert {reader.name for reader in readers()} | {"newsletter"} == set(FORMATS)


def entries(reading: Reading) -> int:
    return sum(len(digest.entries) for digest in reading.digests)


def rows(text: str) -> int:
    return sum(line.startswith("|") and not line.startswith(("|-", "| Title")) for line in text.splitlines())


@pytest.mark.parametrize(
    ("pattern", "count", "expected"),
    [
        ("arxiv-mail/*", lambda text: len(re.findall(r"^arXiv:", text, re.MULTILINE)), 365),
        ("arxiv-atom/*[!c]_s*", lambda text: text.count("<entry>"), 57),
        ("arxiv-rss/*", lambda text: text.count("<item>"), 300),
        ("bibtex/*", lambda text: len(re.findall(r"^@", text, re.MULTILINE)), 1031),
        ("markdown-table/*", rows, 1611),
        ("markdown-notes/*", lambda text: len(re.findall(r"^### \d+\. ", text, re.MULTILINE)), 8),
    ],
)
def test_every_real_entry_becomes_one(
    shared: Path, pattern: str, count: Callable[[str], int], expected: int
) -> None:
    total = 0
    for path in sorted((shared / "data" / "digests").glob(pattern)):
        reading = read(path.read_bytes())
        there = count(path.read_text(encoding="utf-8"))
        assert (entries(reading), reading.unread) == (there, ()), path.name
        total += there
    assert total == expected


def test_what_the_real_mailing_says(shared: Path) -> None:
    (digest,) = read((shared / "data/digests/arxiv-mail/cs-2024-11-07.eml").read_bytes()).digests
    assert digest.name == "arxiv-mail-2024-11-07"
    assert sum(not entry.abstract for entry in digest.entries) == 72, "the replaced ones"
    assert all(entry.authors and entry.ids["arxiv"] and entry.categories for entry in digest.entries)
    assert digest.entries[0].line == 26
    assert "Nicolas Long\\'ep\\'e" in digest.entries[2].authors
    venues = Counter(entry.venue for entry in digest.entries if entry.venue)
    assert venues["NeurIPS 2024"] == 18 and not any("submitted" in venue.lower() for venue in venues)


def test_an_error_of_the_real_interface_is_said(shared: Path) -> None:
    (path,) = (shared / "data/digests/arxiv-atom").glob("id_abc_*")
    with pytest.raises(UnreadableError, match="incorrect id format for abc"):
        read(path.read_bytes())


def test_real_tables_say_who_wrote_what(shared: Path) -> None:
    for path in (shared / "data/digests/markdown-table").glob("*.md"):
        (digest,) = read(path.read_bytes()).digests
        assert digest.date == path.stem
        for entry in digest.entries:
            assert entry.summary and entry.summary_by == "a language model"
            assert entry.ids["arxiv"] and not entry.authors and not entry.abstract
            assert "ead more" not in entry.title and not entry.title.endswith(("(", "-"))


def test_real_notes_keep_to_the_paper_of_the_heading(shared: Path) -> None:
    (digest,) = read((shared / "data/digests/markdown-notes/2026-07-14_en.md").read_bytes()).digests
    assert [entry.title.split(":")[0] for entry in digest.entries] == [
        "Saturation Makes Quantization Error Additive",
        "A JoLT for the KV Cache",
    ]
    assert [entry.authors for entry in digest.entries] == [
        ("Joshua Hill",),
        ("Rahul Krishnan", "Volker Schulz"),
    ]
    assert all(
        (entry.summary_by or "").endswith("(machine)") and not entry.abstract for entry in digest.entries
    )


def test_the_real_feed_of_others_is_freed_from_its_html(shared: Path) -> None:
    (digest,) = read((shared / "data/digests/arxiv-rss/feed.xml").read_bytes()).digests
    assert all(entry.ids["arxiv"] and entry.abstract and entry.date for entry in digest.entries)
    first = digest.entries[0]
    assert "below 5% Z<sub>⊙</sub>" in first.abstract and len(first.authors) == 11
    assert not any(
        re.search(r"</?(?:p|a|div)\b|&amp;|Published:", entry.abstract) for entry in digest.entries
    )


BIB = "@inproceedings{{{key}, title = {{On the {key} Way of Counting Birds by Ear}}, {when}}}\n"


@pytest.mark.parametrize(
    ("name", "whens", "listed"),
    [
        ("acl.bib", ["year = 2022, month = may", "year = 2022, month = may"], "2022-05"),
        ("acl.bib", ["year = 2022, month = may", "year = 2022", ""], "2022"),
        ("acl-2026-11-23.bib", ["year = 2022", "year = 2022"], "2026-11-23"),
        ("mine.bib", ["year = 2022", "year = 2021"], None),
        ("mine.bib", ["", ""], None),
    ],
)
def test_a_bibliography_of_one_year_is_the_list_of_that_year(
    root: Path, papershelf: Run, day: Path, name: str, whens: list[str], listed: str | None
) -> None:
    text = "".join(BIB.format(key=f"{number}th", when=when) for number, when in enumerate(whens))
    (day / name).write_text(text)
    result = papershelf("add", day / name)
    if listed is None:
        assert result.exit_code == 1 and not list((root / "digests").glob("*.json"))
        assert "does not say its day. Give it: --date 2026-11-23, or write it into the name" in result.stderr
    else:
        assert result.exit_code == 0 and (root / f"digests/bibtex-{listed}.json").exists(), result.output
