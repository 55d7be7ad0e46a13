"""Papers without ids, looked for in a dump: how many are found, and is any given the id of another?

    python -m bench.enrich CORPUS [--papers 2000] [--strangers 500] [--seed 1] [--show]

CORPUS is a file of JSON Lines. Papers of it lose their ids, their titles are damaged, their abstracts wrapped
anew; strangers are damaged likewise, and taken out of the dump. README.md says more, and gives figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import string
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.enrich.choose import Choice, choose
from generator.enrich.seek import Origin, Search
from generator.model.digest import Entry, Unread
from generator.model.page import Page
from generator.model.paper import Paper
from generator.readers import papers_jsonl
from generator.readers.rows import is_rows, rows
from generator.text.clean import clean_entry
from generator.text.content import ReadContent

SHORTEST = 200
"""Characters of an abstract of a paper that is looked for."""


class Lost(NamedTuple):
    """A paper as a digest without ids would have it."""

    kind: str
    true: dict[str, str]
    is_there: bool
    page: Page


def in_another_case(rng: random.Random, title: str) -> str:
    return rng.choice([str.upper, str.lower, str.title, str.swapcase])(title)


def in_latex(rng: random.Random, title: str) -> str:
    """With commands around a word, as sources have them, and with what copying left of a formula."""
    words = title.split()
    place = rng.randrange(len(words))
    words[place] = (
        rng.choice([r"\textsc{%s}", r"{\it %s}", r"$\text{%s}$", r"\emph{%s}", "{%s}"]) % words[place]
    )
    return " ".join(words).replace(" & ", r" \& ")


def without_subtitle(_: random.Random, title: str) -> str:
    return title.partition(": ")[0]


def with_typos(rng: random.Random, title: str) -> str:
    """With a mistake in every forty letters, at least one: a letter left out, added, replaced, or swapped."""
    for _ in range(1 + len(title) // 40):
        at, letter = rng.randrange(max(1, len(title) - 1)), rng.choice(string.ascii_lowercase)
        pair = title[at : at + 2]
        mistaken = [pair[1:], pair[:1] + letter + pair[1:], letter + pair[1:], pair[::-1]]
        title = title[:at] + rng.choice(mistaken) + title[at + 2 :]
    return title


def as_it_is(_: random.Random, title: str) -> str:
    return title


DAMAGES: dict[str, Callable[[random.Random, str], str]] = {
    "as it is": as_it_is,
    "case": in_another_case,
    "LaTeX": in_latex,
    "no subtitle": without_subtitle,
    "typos": with_typos,
}


def wrapped(rng: random.Random, abstract: str) -> str:
    """The abstract in lines of another width, now and then indented, or with the line ends of Windows."""
    width, line, lines = rng.randrange(50, 110), "", []
    for word in abstract.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return rng.choice(["\n", "\r\n", "\n  "]).join([*lines, line])


def lost(rng: random.Random, number: int, entry: Entry, *, is_there: bool) -> Lost:
    kind = rng.choice([kind for kind in DAMAGES if kind != "no subtitle" or ": " in entry.title])
    title = DAMAGES[kind](rng, " ".join(entry.title.split()))
    raw = Entry(title=title or entry.title, abstract=wrapped(rng, entry.abstract))
    cleaned = clean_entry(raw, {})
    content = ReadContent("", cleaned.abstract)
    page = Page(f"papers/2026-11/{number:04}.md", Paper(title=cleaned.title), content)
    return Lost(kind, entry.ids, is_there, page)


def sample(rng: random.Random, corpus: Path, papers: int, strangers: int, dump: Path) -> list[Lost]:
    """The papers that are looked for; the dump is the corpus without the strangers."""
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    fit = [n for n, line in enumerate(lines) if is_fit(json.loads(line))]
    chosen = rng.sample(fit, papers + strangers)
    gone = set(chosen[papers:])
    with gzip.open(dump, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(line for n, line in enumerate(lines) if n not in gone)
    entries = ((n, papers_jsonl.entry_of(lines[n], n)) for n in chosen)
    return [lost(rng, place, entry, is_there=n not in gone) for place, (n, entry) in enumerate(entries)]


def is_fit(row: dict[str, str]) -> bool:
    return len(row.get("abstract") or "") >= SHORTEST and bool(row.get("id"))


def found(pages: list[Page], dump: Path) -> dict[str, Choice]:
    search = Search(pages, lambda entry: clean_entry(entry, {}))
    with dump.open("rb") as file:
        assert is_rows(file)
        for one in rows(file, search.may_be):
            if not isinstance(one, Unread):
                search.look_at(one, Origin("papers", "jsonl"))
    return choose(search.offers(), {})


def outcomes(papers: list[Lost], choices: dict[str, Choice]) -> Iterator[tuple[Lost, str]]:
    for one in papers:
        choice = choices.get(one.page.path, Choice([], []))
        ids = {item for offer in choice.taken for item in offer.entry.ids.items()}
        if ids and not (one.is_there and ids <= one.true.items()):
            yield one, "wrong"
        elif ids:
            yield one, "right"
        else:
            yield one, "doubtful" if choice.doubtful else "missed"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--strangers", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="what was not found, and what was taken wrongly")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump.jsonl.gz"
        papers = sample(random.Random(wanted.seed), wanted.corpus, wanted.papers, wanted.strangers, dump)
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        choices = found([one.page for one in papers], dump)
        spent = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    told = list(outcomes(papers, choices))
    print("| | papers | right | doubtful | missed | wrong |\n| --- | --- | --- | --- | --- | --- |")
    kinds = [*DAMAGES, "not in it"]
    for kind in kinds:
        counts = Counter(what for one, what in told if (one.kind if one.is_there else "not in it") == kind)
        row = (sum(counts.values()), *(counts[what] for what in ("right", "doubtful", "missed", "wrong")))
        print(f"| {kind} | {' | '.join(map(str, row))} |")
    counts = Counter(what for _, what in told)
    precision = counts["right"] / (counts["right"] + counts["wrong"])
    print(
        f"\nprecision {precision:.4f}, recall {counts['right'] / wanted.papers:.4f}, {spent:.1f} s of CPU, ",
        end="",
    )
    print(f"{grown:.0f} MiB more memory")
    if wanted.show:
        show(told, choices)


def show(told: list[tuple[Lost, str]], choices: dict[str, Choice]) -> None:
    for one, what in told:
        if what == "wrong" or (what != "right" and one.is_there):
            print(f"\n{what}: {one.kind}: {one.page.paper.title!r} {one.true}")
            choice = choices.get(one.page.path, Choice([], []))
            for offer in choice.taken:
                print(f"  took {offer.entry.ids} {offer.entry.title!r} {offer.verdict.told}")
            for offer, reason in choice.doubtful:
                print(f"  {offer.entry.ids} {offer.entry.title!r} {reason}")


if __name__ == "__main__":
    main()
