"""Time and memory of every reader over the size of its input: both must grow like the input.

    .venv/bin/python -m bench.growth

Prints the section *What it costs* of docs/readers.md, in which the time of the slowest is drawn.
"""

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bench.page import bars
from generator.readers.registry import read
from tests.hostile.digests import WRITERS

SIZES = (100, 400, 1600)
"""Papers in a digest."""
DRAWN = 5
FORMS = {
    "api.json": "API",
    "props.html": "Saved page",
    "articles.html": "List of titles",
    "copied.txt": "Copied text",
    "lines.jsonl": "JSON Lines",
    "year.json": "JSON",
    "csl.json": "CSL-JSON",
    "arxiv-api.xml": "arXiv API",
    "arxiv.rss": "arXiv feed",
    "mailing.txt": "arXiv mailing",
    "feed.rss": "Other feeds",
    "bibliography.bib": "BibTeX",
    "references.ris": "RIS",
    "listed.md": "Markdown links",
    "table.md": "Markdown table",
    "message.eml": "Newsletter",
}
"""What the writers write, in words; those that are not here write damaged digests."""
TEXT = "We propose a model of models, and show that it models models well, unlike all others. "


class Point(NamedTuple):
    """What a digest took: megabytes read, seconds of the processor, megabytes of memory."""

    size: float
    seconds: float
    memory: float


def measured(name: str, papers: int) -> Point:
    """In a process of its own."""
    command = [sys.executable, "-m", "bench.growth", "--one", name, str(papers)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Point(*map(float, told))


def one(name: str, papers: int) -> None:
    data = WRITERS[name]([f"Paper {place} of Many: {TEXT * (place % 8)}".strip() for place in range(papers)])
    start = time.process_time()
    read(data, date="2026-11-20")
    spent = time.process_time() - start
    tracemalloc.start()
    read(data, date="2026-11-20")
    print(len(data) / 1e6, spent, tracemalloc.get_traced_memory()[1] / 1e6)


def section(lines: Mapping[str, Sequence[Point]]) -> str:
    """The time of the slowest as bars, which are as long for many papers as for few, and a table of all."""
    slowest = sorted(lines, key=lambda name: -_seconds(lines[name][-1]))[:DRAWN]
    drawn = [
        (f"{FORMS[name]}, {papers:,}", _seconds(point), f"{_seconds(point):.2f}")
        for name in slowest
        for papers, point in zip(SIZES, lines[name], strict=True)
    ]
    rows = ["| Form | CPU time, s | Memory, MB |", "|---|---|---|"]
    for name, points in lines.items():
        seconds = "/".join(f"{_seconds(point):.2f}" for point in points)
        memory = "/".join(f"{point.memory / point.size:.1f}" for point in points)
        rows.append(f"| {FORMS[name]} | {seconds} | {memory} |")
    caption = "CPU time for a megabyte, seconds, by the number of papers"
    return f"{bars(caption, drawn)}\n\n" + "\n".join(rows)


def _seconds(point: Point) -> float:
    return point.seconds / point.size


def main() -> None:
    print(section({name: [measured(name, papers) for papers in SIZES] for name in FORMS}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main()
