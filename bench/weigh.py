"""What a site weighs: files and bytes, and a paper's page, raw and compressed."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

SAMPLE = 300
"""Pages of papers that are compressed one by one."""


def weighed(site: Path) -> dict[str, Any]:
    """Files and bytes of a site, by what they are for; the mean page of a paper."""
    files = list(_files(site))
    papers = dict(sorted((path, size) for path, size in files if _is_paper(path)))
    sample = list(papers)[:: max(1, len(papers) // SAMPLE)]
    parts: dict[str, int] = {}
    for path, size in files:
        part = _part(path)
        parts[part] = parts.get(part, 0) + size
    return {
        "files": len(files),
        "bytes": sum(size for _, size in files),
        "parts": dict(sorted(parts.items())),
        "page": round(fmean(papers.values() or [0])),
        "page_gzip": round(fmean([_compressed(site / path) for path in sample] or [0])),
    }


def _compressed(page: Path) -> int:
    """Bytes of a page, compressed. It is let go: what is held here counts as a child's, too."""
    return len(gzip.compress(page.read_bytes(), 6))


def _files(site: Path) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(site):
        for name in names:
            file = Path(folder, name)
            yield file.relative_to(site).as_posix(), file.stat().st_size


def _is_paper(path: str) -> bool:
    steps = path.split("/")
    return len(steps) == 4 and steps[0] == "papers" and steps[2] != "page" and steps[3] == "index.html"


def _part(path: str) -> str:
    if path.startswith(("pagefind/", "search/")):
        return "search"
    if _is_paper(path):
        return "pages of papers"
    if path.startswith("papers/") and path.endswith(".md"):
        return "sources of papers"
    if path.endswith((".xml", ".xml.gz", "feed.json", ".opml")):
        return "feeds and maps"
    return "lists and the rest" if path.endswith(".html") else "exports and assets"
