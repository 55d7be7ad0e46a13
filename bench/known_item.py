"""Known-item search: somebody knows a paper and types what is remembered of it. At which place does it stand?

    python -m bench.known_item ARCHIVE [--sample 100] [--seed 1] [--show]

The archive is built already (``papershelf -C ARCHIVE build``). Every query goes through the search page in a
browser. README.md says how queries are made, and gives figures.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import string
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from bench.host import served
from generator.model.archive import Archive
from generator.model.page import Page
from generator.site.search.fold import words
from generator.storage.reading import read_archive
from generator.text.markdown import plain

SHOWN = 12
"""Results on the first page; a paper further down counts as not found."""
_NAME = re.compile(r"(\S{2,30}): ")


class Query(NamedTuple):
    text: str
    right: frozenset[str]
    """Addresses of the papers of which one is looked for."""


def with_typo(rng: random.Random, title: str) -> str:
    """The title with one mistake in one word of five letters or more: a letter left out, added, replaced by
    another, or two neighbours swapped, each as likely as the others."""
    places = list(re.finditer(r"[A-Za-z]{5,}", title))
    if not places:
        return title
    match = rng.choice(places)
    word = match[0]
    at = rng.randrange(len(word) - 1)
    letter = rng.choice(string.ascii_lowercase)
    mistaken = rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return title[: match.start()] + mistaken + title[match.end() :]


def typos(rng: random.Random, archive: Archive) -> Iterator[Query]:
    for page in _shuffled(rng, archive):
        yield Query(with_typo(rng, page.paper.title), frozenset([page.address]))


def names(rng: random.Random, archive: Archive) -> Iterator[Query]:
    """What stands before the colon of a title, one word with a capital or digit inside, of one paper only."""
    named = {
        page.address: match[1] for page in archive.pages.values() if (match := _NAME.match(page.paper.title))
    }
    bearers = Counter(name.casefold() for name in named.values())
    for page in _shuffled(rng, archive):
        name = named.get(page.address, "")
        if re.search(r"[A-Z0-9]", name[1:]) and bearers[name.casefold()] == 1:
            yield Query(name, frozenset([page.address]))


def three_words(rng: random.Random, archive: Archive) -> Iterator[Query]:
    """Three words of the abstract, of five letters or more, each in at least two papers and in at most one
    of a hundred: what a reader remembers is neither everybody's word nor a slip of the pen."""
    found = {path: set(words(plain(page.abstract))) for path, page in archive.pages.items()}
    papers = Counter(word for of_paper in found.values() for word in of_paper)
    most = max(3, len(found) // 100)
    for page in _shuffled(rng, archive):
        telling = sorted(
            word
            for word in found[page.path]
            if len(word) > 4 and word.isalpha() and 2 <= papers[word] <= most
        )
        if len(telling) >= 3:
            yield Query(" ".join(rng.sample(telling, 3)), frozenset([page.address]))


def authors(rng: random.Random, archive: Archive) -> Iterator[Query]:
    """The name of one of the authors. A name cannot say which of its papers is meant: each is right."""
    by_name: dict[str, set[str]] = {}
    for page in archive.pages.values():
        for name in page.paper.authors:
            by_name.setdefault(" ".join(words(name)), set()).add(page.address)
    for page in _shuffled(rng, archive):
        if page.paper.authors:
            name = rng.choice(page.paper.authors)
            yield Query(name, frozenset(by_name[" ".join(words(name))]))


def phrases(rng: random.Random, archive: Archive) -> Iterator[Query]:
    """Two words that stand side by side in at least five titles; each paper with such a title is right."""
    titled: dict[str, set[str]] = {}
    for page in archive.pages.values():
        for pair in pairwise(words(page.paper.title)):
            if all(len(word) > 4 and word.isalpha() for word in pair):
                titled.setdefault(" ".join(pair), set()).add(page.address)
    common = sorted(pair for pair, of in titled.items() if len(of) >= 5)
    rng.shuffle(common)
    for pair in common:
        yield Query(pair, frozenset(titled[pair]))


def citations(rng: random.Random, archive: Archive) -> Iterator[Query]:
    """As other papers name it, without an id, with a venue that is not the archive's."""
    ways = (
        "{first} et al. ({year}) {title}", "{names}. {title}. In Proc. NeurIPS, pp. 102–113, {year}.",
        "{first} et al., “{title},” Trans. Pattern Anal. Mach. Intell., vol. 3, {year}.",
    )  # fmt: skip
    for page in _shuffled(rng, archive):
        if authors := page.paper.authors:
            first, names = authors[0].split()[-1], ", ".join(authors[:3])
            year = page.paper.date[:4] if page.paper.date else "2025"
            told = rng.choice(ways).format(first=first, names=names, year=year, title=page.paper.title)
            yield Query(told, frozenset([page.address]))


def ids(rng: random.Random, archive: Archive) -> Iterator[Query]:
    """An arXiv id in one of the ways in which it is pasted."""
    ways = (
        "{}", "arXiv:{}v2", "https://arxiv.org/abs/{}", "https://arxiv.org/pdf/{}v1.pdf",
        "https://huggingface.co/papers/{}", "https://doi.org/10.48550/arXiv.{}", "arXiv {}", "[{}].",
        "(arXiv:{} [cs.CL])", "https://hf.co/papers/{}", "@misc{{somebody2025title-{},",
    )  # fmt: skip
    for page in _shuffled(rng, archive):
        if arxiv := page.paper.ids.get("arxiv"):
            yield Query(rng.choice(ways).format(arxiv), frozenset([page.address]))


KINDS: dict[str, Callable[[random.Random, Archive], Iterator[Query]]] = {
    "title with a typo": typos,
    "the method's name": names,
    "three words of the abstract": three_words,
    "two words of titles": phrases,
    "an author": authors,
    "a citation": citations,
    "an id": ids,
}


def _shuffled(rng: random.Random, archive: Archive) -> list[Page]:
    pages = list(archive.pages.values())
    rng.shuffle(pages)
    return pages


def place(tab: Tab, address: str, query: Query) -> int:
    """Where a right paper stands among the results, from 1; 0 where it is not among the first."""
    tab.goto(f"{address}search/?{urlencode({'q': query.text})}")
    tab.wait_for_selector('#results[aria-busy="false"]', state="attached", timeout=60_000)
    links = tab.eval_on_selector_all("#results > li > a", "links => links.map(link => link.href)")
    found = [link.removeprefix(address) for link in links[:SHOWN]]
    return next((at for at, link in enumerate(found, start=1) if link in query.right), 0)


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--sample", type=int, default=100, help="queries of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=KINDS, help="only these kinds")
    parser.add_argument("--show", action="store_true", help="every query that does not bring its paper first")
    options = parser.parse_args()
    archive = read_archive(options.archive)
    print(f"{len(archive.pages):,} papers, {options.sample} queries of each kind, seed {options.seed}")
    print("| query | MRR | first | among 3 | among 12 |\n|---|---|---|---|---|")
    with served(options.archive / "site") as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page()
        for kind in options.kind or KINDS:
            places = []
            for query, _ in zip(
                KINDS[kind](random.Random(options.seed), archive), range(options.sample), strict=False
            ):
                places.append(place(tab, host.address, query))
                if options.show and places[-1] != 1:
                    print(f"    {places[-1] or '-':>2} {query.text!r} {sorted(query.right)[0]}", flush=True)
            _tell(kind, places)
        browser.close()


def _tell(kind: str, places: list[int]) -> None:
    mean = sum(1 / at for at in places if at) / len(places)
    within = (sum(0 < at <= most for at in places) / len(places) for most in (1, 3, SHOWN))
    print(f"| {kind} | {mean:.3f} | {' | '.join(f'{share:.0%}' for share in within)} |", flush=True)


if __name__ == "__main__":
    main()
