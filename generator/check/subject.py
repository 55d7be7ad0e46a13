"""What the rules look at, and what they say of it: values, no disk."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from generator.check.nearest import Known, aliases, names
from generator.model.archive import Archive
from generator.model.ledger import Ledger, Written
from generator.model.listing import Listing, listing_of
from generator.model.record import Record
from generator.model.tag import Vocabulary
from generator.storage.logs import LogError, decode_ledger, decode_record
from generator.text.front_matter import (
    FrontMatter,
    FrontMatterError,
    Value,
    opens_late,
    parse,
    values_and_body,
)
from generator.text.lookup import Lookup

_Log = TypeVar("_Log", Record, Ledger)

_TOPICS: Final = "docs/tags/"
_RECORDS: Final = "digests/"
_LEDGERS: Final = "digests/ledger/"


def _is_topic(path: str) -> bool:
    return path.startswith(_TOPICS) and path.endswith(".md")


class Finding(NamedTuple):
    """What a rule has to say. Line and column count from 1; the path is that below the archive's root."""

    path: str
    line: int
    column: int
    message: str
    remedy: str
    also: tuple[str, ...] = ()
    """Other files that have a part in it: a change of theirs may have brought it about."""


class File(NamedTuple):
    """A file of the archive as it lies on the disk."""

    path: str
    """Below the archive's root, with slashes: ``docs/about.md``."""
    head: bytes = b""
    """The first bytes of a file of another kind, by which images are known."""
    text: str | None = None
    """The whole text of Markdown and TOML, where it is UTF-8; not of pages of papers."""
    read: Callable[[], bytes] | None = None
    """Gives what JSON holds, when it is wanted: records are the larger half of an archive. Nothing where the
    file cannot be read, which its reader tells."""
    is_plain: bool = True
    """False for a symbolic link, a device or a pipe, whatever it leads to."""


@dataclass(frozen=True)
class Standards:
    """What the page of a paper is held to by itself, besides the rules: nothing else of the archive."""

    vocabulary: Vocabulary
    topics: frozenset[str]
    """Slugs that have a page in ``docs/tags/``, be it one with faults."""
    mirrors: Mapping[str, str]
    """Hosts with the hosts that they copy."""

    @cached_property
    def names(self) -> tuple[Known, ...]:
        """What the topics are called, for guesses."""
        return names(self.vocabulary)

    @cached_property
    def aliases(self) -> tuple[Known, ...]:
        """Other spellings of the topics, for guesses."""
        return aliases(self.vocabulary)

    def has_topic(self, slug: str) -> bool:
        """Whether the vocabulary has a page for a topic."""
        return slug in self.vocabulary or slug in self.topics

    def told(self) -> bytes:
        """All of it, for those who ask whether it is still the same."""
        said = repr((list(self.vocabulary), sorted(self.topics), sorted(self.mirrors.items())))
        return said.encode("utf-8", "surrogatepass")  # names of files may be no UTF-8


@dataclass(frozen=True)
class Subject:
    """An archive with the files that it was read from, and the day on which it is looked at."""

    archive: Archive
    files: Mapping[str, File]
    """By path, in the order of the paths."""
    today: date

    @cached_property
    def standards(self) -> Standards:
        """What each page is held to."""
        topics = (path.removeprefix(_TOPICS).removesuffix(".md") for path in self.files if _is_topic(path))
        return Standards(self.archive.vocabulary, frozenset(topics), self.archive.settings.mirrors)

    @cached_property
    def records(self) -> Mapping[str, Listing]:
        """The records that can be read, by the path of their file, whatever name they bear inside."""
        listings = {}
        for log in self.logs():
            if log.name in self.archive.records and log.path == f"{_RECORDS}{log.name}.json":
                listings[log.path] = self.archive.listing(log.name)
            elif record := log.record():
                listings[log.path] = listing_of(record)
        return listings

    @cached_property
    def ledgers(self) -> Mapping[str, Ledger]:
        """The ledgers that can be read, by the path of their file."""
        return {log.path: ledger for log in self.logs() if (ledger := log.ledger())}

    @cached_property
    def written(self) -> Mapping[str, Written]:
        """What the machine last wrote, by the path of the page below ``docs/``."""
        return {page: one for ledger in self.ledgers.values() for page, one in ledger.pages.items()}

    def logs(self) -> Iterator["Log"]:
        """Every file that may be a record or a ledger."""
        for path, file in self.files.items():
            if file.read is not None:
                yield Log(path, file.read)

    @cached_property
    def first_entries(self) -> Mapping[str, int]:
        """The line on which the first entry of a record stands, by the path of its file."""
        return Lookup(lambda path: _first_entry(self.log(path)))

    def log(self, path: str) -> "Log":
        """One of them."""
        read = self.files[path].read
        assert read is not None
        return Log(path, read)

    def sheet(self, path: str) -> "Sheet":
        """The page of a paper with this path below the root. Raises OvertakenError."""
        name = path.removeprefix("docs/")
        page = self.archive.pages.get(name)
        return Sheet(path, page.text if page is not None else self.archive.broken[name])

    def proses(self) -> Iterator["Prose"]:
        """The Markdown of every file in ``docs/`` that is no page of a paper."""
        for path, file in self.files.items():
            if path.endswith(".md") and file.text is not None:
                yield prose_of(path, file.text)


class Log(NamedTuple):
    """A file that may be a record or a ledger."""

    path: str
    read: Callable[[], bytes]

    @property
    def text(self) -> str:
        """What the file holds; empty where it is no UTF-8."""
        try:
            return self.read().decode("utf-8")
        except UnicodeDecodeError:
            return ""

    @property
    def name(self) -> str:
        """That of the file."""
        return self.path.rpartition("/")[2].removesuffix(".json")

    def record(self) -> Record | None:
        """The record, where the file stands among records and holds one."""
        return self._read(_RECORDS, decode_record)

    def ledger(self) -> Ledger | None:
        """The ledger, where the file stands among ledgers and holds one."""
        return self._read(_LEDGERS, decode_ledger)

    def _read(self, folder: str, decode: Callable[[str], _Log]) -> _Log | None:
        with suppress(LogError):
            return decode(self.text) if self.path == f"{folder}{self.name}.json" else None
        return None


def _first_entry(log: Log) -> int:
    before, found, _ = log.text.partition('"entries": [\n')
    return before.count("\n") + 2 if found else 1


class Prose(NamedTuple):
    """Markdown without its front matter."""

    path: str
    text: str
    line: int
    """The line of the file on which the text begins, from 1."""

    def finding(self, position: int, message: str, remedy: str) -> Finding:
        """A finding at a position of the text."""
        line = self.text.count("\n", 0, position) + self.line
        return Finding(self.path, line, position - self.text.rfind("\n", 0, position), message, remedy)


class Sheet:
    """The page of a paper, as far as it can be read: faults in one value do not hide the others."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.values: Mapping[str, Value] = {}
        self._body: str | None = None
        with suppress(FrontMatterError):
            self.values, self._body = values_and_body(text)

    @property
    def is_readable(self) -> bool:
        """Whether the front matter parses."""
        return self._body is not None

    @cached_property
    def prose(self) -> Prose:
        """The body."""
        if self._body is None:
            return prose_of(self.path, self.text)
        above = len(self.text) - len(self._body)
        return Prose(self.path, self._body, self.text.count("\n", 0, above) + 1)

    @cached_property
    def _matter(self) -> FrontMatter:
        return parse(self.text)

    def scalar(self, key: str) -> str:
        """A value that is one text; empty where it is absent or something else."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def members(self, key: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The texts in a list or mapping, each with its path in the front matter."""
        return _texts((key,), self.values.get(key, []))

    def finding(
        self, place: tuple[str | int, ...], message: str, remedy: str, also: tuple[str, ...] = ()
    ) -> Finding:
        """A finding at a key or member of the front matter."""
        line, column = self._matter.place_of(*place) if self.is_readable else (1, 1)
        return Finding(self.path, line, column, message, remedy, also)


def _texts(place: tuple[str | int, ...], value: Value) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield place, value
    else:
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts((*place, key), member)


def prose_of(path: str, text: str) -> Prose:
    """The body of a file whose front matter may be absent or damaged."""
    try:
        matter = parse(text)
    except FrontMatterError:
        opened = text.startswith(("---", "\ufeff---")) or opens_late(text)
        close = text.find("\n---", text.find("---") + 3) if opened else -1
        start = (text.find("\n", close + 1) + 1 or len(text)) if opened else 0
        return Prose(path, text[start:], text.count("\n", 0, start) + 1)
    return Prose(path, matter.body, matter.body_line)
