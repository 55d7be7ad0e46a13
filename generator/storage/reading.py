"""The files of an archive become one value."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.model.archive import Archive
from generator.model.ledger import Ledger
from generator.model.problem import Problem
from generator.model.record import Record
from generator.model.redirects import Redirects
from generator.model.settings import Settings
from generator.model.tag import Tag, Vocabulary
from generator.storage.logs import LogError, decode_ledger, decode_record
from generator.storage.redirects import REDIRECTS, decode_redirects
from generator.text.page import read_page
from generator.text.vocabulary import parse_tag

MAX_PAGE_BYTES = 2 * 1024 * 1024
SETTINGS = "papershelf.toml"

_Log = TypeVar("_Log", Record, Ledger)


def read_archive(root: Path) -> Archive:
    """Read everything below the folder that holds ``docs/`` and ``digests/``.

    What cannot be read is left out and named among the problems; nothing raises but a missing folder.
    """
    archive = Archive()
    archive.settings = _settings(root, archive.problems)
    archive.redirects = _redirects(root, archive.problems)
    archive.vocabulary = read_vocabulary(root, archive.problems)
    read_pages(root, archive)
    for path in sorted((root / "digests").glob("*.json")):
        if record := _log(root, path, decode_record, archive.problems):
            archive.records[record.name] = record
    for path in sorted((root / "digests" / "ledger").glob("*.json")):
        if ledger := _log(root, path, decode_ledger, archive.problems):
            archive.ledger.update(ledger.pages)
    return archive


def read_pages(root: Path, archive: Archive) -> None:
    """Read the pages of papers into the archive."""
    for path, text in _texts(root, "papers/*/*.md", archive.problems):
        page, problems = read_page(path, text)
        archive.problems.extend(problem._replace(path=f"docs/{problem.path}") for problem in problems)
        if page is None:
            archive.broken[path] = text
        else:
            archive.pages[path] = page


def read_vocabulary(root: Path, problems: list[Problem]) -> Vocabulary:
    """Read the topics in ``docs/tags/``; every file there but README.md and index.md is one."""
    tags: list[Tag] = []
    for path, text in read_vocabulary_texts(root, problems).items():
        tag, faults = parse_tag(path, text)
        problems.extend(problem._replace(path=f"docs/{problem.path}") for problem in faults)
        if tag is not None:
            tags.append(tag)
    return Vocabulary(tags)


def read_vocabulary_texts(root: Path, problems: list[Problem] | None = None) -> dict[str, str]:
    """The texts of the topics' pages, by path below ``docs/``."""
    texts = _texts(root, "tags/*.md", [] if problems is None else problems)
    return {path: text for path, text in texts if Path(path).name not in ("README.md", "index.md")}


def _texts(root: Path, pattern: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Paths below ``docs/`` with texts. Links and files that are too large or no UTF-8 are problems."""
    docs = root / "docs"
    for file in sorted(docs.glob(pattern)):
        path = file.relative_to(docs).as_posix()
        if (text := _text(file, f"docs/{path}", problems)) is not None:
            yield path, text


def _text(file: Path, path: str, problems: list[Problem]) -> str | None:
    def problem(message: str, remedy: str) -> None:
        problems.append(Problem(path, 1, 1, message, remedy, rule="file"))

    if file.is_symlink() or not file.is_file():
        problem("This is not a plain file.", "Replace it by the file itself.")
        return None
    if file.stat().st_size > MAX_PAGE_BYTES:
        problem("The page is larger than 2 MB.", "Shorten it.")
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        problems.append(Problem(path, line, 1, "The page is not UTF-8.", "Save it as UTF-8.", rule="file"))
        return None


def _log(root: Path, file: Path, decode: Callable[[str], _Log], problems: list[Problem]) -> _Log | None:
    try:
        return decode(file.read_text(encoding="utf-8"))
    except (LogError, UnicodeDecodeError) as error:
        path = file.relative_to(root).as_posix()
        message = f"The machine's log cannot be read: {error}."
        problems.append(Problem(path, 1, 1, message, "Restore it from git.", rule="log"))
        return None


def _redirects(root: Path, problems: list[Problem]) -> Redirects:
    file = root / REDIRECTS
    if not file.exists():
        return Redirects()
    try:
        return decode_redirects(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        message = f"The redirects cannot be read: {str(error).splitlines()[0]}."
        problems.append(Problem(REDIRECTS, 1, 1, message, "Mend the file.", rule="redirects"))
        return Redirects()


def _settings(root: Path, problems: list[Problem]) -> Settings:
    file = root / SETTINGS
    if not file.exists():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError, UnicodeDecodeError) as error:
        message = f"The settings cannot be read: {str(error).splitlines()[0]}."
        problems.append(Problem(SETTINGS, 1, 1, message, "Mend the file.", rule="settings"))
        return Settings()
