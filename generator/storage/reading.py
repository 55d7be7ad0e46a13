"""The files of an archive become one value."""

import os
import stat
from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import TypeVar

from generator.model.archive import Archive
from generator.model.author import Person
from generator.model.ledger import Ledger
from generator.model.page import Page
from generator.model.problem import Problem
from generator.model.record import Record
from generator.model.redirects import Redirects
from generator.model.settings import Settings
from generator.model.tag import Tag, Vocabulary
from generator.storage import toml
from generator.storage.files import read_whole
from generator.storage.logs import LogError, decode_ledger, decode_record
from generator.storage.redirects import REDIRECTS, decode_redirects
from generator.text.authors import parse_person
from generator.text.page import read_page
from generator.text.vocabulary import parse_tag

MAX_PAGE_BYTES = 2 * 1024 * 1024
SETTINGS = "papershelf.toml"
_NOT_READ = ("README.md", "index.md")
"""In folders of topics and authors: notes for those who write them, and a page for the whole folder."""

_Log = TypeVar("_Log", Record, Ledger)


def read_archive(root: Path) -> Archive:
    """Read everything below the folder that holds ``docs/`` and ``digests/``.

    What cannot be read is left out and named among the problems; nothing raises but a missing folder.
    """
    archive = Archive()
    read_around(root, archive)
    read_pages(root, archive)
    for path in sorted((root / "digests").glob("*.json")):
        data = log_bytes(root, path, archive.problems)
        if data is not None and (record := record_in(data, root, path, archive.problems)):
            archive.records[record.name] = record
    for path in sorted((root / "digests" / "ledger").glob("*.json")):
        if ledger := read_log(root, path, decode_ledger, archive.problems):
            archive.ledger.update(ledger.pages)
    return archive


def read_around(root: Path, archive: Archive) -> None:
    """Read what there is besides pages, records and ledgers into the archive."""
    archive.settings = _settings(root, archive.problems)
    archive.redirects = _redirects(root, archive.problems)
    archive.vocabulary = read_vocabulary(root, archive.problems)
    archive.people = read_people(root, archive.problems)


def read_pages(root: Path, archive: Archive) -> None:
    """Read the pages of papers into the archive; one that is no text, or a link, is broken too."""
    docs = root / "docs"
    for file in sorted(docs.glob("papers/*/*.md")):
        path = file.relative_to(docs).as_posix()
        if page := read_page_of(file, path, archive):
            archive.pages[path] = page


def read_page_of(file: Path, path: str, archive: Archive) -> Page | None:
    """The page in a file; None where it is broken, which the archive is told."""
    data = page_bytes(file, path, archive)
    return None if data is None else page_in(data, path, archive)


def page_bytes(file: PathLike[str], path: str, archive: Archive) -> bytes | None:
    """The bytes of a page; None where it is no plain file or too large, which the archive is told."""
    data = _plain(file, f"docs/{path}", archive.problems, MAX_PAGE_BYTES)
    if data is None:
        archive.broken[path] = ""
    return data


def page_in(data: bytes, path: str, archive: Archive) -> Page | None:
    """The page in the bytes of its file; None where it is broken, which the archive is told."""
    text = _decoded(data, f"docs/{path}", archive.problems)
    page, problems = (None, []) if text is None else read_page(path, text)
    archive.problems.extend(problem._replace(path=f"docs/{problem.path}") for problem in problems)
    if page is None:
        archive.broken[path] = text or ""
    return page


def read_vocabulary(root: Path, problems: list[Problem]) -> Vocabulary:
    """Read the topics in ``docs/tags/``; every file there but README.md and index.md is one."""
    tags: list[Tag] = []
    for path, text in read_vocabulary_texts(root, problems).items():
        tag, faults = parse_tag(path, text)
        problems.extend(problem._replace(path=f"docs/{problem.path}") for problem in faults)
        if tag is not None:
            tags.append(tag)
    return Vocabulary(tags)


def read_people(root: Path, problems: list[Problem]) -> dict[str, Person]:
    """Read the people in ``docs/authors/``; every file there but README.md and index.md is one."""
    people = {}
    for path, text in _texts(root, "authors/*.md", problems):
        if text is not None and Path(path).name not in _NOT_READ:
            person, faults = parse_person(path, text)
            problems.extend(problem._replace(path=f"docs/{problem.path}") for problem in faults)
            if person is not None:
                people[person.slug] = person
    return people


def read_vocabulary_texts(root: Path, problems: list[Problem] | None = None) -> dict[str, str]:
    """The texts of the topics' pages, by path below ``docs/``."""
    texts = _texts(root, "tags/*.md", [] if problems is None else problems)
    return {path: text for path, text in texts if text is not None and Path(path).name not in _NOT_READ}


def _texts(root: Path, pattern: str, problems: list[Problem]) -> Iterator[tuple[str, str | None]]:
    """Paths below ``docs/`` with texts; None, and a problem, for links and what is too large or no UTF-8."""
    docs = root / "docs"
    for file in sorted(docs.glob(pattern)):
        path = file.relative_to(docs).as_posix()
        yield path, _text(file, f"docs/{path}", problems)


def _text(file: Path, path: str, problems: list[Problem]) -> str | None:
    """The text of a page, or None and a problem."""
    data = _plain(file, path, problems, MAX_PAGE_BYTES)
    return None if data is None else _decoded(data, path, problems)


def _decoded(data: bytes, path: str, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(Problem(path, line, 1, "The page is not UTF-8.", "Save it as UTF-8.", rule="file"))
        return None


def _plain(file: PathLike[str], path: str, problems: list[Problem], most: int | None = None) -> bytes | None:
    """The bytes of a plain file. A link, a device or a page too large is a problem, and not read."""
    try:
        seen = os.lstat(file)
        if not stat.S_ISREG(seen.st_mode):
            message, remedy = "This is not a plain file.", "Replace it by the file itself."
        elif most is not None and seen.st_size > most:
            message, remedy = "The page is larger than 2 MB.", "Shorten it."
        else:
            return read_whole(file)
    except OSError as error:
        message, remedy = f"The file cannot be read: {error.strerror}.", "Mend its rights."
    problems.append(Problem(path, 1, 1, message, remedy, rule="file"))
    return None


def read_log(root: Path, file: Path, decode: Callable[[str], _Log], problems: list[Problem]) -> _Log | None:
    """A record or a ledger; None, and a problem, where the file holds none."""
    data = log_bytes(root, file, problems)
    return None if data is None else log_in(data, root, file, decode, problems)


def log_bytes(root: Path, file: Path, problems: list[Problem]) -> bytes | None:
    """The bytes of a record or a ledger; None, and a problem, where there is no plain file."""
    return _plain(file, file.relative_to(root).as_posix(), problems)


def record_in(data: bytes, root: Path, file: Path, problems: list[Problem]) -> Record | None:
    """The record in the bytes of its file; None where they hold none, or one that belongs in another file."""
    record = log_in(data, root, file, decode_record, problems)
    return record if record is not None and record.name == file.stem else None


def log_in(
    data: bytes, root: Path, file: Path, decode: Callable[[str], _Log], problems: list[Problem]
) -> _Log | None:
    """The record or ledger in the bytes of its file; None, and a problem, where they hold none."""
    path = file.relative_to(root).as_posix()
    try:
        return decode(data.decode("utf-8"))
    except (LogError, UnicodeDecodeError) as error:
        message = f"The machine's log cannot be read: {error}."
        remedy = error.remedy if isinstance(error, LogError) else LogError.remedy
        problems.append(Problem(path, 1, 1, message, remedy, rule="log"))
        return None


def _redirects(root: Path, problems: list[Problem]) -> Redirects:
    file = root / REDIRECTS
    if not file.exists():
        return Redirects()
    try:
        data = _plain(file, REDIRECTS, problems)
        return Redirects() if data is None else decode_redirects(data.decode("utf-8"))
    except ValueError as error:
        message = f"The redirects cannot be read: {_reason(error)}."
        problems.append(Problem(REDIRECTS, 1, 1, message, "Mend the file.", rule="redirects"))
        return Redirects()


def _settings(root: Path, problems: list[Problem]) -> Settings:
    file = root / SETTINGS
    if not file.exists():
        return Settings()
    try:
        data = _plain(file, SETTINGS, problems)
        return Settings() if data is None else toml.decode(data.decode("utf-8"), Settings)
    except ValueError as error:
        message = f"The settings cannot be read: {_reason(error)}."
        problems.append(Problem(SETTINGS, 1, 1, message, "Mend the file.", rule="settings"))
        return Settings()


def _reason(error: ValueError) -> str:
    """What is wrong first, in one line."""
    return str(error).partition("\n")[0]
