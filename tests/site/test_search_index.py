"""What the index says of papers that were indexed together is what Pagefind says of a page for each."""

from __future__ import annotations

import gzip
import subprocess
import zlib
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from pagefind_bin import get_executable

from generator.site.search.buckets import buckets
from generator.site.search.fold import plain_letters
from generator.site.search.pagefind import indexed
from generator.site.search.papers import Entry
from generator.site.search.scratch import scratch

USUAL = -25
"""The weight of a word of an abstract; the files leave it out."""

Places = list[int]
Said = dict[tuple[str, str], dict[int, Places]]
"""Of each stem, and each spelling of it with marks, the places in each paper."""


def entry(abstract: str, title: str = "A title", authors: tuple[str, ...] = ("Ann Lee",)) -> Entry:
    return Entry("papers/2026-11/a/", title, authors, abstract, "2026-11-23", 0, False, (), (), (), ())


def together(entries: Sequence[Entry]) -> tuple[list[int], Said, Said]:
    """Lengths, places, and the places in titles, as the files say them."""
    said: Said = {}
    in_titles: Said = {}
    with indexed(entries) as (lengths, layout, words):
        found = buckets(words, layout)
    for line in [line for bucket in filter(None, found) for line in inflated(bucket).split("\n")]:
        stem, *parts = line.split("\t")
        for spelling, postings in zip(["", *parts[1::2]], parts[::2], strict=True):
            paper = 0
            for posting in filter(None, postings.split(";")):
                places, _, title = posting.partition("!")
                step, *told = map(int, places.split())
                paper += step
                said.setdefault((stem, spelling), {})[paper] = told if told[0] < 0 else [USUAL, *told]
                if title:
                    in_titles.setdefault((stem, spelling), {})[paper] = [
                        int(place) for place in title.split()
                    ]
    return lengths, said, in_titles


def one_by_one(entries: Sequence[Entry]) -> tuple[list[int], Said, Said]:
    """The same from a page for each, as anybody would write it."""
    lengths: list[int] = []
    said: Said = {}
    in_titles: Said = {}
    for paper, one in enumerate(entries):
        with scratch() as folder:
            made = pagefind(one, folder)
            lengths += [value(meta)[1][0][1] for meta in made.glob("*.pf_meta")] or [0]
            for file in made.glob("index/*.pf_index"):
                for stem, postings, marked in value(file)[0]:
                    for spelling, found in (("", postings), *marked):
                        for _, places, fields in found:
                            said.setdefault((stem, spelling), {})[paper] = places
                            if fields:
                                in_titles.setdefault((stem, spelling), {})[paper] = fields
    return lengths, said, in_titles


def inflated(bucket: bytes) -> str:
    return zlib.decompress(bucket, -15).decode()


def pagefind(paper: Entry, folder: Path) -> Path:
    page = (
        f'<html lang="en"><body data-pagefind-body><p>{escape(paper.abstract)}</p><h1>{escape(paper.title)}</h1>'
        f'<p data-pagefind-weight="4">{escape(", ".join(paper.authors))}</p></body></html>'
    )
    page = plain_letters(page)
    (folder / "pages").mkdir()
    (folder / "pages" / "page.html").write_text(page, encoding="utf-8")
    command = [get_executable(), "--site", "pages", "--output-path", "made", "--silent"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0 or "not able to build an index" in f"{done.stdout}{done.stderr}", done
    return folder / "made"


def value(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
words = st.sampled_from(
    ["model", "models", "Cross-lingual", "café", "cafe", "Łódź", "µ-FlowNet", "naïve", "GPT-4o", "wav2vec2", "C++", "3.5", "$x^2$", "the",
     "ModelNet", "中文", "e.g.", "&lt;", "<b>", "qq", "https://a.org/b?c=d", "state-of-the-art", "don't", "w534"]
)  # fmt: skip
texts = st.lists(words | st.text(letters, max_size=8), max_size=12).map(" ".join)
abstracts = texts.map("We {}".format)  # of a page without a letter Pagefind says nothing, not even its length
entries = st.builds(entry, abstracts, texts, st.lists(texts, max_size=3).map(tuple))


@given(st.lists(entries, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
@example([entry("", "", ()), entry("models model-model", "Model ModelNet"), entry("", "", ())])
@example([entry("", "", ())] * 2)
def test_places_are_those_of_a_page_for_each(papers: list[Entry]) -> None:
    lengths, said, in_titles = together(papers)
    assert (lengths, said) == one_by_one(papers)[:2]
    for word, found in one_by_one(papers)[2].items():
        for paper, places in found.items():  # parts of words with digits it forgets
            assert set(accumulate(places[1:])) <= set(accumulate(in_titles[word][paper][1:]))


def test_words_of_a_title_are_told_once_more() -> None:
    papers = [
        entry("Birds sing.", "Birds, and models of birds"),
        entry("A model.", "Cross-lingual models"),
        entry("Birds."),
    ]
    in_titles = together(papers)[2]
    assert in_titles == one_by_one(papers)[2]
    assert in_titles["bird", ""] == {0: [-1, 0, 4]}


@pytest.mark.parametrize("part", range(3))
@pytest.mark.parametrize(
    "order",
    [
        "___PAGEFIND_WEIGHT___9", "___PAGEFIND_WEIGHT___0", "___PAGEFIND_WEIGHT___", "___PAGEFIND_WEIGHT___NaN",
        "___END_PAGEFIND_WEIGHT___", "___PAGEFIND_AUTO_WEIGHT___3", "___PAGEFIND_ANCHOR___h1:2:x",
    ],
)  # fmt: skip
def test_what_pagefind_obeys_is_a_word_like_others(order: str, part: int) -> None:
    """Pagefind writes weights into the text, and takes those of a paper for its own."""

    def with_word(word: str) -> Entry:
        texts = [f"We {word} show" if number == part else "Of birds" for number in range(3)]
        return entry(texts[0], texts[1], (texts[2],))

    beside = entry("Birds sing."), entry("Models sing.", "All models")
    lengths, said, in_titles = together([beside[0], with_word(order), beside[1]])
    theirs = one_by_one([beside[0], with_word("speak"), beside[1]])
    assert lengths == theirs[0]
    for ours, found in ((said, theirs[1]), (in_titles, theirs[2])):
        for word in found.keys() - {("speak", "")}:
            assert ours[word] == found[word]
