"""Related papers: near ones are found, always the same, and a new paper leaves the others in peace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.readers.registry import read
from generator.site.related import Related
from generator.site.related_table import CANDIDATES, NEIGHBOURS, Candidate, Table
from generator.text.clean import clean
from generator.text.terms import as_written, terms, weights

TEXTS = {
    "papers/2026-11/a.md": "Cross-lingual transfer of parsers. We parse treebanks of many languages.",
    "papers/2026-11/b.md": "Parsers for treebanks, transferred across languages by cross-lingual transfer.",
    "papers/2026-11/c.md": "Diffusion of images. We generate photographs of cats.",
    "papers/2026-11/d.md": "Photographs of cats by diffusion, and of dogs.",
    "papers/2026-11/e.md": "",
}


def related_of(texts: Mapping[str, str], before: Related | None = None) -> Related:
    table = Table.of(before.table.files()) if before else None
    return Related({path: f"of {text}" for path, text in texts.items()}, texts.__getitem__, table)


def candidates(related: Related, path: str) -> list[Candidate]:
    return related.table.candidates(related.table.row(path))


def test_what_shares_rare_terms_is_near() -> None:
    related = related_of(TEXTS)
    [near, *_] = related.of("papers/2026-11/a.md")
    assert near.path == "papers/2026-11/b.md"
    assert near.reasons(TEXTS["papers/2026-11/a.md"], 3) == ["Cross-lingual transfer", "treebanks", "parsers"]
    assert [one.path for one in related.of("papers/2026-11/c.md")] == ["papers/2026-11/d.md"]
    assert related.of("papers/2026-11/e.md") == related.of("papers/2026-11/none.md") == []


def test_nearness_does_not_depend_on_the_order_of_the_papers() -> None:
    forwards, backwards = related_of(TEXTS), related_of(dict(reversed(TEXTS.items())))
    for path in TEXTS:
        assert forwards.of(path) == backwards.of(path)


@given(st.dictionaries(st.text(), st.text(max_size=80), max_size=6))
def test_any_text_has_neighbours_or_none(texts: dict[str, str]) -> None:
    related = related_of(texts)
    for path, text in texts.items():
        for near in related.of(path):
            assert near.path != path
            assert all(reason in text for reason in near.reasons(text, 3))


WORDS = "parser treebank diffusion photograph cat dog tokenizer lingual speech robot quantum protein".split()
SHELVES = st.dictionaries(
    st.integers(0, 2 * CANDIDATES).map(str), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
)


@settings(deadline=None)
@given(st.lists(SHELVES, min_size=2, max_size=4))
def test_what_was_found_before_changes_nothing(shelves: list[dict[str, str]]) -> None:
    """Papers that come, go or change find the same neighbours as in an archive that is read anew."""
    kept, before = None, dict[str, tuple[str, ...]]()
    for texts in shelves:
        kept, anew = related_of(texts, kept), related_of(texts)
        now = {path: kept.near(path) for path in texts}
        assert {path for path in texts if now[path] != before.get(path)} <= kept.renewed
        before = now
        for path in texts:
            assert kept.of(path) == anew.of(path)
            assert candidates(kept, path) == candidates(anew, path)


def test_plurals_hyphens_and_noise() -> None:
    assert terms("Language models; a LANGUAGE-MODEL") == {"language": 2, "model": 2, "language model": 2}
    assert terms("the of 2024 https://example.org/word $\\mathcal{O}(n)$") == {}
    assert as_written("theory", "Theories of words") is None
    assert as_written("parser", "XParserY, then a parser-free PARSERS") == "PARSERS"
    assert as_written("cat", "concatenate") == "concatenate"


def test_the_table_of_weights_is_whole() -> None:
    table = weights()
    assert len(table) > 8000
    assert min(table.values()) > 0
    assert table["language"] < table["parser"] <= 6.9


@pytest.fixture(scope="module")
def month(shared: Path) -> dict[str, str]:
    """The papers of a month."""
    return dict(_texts(sorted((shared / "data/digests/hf-api").glob("2025-03-*.json"))))


def _texts(files: list[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        for digest in read(file.read_bytes(), source="hf-api").digests:
            for number, entry in enumerate(clean(digest, {}).entries):
                yield f"{file.stem}-{number}", f"{entry.abstract}\n{entry.title}"


def test_a_new_digest_changes_few_other_papers(month: dict[str, str]) -> None:
    last = max(path[:10] for path in month)
    old = {path: text for path, text in month.items() if not path.startswith(last)}
    before, after = related_of(old), related_of(month)
    changed = disturbed = 0
    for path in old:
        was, now = before.of(path), after.of(path)
        assert len(now) == NEIGHBOURS
        changed += was != now
        disturbed += was != now and not any(near.path.startswith(last) for near in now)
    new = len(month) - len(old)
    assert 0 < changed < 8 * new
    assert disturbed <= 2 * new
