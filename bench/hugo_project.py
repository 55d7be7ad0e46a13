"""An archive as a project for Hugo: the same papers, what its theme asks of each in the front matter.

python -m bench.hugo_project ARCHIVE FOLDER

Whatever would cost Hugo time and can be known before is worked out here, and its time is not counted: which
authors get a page, topics with those above them, the first sentence, the terms that related papers share.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from generator.model.archive import Archive
from generator.model.page import Page
from generator.model.tag import Vocabulary
from generator.storage.reading import read_archive
from generator.text.markdown import plain
from generator.text.sentences import first_sentence
from generator.text.slug import slug
from generator.text.terms import RAREST, terms, weights

THEME = Path(__file__).with_name("hugo")
TERMS = 12
"""Terms of a paper that may lead to related ones: the strongest that tell, and that more papers have."""
TELLING = 4.0
SHARED = 2
"""Papers from which on an author has a page."""

slug = cache(slug)


def write_project(root: Path, folder: Path) -> None:
    """Write content, data and theme."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(THEME, folder)
    archive = read_archive(root)
    content = folder / "content"
    known = _authors(archive)
    (folder / "data").mkdir()
    everybody = {name for page in archive.pages.values() for name in page.paper.authors}
    names = {name: slug(name) for name in sorted(everybody) if slug(name) in known}
    (folder / "data" / "authors.json").write_text(json.dumps(names))
    for path, facts, body in _papers(archive, known):
        _write(content / path, facts, body)
    for tag in archive.vocabulary:
        facts = {"title": tag.name, "description": tag.description, "outputs": ["html", "rss"]}
        _write(content / "tags" / tag.slug / "_index.md", facts, "")
    for author, name in known.items():
        _write(content / "authors" / author / "_index.md", {"title": name}, "")
    for month in {path.split("/")[1] for path in archive.pages}:
        _write(content / "papers" / month / "_index.md", {"title": f"Papers of {month}"}, "")
    _write(content / "papers" / "_index.md", {"title": "Months"}, "")
    for name in ("about", "search"):
        _write(content / f"{name}.md", {"title": name.capitalize()}, "")


def _authors(archive: Archive) -> dict[str, str]:
    """Authors of two papers or more: address and name."""
    papers: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for page in archive.pages.values():
        for name in page.paper.authors:
            papers[slug(name)].add(page.path)
            spellings[slug(name)][name] += 1
    several = sorted(one for one, paths in papers.items() if one and len(paths) >= SHARED)
    return {one: spellings[one].most_common(1)[0][0] for one in several}


def _papers(archive: Archive, known: dict[str, str]) -> Iterator[tuple[str, dict[str, Any], str]]:
    shared = _shared_terms(archive)
    for record in archive.records.values():
        for place, item in enumerate(record.entries, start=1):
            if page := archive.pages.get(item.page or ""):
                listed = {
                    "date": record.date,
                    "listed": record.date,
                    "digest": record.name,
                    "digests": [record.name],
                    "place": place,
                    "of": len(record.entries),
                    "votes": item.entry.votes,
                    "tags": list(_with_wider(page.paper.tags, archive.vocabulary)),
                    "authors": sorted({slug(name) for name in page.paper.authors} & known.keys()),
                    "terms": shared[page.path],
                }
                yield page.path, {**_facts(page), **listed}, page.abstract


def _facts(page: Page) -> dict[str, Any]:
    paper = page.paper
    first = slug(paper.authors[0].split()[-1]) if paper.authors else "anonymous"
    return {
        "title": paper.title,
        "appeared": paper.date,
        "ids": dict(paper.ids),
        "links": {kind: list(value) for kind, value in paper.links.items()},
        "categories": list(paper.categories),
        "names": list(paper.authors),
        "bibnames": [_family_first(name) for name in paper.authors],
        "topics": list(paper.tags),
        "first": first_sentence(plain(page.abstract)),
        "key": f"{first}{(paper.date or '')[:4]}",
    }


def _family_first(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def _with_wider(tags: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[str]:
    seen = set()
    for name in tags:
        step: str | None = vocabulary.resolve(name) or name
        while step and step not in seen:
            seen.add(step)
            yield step
            tag = vocabulary.get(step)
            step = tag.parent if tag else None


def _shared_terms(archive: Archive) -> dict[str, list[str]]:
    """The strongest terms of each paper, of those that another has among its strongest too."""
    strongest = {path: _strongest(page) for path, page in archive.pages.items()}
    papers = Counter(term for own in strongest.values() for term in own)
    return {path: [term for term in own if papers[term] > 1][:TERMS] for path, own in strongest.items()}


def _strongest(page: Page) -> list[str]:
    table = weights()
    worth = {
        term: count**0.5 * table.get(term, RAREST)
        for term, count in terms(f"{page.abstract}\n{page.paper.title}").items()
        if table.get(term, RAREST) >= TELLING
    }
    return sorted(worth, key=lambda term: (-worth[term], term))[: 3 * TERMS]


def _write(file: Path, facts: dict[str, Any], body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    matter = json.dumps({key: value for key, value in facts.items() if value}, ensure_ascii=False, indent=1)
    file.write_text(f"{matter}\n\n{body}\n", encoding="utf-8")


if __name__ == "__main__":
    write_project(Path(sys.argv[1]), Path(sys.argv[2]))
