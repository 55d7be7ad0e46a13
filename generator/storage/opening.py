"""An archive of which only that is read which is asked for.

It says what `read_archive` says, to the byte. What papers are known by comes from the notes of an earlier
run where the files stayed as they were; pages, records and ledgers are read when their contents are wanted.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from msgspec.json import Decoder

from generator.model.archive import Archive, Mention, Name, ledger_of, mentions_in
from generator.model.ledger import Ledger, Written
from generator.model.page import Page
from generator.model.record import Outcome, Record
from generator.storage.folders import page_files
from generator.storage.logs import decode_ledger, decode_record
from generator.storage.noted import noted_logs
from generator.storage.notes import Noted, Notes
from generator.storage.reading import (
    log_in,
    page_bytes,
    page_in,
    read_around,
    read_log,
    read_page_of,
    record_in,
)
from generator.storage.shelf import Shelf
from generator.storage.writing import OvertakenError

_Called = tuple[str, dict[str, str]]
"""Title and ids of a page."""
_Listed = list[tuple[str | None, Outcome, str, dict[str, str]]]
"""Page, outcome, title and ids of each entry of a record."""
_PAGES = Decoder(dict[str, Noted[_Called]])
_RECORDS = Decoder(dict[str, Noted[_Listed]])
_LEDGERS = Decoder(dict[str, Noted[list[str]]])


class Ledgers(Shelf[Written]):
    """The ledgers of all months; what is said of one month is at hand."""

    _months: dict[str, dict[str, None]] | None = None

    def __setitem__(self, path: str, written: Written) -> None:
        super().__setitem__(path, written)
        if self._months is not None:
            self._months.setdefault(ledger_of(path), {})[path] = None

    def __delitem__(self, path: str) -> None:
        super().__delitem__(path)
        if self._months is not None:
            del self._months[ledger_of(path)][path]

    def month(self, name: str) -> dict[str, Written]:
        """What is said of the pages of a month."""
        if self._months is None:
            self._months = {}
            for path in self:
                self._months.setdefault(ledger_of(path), {})[path] = None
        return {path: self[path] for path in self._months.get(name, ())}


@dataclass(slots=True)
class OpenArchive(Archive):
    """An archive whose pages, records and ledger stay on the disk until they are asked for."""

    pages: Shelf[Page] = field(default_factory=Shelf[Page])
    records: Shelf[Record] = field(default_factory=Shelf[Record])
    ledger: Ledgers = field(default_factory=Ledgers)
    called: dict[str, _Called] = field(default_factory=dict)
    listed: dict[str, _Listed] = field(default_factory=dict)

    def month(self, name: str) -> dict[str, Written]:
        """What the ledger says of the pages of a month."""
        return self.ledger.month(name)

    def names(self) -> Iterator[Name]:
        """What every page is known by; of a page that was read or changed meanwhile, what it says now."""
        for path, page in self.pages.at_hand():
            title, ids = (page.paper.title, page.paper.ids) if page else self.called[path]
            yield Name(path, title, ids)

    def mentions(self) -> Iterator[Mention]:
        """What every entry is known by; of a record that was read or changed meanwhile, what it says now."""
        for name, record in self.records.at_hand():
            if record:
                yield from mentions_in(record)
            else:
                listed = enumerate(self.listed[name])
                yield from (Mention(name, place, *said) for place, said in listed)


def open_archive(root: Path, *, now: int, keep: bool) -> OpenArchive:
    """Open the archive; where *keep*, what was found in its files is noted for the next run.

    *now* is the time in nanoseconds. A file that turns out later to be another one raises OvertakenError.
    """
    archive = OpenArchive()
    read_around(root, archive)
    for notes in (_pages(root, archive, now), _records(root, archive, now), _ledger(root, archive, now)):
        if keep:
            notes.keep()
    return archive


def _pages(root: Path, archive: OpenArchive, now: int) -> Notes[_Called]:
    notes = Notes(root, "pages", _PAGES, now)

    def look(path: str, data: bytes) -> _Called | None:
        page = page_in(data, path, archive)
        return (page.paper.title, page.paper.ids) if page else None

    def read(entry: os.DirEntry[str], path: str) -> bytes | None:
        return page_bytes(entry, path, archive)

    for path, entry in page_files(root):
        if noted := notes.found(path, entry, read, look):
            archive.called[path] = noted[2]
    archive.pages = Shelf(archive.called, lambda path: _page(root, path))
    return notes


def _page(root: Path, path: str) -> Page:
    file = root / "docs" / path
    return read_page_of(file, path, Archive()) or _overtaken(file)


def _records(root: Path, archive: OpenArchive, now: int) -> Notes[_Listed]:
    notes, folder = Notes(root, "records", _RECORDS, now), root / "digests"

    def look(file: Path, data: bytes) -> _Listed | None:
        record = record_in(data, root, file, archive.problems)
        if record is None:
            return None
        return [(said.page, said.outcome, said.title, dict(said.ids)) for said in mentions_in(record)]

    for file, _, listed in noted_logs(root, folder, notes, look, archive.problems):
        archive.listed[file.stem] = listed
    archive.records = Shelf(archive.listed, lambda name: _record(root, folder / f"{name}.json"))
    return notes


def _record(root: Path, file: Path) -> Record:
    return read_log(root, file, decode_record, []) or _overtaken(file)


def _ledger(root: Path, archive: OpenArchive, now: int) -> Notes[list[str]]:
    notes = Notes(root, "ledger", _LEDGERS, now)
    files: dict[str, Path] = {}

    def look(file: Path, data: bytes) -> list[str] | None:
        ledger = log_in(data, root, file, decode_ledger, archive.problems)
        return None if ledger is None else list(ledger.pages)

    folder = root / "digests" / "ledger"
    for file, _, paths in noted_logs(root, folder, notes, look, archive.problems):
        files |= dict.fromkeys(paths, file)
    ledgers: dict[Path, Ledger] = {}

    def read(path: str) -> Written:
        file = files[path]
        if file not in ledgers:
            ledgers[file] = read_log(root, file, decode_ledger, []) or _overtaken(file)
        return ledgers[file].pages.get(path) or _overtaken(file)

    archive.ledger = Ledgers(files, read)
    return notes


def _overtaken(file: Path) -> NoReturn:
    raise OvertakenError(file)
