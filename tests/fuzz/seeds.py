"""What mutation begins with: the files of the tests, and of ``../shared/data`` where it is present."""

import json
from collections.abc import Iterator
from pathlib import Path

from generator.text.edit import compose

TESTS = Path(__file__).resolve().parents[1]
FOUND = Path(__file__).with_name("found")
SHARED = TESTS.parents[1] / "shared" / "data"
MOST = 6 * 1024
"""Bytes of a seed. A long one costs time at every try and reaches nothing that its beginning does not."""
FILES_OF_A_KIND = 12


def seeds(target: str) -> list[bytes]:
    """The seeds of a target in the order of their names."""
    return [*found(target), *(_files if target == "readers" else _pages)()]


def found(target: str) -> list[bytes]:
    """What fuzzing found, and was mended."""
    return [path.read_bytes() for path in sorted(FOUND.glob(f"{target}/*"))]


def shared(target: str) -> list[bytes]:
    """Real files, cut; none where they are absent."""
    return [*_real_files()] if target == "readers" else [*_real_pages()]


def _files() -> Iterator[bytes]:
    for path in sorted((TESTS / "readers" / "cases").iterdir()):
        if not path.name.endswith(".expected.json"):
            yield path.read_bytes()[:MOST]


def _pages() -> Iterator[bytes]:
    for folder in ("cases", "fixes"):
        for path in sorted((TESTS / "check" / folder).rglob("docs/*/**/*.md")):
            yield path.read_bytes()[:MOST]


def _real_files() -> Iterator[bytes]:
    for folder in sorted(SHARED.glob("digests/*")):
        files = sorted(folder.iterdir())
        for path in files[:: max(1, len(files) // FILES_OF_A_KIND)]:
            yield path.read_bytes()[:MOST]
    if (oddities := SHARED / "corpus" / "oddities.jsonl").exists():
        lines = oddities.read_bytes().splitlines()
        yield from (line[:MOST] for line in lines[:: max(1, len(lines) // 60)])


def _real_pages() -> Iterator[bytes]:
    oddities = SHARED / "corpus" / "oddities.jsonl"
    for line in oddities.read_bytes().splitlines()[:400:8] if oddities.exists() else ():
        facts = json.loads(line)
        paper = facts.get("record") or facts.get("paper") or facts
        values = {key: str(paper[key]) for key in ("title", "date", "venue") if paper.get(key)}
        text = compose({"title": "x", **values}, f"\n{paper.get('abstract') or ''}\n")
        yield text.encode("utf-8", "replace")[:MOST]
