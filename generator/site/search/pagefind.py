"""Pagefind makes the index of words of a shard. It is run over a folder of small pages that hold what is to
be found, nothing else; what it wrote is read here, so that shards can be put together again.
"""

import gc
import gzip
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import cbor2
from markupsafe import Markup
from pagefind_bin import get_executable

from generator.site.search.papers import Entry
from generator.site.search.scratch import scratch

_MARK = b"pagefind_dcd"
_NUMBER = "number"
_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta data-pagefind-filter="number[content]" content="{}"></head>'
    '<body data-pagefind-body><p>{}</p><h1>{}</h1><p data-pagefind-weight="4">{}</p></body></html>'
)
"""The abstract first, so that passages are cut from it alone, then title and names, each with its weight."""


class SearchError(RuntimeError):
    """The index cannot be made. Says what the indexer said."""


Posting = tuple[int, Sequence[int], Sequence[int]]
"""The number of a paper in the shard that has a word, and where. Places are steps from one to the next; what
is negative is a weight, for those that follow. Those in the title are told once more.

A plain tuple, since an archive has millions of them.
"""


class Word(NamedTuple):
    """A stem, the papers that have it, and those of them that write it with marks over its letters."""

    stem: str
    postings: Sequence[Posting]
    marked: Sequence[tuple[str, Sequence[Posting]]]


class Indexed(NamedTuple):
    """What Pagefind says of a shard."""

    lengths: list[int]
    """Words of each paper."""
    words: Iterator[Word]
    """In no order."""


@contextmanager
def indexed(entries: Sequence[Entry]) -> Iterator[Indexed]:
    """The index of some papers, as long as it is read. Raises SearchError."""
    with scratch() as folder:
        made = _run(entries, folder)
        try:
            with _lists_kept():
                yield _read(made, len(entries))
        except (KeyError, IndexError, TypeError, ValueError, EOFError, OSError) as error:
            raise SearchError(f"Pagefind wrote its index in a form that is not known ({error}).") from error


@contextmanager
def _lists_kept() -> Iterator[None]:
    """Without looking for circles: among the million lists of an index there is none, and to look for some
    takes as long as all the rest.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def engine() -> bytes:
    """The program for browsers that searches an index: WebAssembly. Raises SearchError."""
    nothing = Entry("", "nothing", (), "", "", 0, False, (), (), (), ())
    with scratch() as folder:
        return _unpacked(_run([nothing], folder) / "wasm.en.pagefind")


def _run(entries: Sequence[Entry], folder: Path) -> Path:
    """By the command line over a folder of small files: messages to Pagefind's service are slow."""
    (folder / "pages").mkdir()
    for number, entry in enumerate(entries):
        page = _PAGE.format(number, entry.abstract, entry.title, ", ".join(entry.authors))
        (folder / "pages" / f"{number}.html").write_text(page, encoding="utf-8", errors="replace")
    command = [str(get_executable()), "--site", "pages", "--output-path", "made", "--silent"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SearchError(f"The search index cannot be made: {error}.") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(f"The search index cannot be made: {said[-1] if said else 'no reason given'}.")
    return folder / "made"


def _read(made: Path, papers: int) -> Indexed:
    """Pagefind numbers pages as it likes; the one filter of each page says which it is."""
    [meta] = map(_value, made.glob("*.pf_meta"))
    [(_, filters)] = map(_value, made.glob("filter/*.pf_filter"))
    number = {page: int(text) for text, pages in filters for page in pages}
    lengths = [0] * papers
    for page, (_name, length) in enumerate(meta[1]):
        lengths[number[page]] = length
    words = (word for file in made.glob("index/*.pf_index") for word in _words(_value(file)[0], number))
    return Indexed(lengths, words)


def _words(listed: Sequence[Any], number: Mapping[int, int]) -> Iterator[Word]:
    for stem, postings, marked in listed:
        yield Word(stem, _postings(postings, number), [(one, _postings(its, number)) for one, its in marked])


def _postings(listed: Sequence[Any], number: Mapping[int, int]) -> list[Posting]:
    page = 0
    found: list[Posting] = []
    for step, places, fields in listed:
        page += step
        found.append((number[page], places, fields))
    found.sort()
    return found


def _value(file: Path) -> Any:
    return cbor2.loads(_unpacked(file))


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()).removeprefix(_MARK)
