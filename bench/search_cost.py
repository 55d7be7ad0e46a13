"""What search costs whoever builds: CPU and memory, from nothing and after one more digest.

    python -m bench.search_cost CORPUS FOLDER [--papers 10000] [--digest 40]

Papers are taken from the corpus without pages, digests or the rest of a site, and given days of 20 to 70.
What is measured is all of search and nothing else: shards, tables, the files on the site. FOLDER keeps the
site and the cache; it is emptied first.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import hashlib
import json
import random
import resource
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.site.output.tree import Tree
from generator.site.search.papers import Entry, Named
from generator.site.search.parts import Search
from generator.site.search.write import put
from generator.text.slug import author_slug

LAST = datetime.date(2026, 11, 20)


class Corpus:
    """The newest papers of the corpus, the last ones of which may be held back."""

    def __init__(self, file: Path, papers: int, held_back: int) -> None:
        with gzip.open(file, "rb") as lines:
            newest = list(lines)[-papers:]
        days = sorted(_days(len(newest)))
        self._papers = {
            f"papers/{day:%Y-%m}/{number:06}-{hashlib.md5(line, usedforsecurity=False).hexdigest()}.md": (
                day,
                line,
            )
            for number, (day, line) in enumerate(zip(days, newest, strict=True))
        }
        self._fingerprints = {
            path: hashlib.blake2b(line, digest_size=16).digest() for path, (_, line) in self._papers.items()
        }
        self.order: Sequence[str] = list(self._papers)[: len(newest) - held_back]

    def fingerprint(self, paths: Sequence[str]) -> bytes:
        return b"".join(map(self._fingerprints.__getitem__, paths))

    def entry(self, path: str) -> Entry:
        day, line = self._papers[path]
        paper = json.loads(line)
        authors = tuple(" ".join(name.split()) for name in paper["authors"] if name.strip())
        topics = tuple(name.lower().replace(".", "-") for name in paper["categories"][:4])
        return Entry(
            address=f"{path.removesuffix('.md')}/",
            title=" ".join(paper["title"].split()),
            authors=authors,
            abstract=" ".join(paper["abstract"].split()),
            day=day.isoformat(),
            votes=len(line) % 97,
            code="github" in paper["links"],
            topics=topics,
            filed=topics,
            ids=(paper["id"],),
            people=tuple(
                {author_slug(name): Named(author_slug(name), name, False) for name in authors}.values()
            ),
        )


def _days(papers: int) -> Iterator[datetime.date]:
    rng = random.Random(7)
    day = LAST
    while papers > 0:
        if day.weekday() < 5:
            yield from [day] * (number := min(papers, rng.randint(20, 70)))
            papers -= number
        day -= datetime.timedelta(1)


class Cost(NamedTuple):
    """CPU seconds, of this process and of Pagefind."""

    own: float
    pagefind: float


def _so_far() -> Cost:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Cost(*(used.ru_utime + used.ru_stime for used in both))


def measured(name: str, corpus: Corpus, folder: Path) -> None:
    """Make search, and tell what that took."""
    before = _so_far()
    search = Search(corpus, folder / "cache")
    (folder / "twins").mkdir(parents=True, exist_ok=True)
    tree = Tree(folder / "site", folder / "twins")
    put(search.parts(), tree)
    tree.publish()
    search.forget_others()
    after = _so_far()
    own, pagefind = after.own - before.own, after.pagefind - before.pagefind
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"| {name} | {own:.2f} | {pagefind:.2f} | {peak // 1024} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--digest", type=int, default=40, help="papers of the new digest")
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    held_back = Corpus(options.corpus, options.papers + options.digest, options.digest)
    print("| build | own CPU s | Pagefind's | peak MiB of a process |\n|---|---|---|---|")
    measured(f"{options.papers:,} papers from nothing", held_back, options.folder)
    measured(
        f"{options.digest} more", Corpus(options.corpus, options.papers + options.digest, 0), options.folder
    )
    files = [file.stat().st_size for file in (options.folder / "site").rglob("*") if file.is_file()]
    print(f"\n{len(files):,} files, {sum(files) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
