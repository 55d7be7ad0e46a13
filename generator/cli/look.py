"""Where papers are looked for: in files at hand, or in the network. What fails is told, and stops nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.cli.given import given
from generator.cli.report import Failure, counted
from generator.cli.services import arxiv_org, endpoint_of, hugging_face
from generator.enrich.changes import ARXIV
from generator.enrich.gaps import lacks
from generator.enrich.seek import Origin, Search
from generator.model.archive import Archive
from generator.model.digest import Entry, Unread
from generator.readers import papers_jsonl
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from generator.readers.rows import is_rows, rows
from generator.sources import arxiv, daily_papers
from generator.sources.errors import SourceError
from generator.sources.web import PassingError, Web

MOST = 300
"""Papers that are asked for by title in one run: at arXiv's pace, a quarter of an hour."""
_ROWS = Origin(papers_jsonl.source, papers_jsonl.name)


def look_into(search: Search, files: Sequence[Path]) -> Iterator[Failure]:
    """Go through digests, folders of them, and dumps, which are read line by line."""
    for path in files:
        if (failures := _rows(search, path)) is not None:
            yield from failures
            continue
        for one in given([path]):
            yield from [one] if isinstance(one, Failure) else _digests(search, *one)


def _rows(search: Search, path: Path) -> list[Failure] | None:
    """What is wrong with a file of JSON Lines; None where it is something else."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return list(_lines(search, path, rows(file, search.may_be))) if is_rows(file) else None
    except OSError as error:
        return [Failure(str(path), 1, error.strerror or "It cannot be read.", "")]


def _lines(search: Search, path: Path, found: Iterator[Entry | Unread]) -> Iterator[Failure]:
    try:
        for one in found:
            if isinstance(one, Unread):
                yield Failure(str(path), one.line, one.reason, "")
            else:
                search.look_at(one, _ROWS)
    except UnreadableError as error:
        yield Failure(str(path), error.line, error.message, error.remedy)


def _digests(search: Search, name: str, data: bytes) -> Iterator[Failure]:
    """Look at the entries of a file; a piece that is none matters to those who add the file, not here."""
    try:
        reading = read(data)
    except UnreadableError as error:
        yield Failure(name, error.line, error.message, error.remedy)
        return
    for digest in reading.digests:
        for entry in digest.entries:
            search.look_at(entry, Origin(digest.source, digest.format))


def look_up(search: Search, archive: Archive, paths: Sequence[str]) -> Iterator[Failure]:
    """Ask the services for papers that lack something: by title, then by all ids that are known, at once."""
    lacking = [path for path in sorted(paths, reverse=True) if lacks(archive.pages[path])]
    wanted = lacking[:MOST]
    ids = {path: archive.pages[path].paper.ids.get("arxiv") for path in wanted}
    titles = {path: archive.pages[path].paper.title for path in wanted}
    unknown = [path for path in wanted if not ids[path]]
    try:
        face = hugging_face()
        yield from _each(unknown, "Hugging Face", lambda path: _ask_hugging_face(face, search, titles[path]))
    except SourceError as error:
        yield _unasked("Hugging Face", error, len(unknown))
    unknown = [path for path in unknown if path not in search.sure]
    visitor = arxiv_org()
    yield from _each(unknown, "arXiv", lambda path: _ask_arxiv(visitor, search, titles[path]))
    numbers = {number for path in wanted for number in (ids[path], search.id_of(path, "arxiv")) if number}
    yield from ask_by_ids(visitor, sorted(numbers), lambda papers: _look_at_all(search, papers))
    if more := len(lacking) - len(wanted):
        told = f"{counted(more, 'older paper was', 'older papers were')} not asked for."
        yield Failure("The network", 0, told, "Name their pages.")


def _look_at_all(search: Search, papers: Mapping[str, Entry]) -> None:
    for entry in papers.values():
        search.look_at(entry, ARXIV)


def ask_by_ids(
    visitor: Web, numbers: Sequence[str], see: Callable[[Mapping[str, Entry]], None]
) -> Iterator[Failure]:
    """Ask arXiv for papers by their ids, as many at once as it takes; `see` is given them by id."""
    seen = 0
    try:
        for papers in arxiv.by_ids(visitor, numbers, endpoint_of("ARXIV_ENDPOINT", arxiv.ENDPOINT)):
            seen += arxiv.AT_ONCE
            see(papers)
    except SourceError as error:
        yield _unasked("arXiv", error, len(numbers) - seen)


def _each(paths: Sequence[str], service: str, ask: Callable[[str], None]) -> Iterator[Failure]:
    """Ask for one page after the other; a service that is down, or nowhere, is left alone."""
    for place, path in enumerate(paths):
        try:
            ask(path)
        except SourceError as error:
            is_down = isinstance(error, PassingError) or not place
            yield _unasked(service, error, len(paths) - place if is_down else 1)
            if is_down:
                return


def _unasked(service: str, error: SourceError, papers: int) -> Failure:
    asked = counted(papers, "paper was", "papers were")
    return Failure(service, 0, f"{error.message}; {asked} not asked for.", error.remedy)


def _ask_hugging_face(visitor: Web, search: Search, title: str) -> None:
    body = daily_papers.search(visitor, title, endpoint_of("HF_ENDPOINT", daily_papers.ENDPOINT))
    for digest in read(body).digests:
        for entry in digest.entries:
            search.look_at(entry, Origin(digest.source, digest.format))


def _ask_arxiv(visitor: Web, search: Search, title: str) -> None:
    for entry in arxiv.by_title(visitor, title, endpoint_of("ARXIV_ENDPOINT", arxiv.ENDPOINT)):
        search.look_at(entry, ARXIV)
