"""The index of words: Pagefind reads a folder of small pages that hold what is to be found, nothing else."""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.site.renderer import Renderer
from generator.site.search.facts import facts
from generator.site.search.stubs import Stub

FOLDER = "pagefind"
"""Where the index stands on the site."""

_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "filter", "wasm.unknown.pagefind")
"""What Pagefind brings for other sites: interfaces, words of unknown languages, and lists of filters, since
ours count from `facts`, which takes less and sorts as well."""

_ADDRESS = re.compile(rb'"url":"/([^"]*)"')


class SearchError(RuntimeError):
    """The index cannot be made. Says what the indexer said."""


class Index:
    """The index of the last build. While pages are previewed, it is made anew only when papers changed."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._made_of = ""

    def write(self, renderer: Renderer, papers: Sequence[Stub], site: Path) -> None:
        """Put the index into the site, with the facts of the papers in it. Raises SearchError."""
        made_of = _fingerprint(papers)
        if self._folder is None or made_of != self._made_of:
            self.close()
            self._folder = tempfile.TemporaryDirectory(prefix="papershelf-")
            _index(renderer, papers, Path(self._folder.name))
            self._made_of = made_of
        made = Path(self._folder.name) / FOLDER
        shutil.copytree(made, site / FOLDER, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_UNUSED))
        table = facts(renderer.catalogue, dict(_names(made / "fragment")))
        (site / FOLDER / "facts.json").write_text(table, encoding="utf-8")

    def close(self) -> None:
        """Remove the index."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _fingerprint(papers: Sequence[Stub]) -> str:
    digest = hashlib.sha256()
    for paper in papers:
        digest.update(repr(paper).encode())
    return digest.hexdigest()


def _index(renderer: Renderer, papers: Sequence[Stub], folder: Path) -> None:
    """Index papers by the command line over a folder of small files: messages to its service are slow.

    Without a paper there is nothing to index, which Pagefind would call an error.
    """
    (folder / FOLDER).mkdir()
    if not papers:
        return
    for paper in papers:
        file = folder / "stubs" / paper.address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(paper.html(renderer), encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", "stubs", "--output-path", FOLDER]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SearchError(f"The search index cannot be made: {error}.") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(f"The search index cannot be made: {said[-1] if said else 'no reason given'}.")
    shutil.rmtree(folder / "stubs")


def _names(fragments: Path) -> Iterator[tuple[str, str]]:
    """The address of each paper with the name that Pagefind gave it: that of a compressed file, which begins
    with a mark and the address."""
    for file in fragments.glob("*.pf_fragment"):
        beginning = zlib.decompressobj(wbits=31).decompress(file.read_bytes(), 1000)
        if found := _ADDRESS.search(beginning):
            yield found[1].decode(), file.stem
