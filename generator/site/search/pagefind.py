"""Pagefind makes the index of words of a shard; what it wrote is read here, to be put together with others.

It is run over one page that holds all papers of the shard: over a page for each it would take nearly twice as
long, for what it writes of every page and nobody reads. It numbers the words of the page, and marks between
the papers tell which words are whose.
"""

import gc
import gzip
import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import accumulate, pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple

import cbor2
from pagefind_bin import get_executable

from generator.site.search.fold import plain_letters
from generator.site.search.papers import Entry
from generator.site.search.scratch import scratch

_MAGIC = b"pagefind_dcd"
_PAGE = '<!doctype html><html lang="en"><body data-pagefind-body>{}</body></html>'
_PAPER = (
    "<p>{mark}</p><p>{abstract}</p>"
    '<p>{mark}</p><p data-pagefind-weight="7">{title}</p>'
    '<p>{mark}</p><p data-pagefind-weight="4">{authors}</p>'
)
"""The parts of a paper, each with its weight: the abstract first, so that places in it are small numbers."""
_PARTS, _TITLE = 3, 1
"""How many these are, and which of them is the title, from 0."""
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_ORDER, _NO_ORDER = "_PAGEFIND_", "_\u200bPAGEFIND_"
"""What words hold that Pagefind obeys: it writes weights into the text itself. With a space of no width in it
such a word is one like others."""


class SearchError(RuntimeError):
    """The index cannot be made. Says what the indexer said."""


Places = Sequence[int]
"""Where a word stands on the page, as Pagefind tells it: steps from one place to the next. What is negative
is the weight of those that follow, whose places are counted from the beginning again."""


class Word(NamedTuple):
    """A stem, where it stands, and where it is written with marks over its letters."""

    stem: str
    places: Places
    marked: Sequence[tuple[str, Places]]


class Layout(NamedTuple):
    """Of each word of the page, by its place, what it is in its paper."""

    papers: list[int]
    """The number of the paper."""
    places: list[int]
    """Which word of the paper it is, from 0; marks do not count."""
    titles: list[int]
    """Which word of the title it is, from 1; 0 elsewhere."""


class Indexed(NamedTuple):
    """What Pagefind says of a shard."""

    lengths: list[int]
    """Words of each paper."""
    layout: Layout
    words: list[Word]
    """In no order."""


@contextmanager
def indexed(entries: Sequence[Entry]) -> Iterator[Indexed]:
    """The index of some papers, as long as it is read. Raises SearchError."""
    mark = _mark(entries)
    with scratch() as folder:
        made = _run(_page(entries, mark), folder)
        try:
            with _lists_kept():
                yield _read(made, mark, len(entries))
        except (KeyError, IndexError, TypeError, ValueError, EOFError, OSError) as error:
            raise SearchError(f"Pagefind wrote its index in a form that is not known ({error}).") from error


def _mark(entries: Sequence[Entry]) -> str:
    """A word that stands nowhere in the papers, as nobody writes down the hash of what he writes; its end
    keeps it from being taken for a form of another word.
    """
    said = repr([(entry.abstract, entry.title, entry.authors) for entry in entries])
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest().translate(_LETTERS) + "q"


def _page(entries: Sequence[Entry], mark: str) -> str:
    papers = (
        _PAPER.format(
            mark=mark,
            abstract=_text(entry.abstract),
            title=_text(entry.title),
            authors=_text(", ".join(entry.authors)),
        )
        for entry in entries
    )
    return _PAGE.format("".join(papers))


def _text(text: str) -> str:
    return escape(plain_letters(text).replace(_ORDER, _NO_ORDER))


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
        return _unpacked(_run(_page([nothing], _mark([nothing])), folder) / "wasm.en.pagefind")


def _run(page: str, folder: Path) -> Path:
    """By the command line over a folder: messages to Pagefind's service are slow."""
    (folder / "pages").mkdir()
    (folder / "pages" / "papers.html").write_text(page, encoding="utf-8", errors="replace")
    command = [str(get_executable()), "--site", "pages", "--output-path", "made", "--silent"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SearchError(f"The search index cannot be made: {error}.") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(f"The search index cannot be made: {said[-1] if said else 'no reason given'}.")
    return folder / "made"


def _read(made: Path, mark: str, papers: int) -> Indexed:
    """Raises ValueError where there are other marks than those that were put there."""
    [(_, [(_, words)], *_)] = map(_value, made.glob("*.pf_meta"))
    listed = {stem: found for file in made.glob("index/*.pf_index") for stem, *found in _value(file)[0]}
    [[(_, (_, *steps), _)], _] = listed.pop(mark)
    starts = [*accumulate(steps), words]
    if len(steps) != _PARTS * papers:
        raise ValueError(f"{len(steps)} marks for {papers} papers")
    lengths = [end - start - _PARTS for start, end in pairwise(starts[::_PARTS])]
    return Indexed(lengths, _layout(starts), [_word(stem, *found) for stem, found in listed.items()])


def _layout(starts: Sequence[int]) -> Layout:
    """From the places of all marks, and the number of words in the end."""
    papers: list[int] = []
    places: list[int] = []
    titles: list[int] = []
    for number, (start, end) in enumerate(pairwise(starts)):
        paper, part = divmod(number, _PARTS)
        size = end - start
        own = start - starts[paper * _PARTS] - part - 1
        papers += repeat(paper, size)
        places += range(own, own + size)
        titles += range(size) if part == _TITLE else repeat(0, size)
    return Layout(papers, places, titles)


def _word(stem: str, found: Sequence[Any], marked: Sequence[Any]) -> Word:
    return Word(stem, _places(found), sorted((spelling, _places(its)) for spelling, its in marked))


def _places(found: Sequence[Any]) -> Places:
    """On the one page, if the word is there as it is written."""
    return found[0][1] if found else ()


def _value(file: Path) -> Any:
    return cbor2.loads(_unpacked(file))


def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()).removeprefix(_MAGIC)
