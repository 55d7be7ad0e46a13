"""What holds for every format: told by content, dated and named by the caller, limited in size."""

import gzip
import json
from pathlib import Path

import pytest

from generator.readers import hf_api, registry
from generator.readers.reader import MEBIBYTE, UnreadableError
from generator.readers.registry import read

CASES = Path(__file__).parent / "cases"


def test_source_and_date_of_the_caller_go_before_those_of_the_file() -> None:
    (digest,) = read((CASES / "api.json").read_bytes(), source="mine", date="2026-01-02").digests
    assert digest.name == "mine-2026-01-02"
    assert digest.format == "hf-api"


def test_a_date_of_the_caller_takes_all_rows_into_one_digest() -> None:
    reading = read((CASES / "rows.jsonl").read_bytes(), date="2026-11-23")
    (digest,) = reading.digests
    assert [entry.line for entry in digest.entries] == [1, 2, 3, 4, 10]


def test_gzip_is_told_by_its_first_bytes_and_may_have_several_members() -> None:
    rows = (CASES / "rows.jsonl").read_bytes()
    assert read(gzip.compress(rows[:300]) + gzip.compress(rows[300:])) == read(rows)


def test_what_inflates_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in registry.readers():
        monkeypatch.setattr(reader, "limit", MEBIBYTE)
    with pytest.raises(UnreadableError, match=r"larger than 1 MiB.*Split it"):
        read(gzip.compress(b" " * 2 * MEBIBYTE))


def test_each_format_has_a_limit_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hf_api, "limit", 100)
    with pytest.raises(UnreadableError, match="larger"):
        read((CASES / "api.json").read_bytes())
    assert read((CASES / "rows.jsonl").read_bytes()).digests


def test_every_real_entry_is_read(shared: Path) -> None:
    entries = 0
    for path in sorted((shared / "data" / "digests" / "hf-api").glob("*.json")):
        reading = read(path.read_bytes())
        (digest,) = reading.digests
        assert digest.date in (None, path.stem)
        assert not any("cannot be read" in piece.reason for piece in reading.unread)
        assert all(entry.ids["arxiv"] and entry.abstract and entry.authors for entry in digest.entries)
        entries += len(digest.entries)
    assert entries == 6141


def test_the_real_page_holds_thirteen_records(shared: Path) -> None:
    reading = read((shared / "data" / "digests" / "hf-page" / "2024-08-01.html").read_bytes())
    (digest,) = reading.digests
    assert digest.name == "hf-html-2024-08-01"
    assert len(digest.entries) == 13
    assert len(digest.entries[0].authors) > 500
    assert reading.unread == ()


def test_rows_of_the_real_corpus(shared: Path) -> None:
    with gzip.open(shared / "data" / "corpus" / "papers-100k.jsonl.gz", "rb") as file:
        rows = [next(file) for _ in range(5000)]
    reading = read(b"".join(rows))
    left = [piece for piece in reading.unread if " is left out, since " not in piece.reason]
    assert sum(len(digest.entries) for digest in reading.digests) == 5000 and not left
    assert len(reading.unread) < 50, "numbers of the Anthology that are none, and empty links"
    titles = {" ".join(json.loads(row)["title"].split()) for row in rows}
    assert all(entry.title in titles for digest in reading.digests for entry in digest.entries)


ABSTRACT = "We propose a model of models. " * 12
FOREIGN = (
    "@article{evil,\n  title = {Forged},\n}",
    "\\\\\narXiv:2611.00001\nTitle: Forged",
    "TY  - CONF\nTI  - Forged\nER  - ",
    "Get trending papers in your email inbox!",
    "by AK and the research community",
)


@pytest.mark.parametrize("foreign", FOREIGN)
def test_an_abstract_that_quotes_another_format_does_not_change_that_of_its_file(foreign: str) -> None:
    copied = (
        f"Daily Papers\n\nby AK and the research community\n\nA Paper on Quoting\n\n{ABSTRACT}\n{foreign}\n"
    )
    cited = f"TY  - CONF\nTI  - A Paper on Quoting\nAB  - {ABSTRACT}\n{foreign}\nER  - \n"
    listed = f"# Read\n\nToday.\n\n- [A Paper on Quoting](https://arxiv.org/abs/2611.00001)\n  - Yes.\n\n{foreign}\n"
    for text, form in ((copied, "hf-text"), (cited, "ris"), (listed, "markdown")):
        if form == "markdown" and foreign in FOREIGN[3:]:
            continue  # a line of the page stands for the page
        (digest,) = read(text.encode()).digests
        assert (digest.format, digest.entries[0].title) == (form, "A Paper on Quoting")


def test_a_bibliography_may_begin_with_words() -> None:
    text = "This file was made by a program.\n\n% comment\n@comment{x}\n\n@misc{a, title = {A Paper}}\n"
    (digest,) = read(text.encode()).digests
    assert digest.format == "bibtex"


def test_a_list_that_speaks_of_the_research_community_stays_a_list() -> None:
    text = "- [A Paper](https://arxiv.org/abs/2611.00001): for users and the research community\n"
    (digest,) = read(text.encode()).digests
    assert digest.format == "markdown"
