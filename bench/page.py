"""results.json as a page of the site: medians, ratios to Hugo, and how the cost grows.

python -m bench.page > docs/benchmarks.md
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from bench.archives import SIZES
from bench.compare import RESULTS

OURS, OURS_BARE, OURS_MORE = "papershelf", "papershelf, without search", "papershelf, 40 papers more"
OURS_LATER = f"{OURS_MORE}, later"
OURS_PAGES = "papershelf, pages alone"
HUGO, HUGO_FOUND = "hugo", "hugo and pagefind"
NAMES = {
    OURS_PAGES: "Papershelf, pages alone",
    OURS_BARE: "Papershelf, without search",
    HUGO: "Hugo, without search",
    OURS: "Papershelf",
    HUGO_FOUND: "Hugo and Pagefind",
    OURS_MORE: "Papershelf, 40 papers more",
    OURS_LATER: "Papershelf, 40 papers more, later",
    "mkdocs and material, tuned": "MkDocs and Material, tuned",
    "mkdocs and material": "MkDocs and Material",
}
AGAINST = {OURS_PAGES: HUGO, OURS_BARE: HUGO, OURS: HUGO_FOUND, OURS_MORE: HUGO_FOUND, OURS_LATER: HUGO_FOUND}
ADD = "papershelf add, 40 papers"


INTRODUCTION = """\
The same papers, built by this project and by others: Hugo with a small theme of the same pages, and MkDocs
with Material as its guide sets it up (*tuned* leaves papers out of the navigation). Papershelf and Hugo
draw papers with related ones, topics, authors, months and digests on pages of a hundred, and feeds. Hugo
draws no plots and no mathematics; *pages alone* leaves out the files that only Papershelf makes: exports, and
the Markdown of each page. The terms by which papers are related, topics with those above them, first
sentences and who gets a page are worked out beforehand for Hugo, and not counted. *40 papers more* is the
build right after a first one; *later*, one after several, as people have it day by day. Figures are
medians; tables say of how many runs. CPU time is that of all processes, user and system; it depends
less than the clock on what else the machine does. Still the seconds of a rented machine differ by half from
day to day: compare what stands side by side, whose runs took turns. All files were kept in memory.
`make bench` measures again."""
GROWTH = """\
In a small archive the second counts that MkDocs and the libraries take to load, and what tells of the
archive as a whole. In a large one a paper costs more again since more papers share its rare terms, among
which those are looked for that are related: 0.22 ms a paper at 10,000, 0.3 at 100,000. Its page does not
grow with the archive; the lists do that it stands in, with the topics and authors that it shares with
others."""
WEIGHT = """\
At 10,000 papers, of 6.0 kB (2.4 kB compressed) the abstract is 1.3 kB (0.55), related papers 0.9 (0.35),
what citation programs and search engines read in the head 0.8 (0.11), BibTeX 0.4 (0.15), the header 0.3
(0.07), the papers before and after 0.2 (0.09), topics 0.2 (0.05), policy, styles and scripts 0.2 (0.08),
links to edit 0.2 (0.05), the foot 0.1 (0.03), where it all comes from 0.1 (0.05); the rest is title,
authors, dates and what there is to open."""
INGEST = """\
`papershelf add` with 40 new papers. It does not read a page again whose size and times are those that it
noted when it last came by; what it goes through is a list of names."""


class Case(NamedTuple):
    """The runs of one candidate at one size, in the middle."""

    cpu: float
    wall: float
    largest: float
    together: float
    runs: int
    last: dict[str, Any]


def cases(results: dict[str, Any]) -> dict[tuple[str, str], Case]:
    """Medians by size and name; runs that were stopped are none."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for run in results["runs"]:
        if run["stopped"] is None:
            found.setdefault((run["size"], run["name"]), []).append(run)
    return {
        key: Case(*(median(run[name] for run in runs) for name in Case._fields[:4]), len(runs), runs[-1])
        for key, runs in found.items()
    }


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of numbers, which may be wider than a phone."""
    head = "".join(f"<th>{head}</th>" for head in heads)
    body = "\n".join(
        f"<tr><th>{name}</th>{''.join(f'<td>{one}</td>' for one in numbers)}</tr>" for name, *numbers in rows
    )
    lines = ('<div class="behind"><div class="wide"><table>', f"<thead><tr>{head}</tr></thead>", "<tbody>")
    return "\n".join((*lines, body, "</tbody>", "</table></div></div>"))


def bars(caption: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Numbers that are drawn and told."""
    drawn = "\n".join(
        f'<tr><th>{name}</th><td class="bar"><span class="bar">{value:.3f}</span></td><td>{shown}</td></tr>'
        for name, value, shown in rows
    )
    lines = ('<div class="figure"><table class="lying">', f"<caption>{caption}</caption>", "<tbody>", drawn)
    return "\n".join((*lines, "</tbody>", "</table></div>"))


def comparison(known: dict[tuple[str, str], Case], size: str) -> Iterator[str]:
    """What each took at a size, and the ratios to Hugo."""
    there = [name for name in NAMES if (size, name) in known]
    yield f"## {SIZES[size]:,} papers"
    seconds = {name: known[size, name].cpu for name in there}
    drawn = [(NAMES[name], cpu, f"{cpu:,.1f}") for name, cpu in seconds.items()]
    heads = (
        "Program",
        "CPU, s",
        "clock, s",
        "largest process, MiB",
        "all at once, MiB",
        "files",
        "MB",
        "runs",
    )
    rows = [_row(name, known[size, name]) for name in there]
    yield bars("CPU time, seconds", drawn)
    yield table(heads, rows)
    ratios = [
        (
            NAMES[name],
            *(
                f"{mine / theirs:.2f}"
                for mine, theirs in zip(known[size, name][:4], known[size, other][:4], strict=True)
            ),
        )
        for name, other in AGAINST.items()
        if (size, name) in known and (size, other) in known
    ]
    if ratios:
        yield table(("Against Hugo", "CPU", "clock", "largest process", "all at once"), ratios)


def _ratios(mine: Case, theirs: Case) -> Iterator[str]:
    return (f"{one / other:.2f}" for one, other in zip(mine[:4], theirs[:4], strict=True))


def _row(name: str, case: Case) -> tuple[str, ...]:
    site = case.last
    seconds = map("{:,.1f}".format, (case.cpu, case.wall))
    memory = map("{:,.0f}".format, (case.largest, case.together))
    weight = (f"{site['files']:,}", f"{site['bytes'] / 1e6:,.1f}")
    return (NAMES[name], *seconds, *memory, *weight, str(case.runs))


def growth(known: dict[tuple[str, str], Case]) -> Iterator[str]:
    """Cost of one paper at each size."""
    yield "## How the cost grows"
    yield GROWTH
    for title, what, shown in (
        ("Milliseconds of CPU a paper", lambda case, papers: 1000 * case.cpu / papers, ".2f"),
        (
            "Memory of all processes, kB a paper",
            lambda case, papers: 1048.576 * case.together / papers,
            ",.0f",
        ),
        ("Bytes of the site a paper", lambda case, papers: case.last["bytes"] / papers, ",.0f"),
    ):
        rows = []
        for name in (OURS_BARE, HUGO, OURS, HUGO_FOUND):
            for size, papers in SIZES.items():
                if (size, name) in known:
                    value = what(known[size, name], papers)
                    rows.append((f"{NAMES[name]}, {papers:,}", value, format(value, shown)))
        yield bars(title, rows)


def weight(known: dict[tuple[str, str], Case]) -> Iterator[str]:
    """What pages weigh, and what a site is made of."""
    yield "## What a page weighs"
    yield WEIGHT
    rows = [
        (NAMES[name], f"{SIZES[size]:,}", f"{case.last['page']:,}", f"{case.last['page_gzip']:,}")
        for size in SIZES
        for name in (OURS, HUGO, "mkdocs and material, tuned", "mkdocs and material")
        if (case := known.get((size, name)))
    ]
    yield table(("The page of a paper, bytes", "papers", "raw", "gzip"), rows)
    for size in reversed(SIZES):
        if case := known.get((size, OURS)):
            parts = sorted(case.last["parts"].items(), key=lambda part: -part[1])
            yield bars(
                f"The site of {SIZES[size]:,} papers, MB",
                [(name, size / 1e6, f"{size / 1e6:,.1f}") for name, size in parts],
            )
            papers = _fitting(case.last["bytes"] / SIZES[size])
            yield f"{papers:,} such papers fill the 1 GB that GitHub Pages takes."
            break


def _fitting(weight: float) -> int:
    """Papers of so many bytes each, with all that leads to them, that fit there, in whole thousands."""
    return int(1e9 / weight) // 1000 * 1000


def ingest(known: dict[tuple[str, str], Case]) -> Iterator[str]:
    """A digest into archives of each size."""
    rows = [(size, case) for size in SIZES if (case := known.get((size, ADD)))]
    if rows:
        yield "## A digest comes in"
        yield INGEST
        heads = ("Papers there", "CPU, s", "clock, s", "MiB")
        yield table(
            heads,
            [
                (f"{SIZES[size]:,}", f"{case.cpu:.1f}", f"{case.wall:.1f}", f"{case.largest:,.0f}")
                for size, case in rows
            ],
        )


def page(results: dict[str, Any]) -> str:
    """The page."""
    known, machine = cases(results), results["machine"]
    said = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']} of memory; Python"
        f" {machine['python']},\nHugo {machine['hugo']}, Pagefind {machine['pagefind']}, MkDocs"
        f" {machine['mkdocs']}, Material {machine['mkdocs-material']}"
    )
    parts = [
        "# Benchmarks",
        INTRODUCTION,
        f"Measured on {said}.",
        *(part for size in SIZES for part in comparison(known, size) if (size, OURS) in known),
        *growth(known),
        *weight(known),
        *ingest(known),
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(page(json.loads(RESULTS.read_text())), end="")
