"""The search index: Pagefind reads a folder of small pages that hold what is to be found, nothing else."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.site.renderer import Renderer
from generator.site.wording import authors_line
from generator.text.markdown import plain

FOLDER = "pagefind"
"""Where the index stands on the site."""

_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Interfaces that Pagefind brings; ours is ``search.js``."""


class SearchError(RuntimeError):
    """The index cannot be made. Says what the indexer said."""


class Stub(NamedTuple):
    """What is to be found of a paper, at the paper's address."""

    address: str
    html: str


def stubs(renderer: Renderer) -> Iterator[Stub]:
    """A small page for each paper: title, authors and abstract to search, facts to show, filters."""
    for path in renderer.catalogue.order:
        yield Stub(
            renderer.catalogue.pages[path].address, renderer.fragment("stub", **_facts(renderer, path))
        )


def _facts(renderer: Renderer, path: str) -> dict[str, object]:
    catalogue = renderer.catalogue
    paper = catalogue.pages[path].paper
    first = catalogue.first(path)
    date = first.record.date if first else paper.date or ""
    votes = catalogue.votes(path)
    abstract = plain(paper.abstract)
    return {
        "paper": paper,
        "abstract": abstract,
        "shown": {
            "title": paper.title,
            "authors": authors_line(paper.authors),
            "date": date,
            "votes": "" if votes is None else str(votes),
            "words": str(len(abstract.split())),
            "topics": ", ".join(chip.name for chip in renderer.chips(path)[:3]),
        },
        "filters": {
            "tag": catalogue.filed_under(path),
            "year": [date[:4]] if date else [],
            "code": ["1"] if "code" in paper.links else [],
        },
        "sort": {"date": date or "0"},
    }


class Index:
    """The index of the last build. While pages are previewed, it is made anew only when papers changed."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made_of = ""

    def write(self, renderer: Renderer, site: Path) -> None:
        """Put the index into the site. Raises SearchError."""
        pages = list(stubs(renderer))
        made_of = _fingerprint(pages)
        if self._folder is None or made_of != self._made_of:
            self.close()
            self._folder = tempfile.TemporaryDirectory(prefix="papershelf-")
            _index(pages, Path(self._folder.name))
            self._made_of = made_of
        made = Path(self._folder.name) / FOLDER
        shutil.copytree(made, site / FOLDER, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_UNUSED))

    def close(self) -> None:
        """Remove the index."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _fingerprint(pages: list[Stub]) -> str:
    digest = hashlib.sha256()
    for page in pages:
        digest.update(f"{page.address}\0{page.html}\0".encode("utf-8", "replace"))
    return digest.hexdigest()


def _index(pages: list[Stub], folder: Path) -> None:
    """Index pages by the command line over a folder of small files: messages to its service are slow.

    Without a page there is nothing to index, which Pagefind would call an error.
    """
    (folder / FOLDER).mkdir()
    if not pages:
        return
    for page in pages:
        file = folder / "stubs" / page.address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.html, encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", "stubs", "--output-path", FOLDER]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SearchError(f"The search index cannot be made: {error}.") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(f"The search index cannot be made: {said[-1] if said else 'no reason given'}.")
