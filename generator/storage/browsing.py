"""An archive for those who go through all of it and open little: a build of the site.

It says what `read_archive` says. The facts of papers are in memory, from the notes of an earlier run where
the pages stayed as they were; what else is on a page stays in its file, and is read when it is wanted.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from msgspec.json import Decoder

from generator.model.archive import Archive
from generator.model.fingerprint import fingerprint
from generator.model.ledger import Written
from generator.model.listing import Listed, Listing, listing_of
from generator.model.page import Content, Lead, Page
from generator.model.paper import Paper
from generator.model.record import Record
from generator.storage.files import read_whole
from generator.storage.folders import page_files
from generator.storage.ledger_lines import LedgerLines
from generator.storage.logs import decode_ledger, decode_record
from generator.storage.noted import noted_logs
from generator.storage.notes import Noted, Notes
from generator.storage.reading import log_in, page_bytes, page_in, read_around, record_in
from generator.storage.shelf import Lending, Shelf
from generator.storage.writing import OvertakenError
from generator.text.lookup import Lookup
from generator.text.page import read_content
from generator.text.slug import author_slug

AT_HAND = 16_000
"""Pages whose Markdown, and what ledgers say of them, is kept in memory where it had to be read: at two
kilobytes each, what an archive of that size needs."""
RECORDS, LEDGERS = 64, 4
"""Records and ledgers that are kept open: of a month's pages, all that are asked for in turn."""

_Facts = tuple[Paper, str | None, tuple[str, bool], str]
"""What is noted of a page: its paper, the hash of its abstract, its lead, and the addresses that the names of
its authors make, with spaces between."""
_PAGES = Decoder(dict[str, Noted[_Facts]])
_LISTINGS = Decoder(dict[str, Noted[Listing]])
_WRITTEN = Decoder(dict[str, Noted[dict[str, str]]])


class Pages:
    """The files of the pages, which are opened when something is wanted that is not in memory."""

    def __init__(self, root: Path) -> None:
        self._docs = root / "docs"
        self._at_hand: dict[str, tuple[str, str]] = {}

    def text(self, path: str, known: str) -> str:
        """The whole file. Raises OvertakenError where it is no longer the one that is *known*."""
        return _unchanged(self._docs / path, known).decode("utf-8")

    def content(self, path: str, known: str) -> tuple[str, str]:
        """Abstract and notes. Raises OvertakenError."""
        if path not in self._at_hand:
            self.keep(path, read_content(self.text(path, known)))
        return self._at_hand[path]

    def keep(self, path: str, content: Content) -> None:
        """Keep at hand what was read."""
        if len(self._at_hand) >= AT_HAND:
            self._at_hand.clear()
        self._at_hand[path] = content.abstract, content.notes


class FiledContent:
    """What a page holds, in its file."""

    __slots__ = ("_lead", "_pages", "_path", "abstract_hash", "fingerprint")

    def __init__(
        self, pages: Pages, path: str, known: str, abstract_hash: str | None, lead: tuple[str, bool]
    ) -> None:
        self._pages, self._path, self._lead = pages, path, lead
        self.fingerprint, self.abstract_hash = known, abstract_hash

    @property
    def lead(self) -> Lead:
        """What lists show of the abstract."""
        return Lead(*self._lead)

    @property
    def text(self) -> str:
        """The whole file. Raises OvertakenError."""
        return self._pages.text(self._path, self.fingerprint)

    @property
    def abstract(self) -> str:
        """Markdown. Raises OvertakenError."""
        return self._pages.content(self._path, self.fingerprint)[0]

    @property
    def notes(self) -> str:
        """Markdown of people. Raises OvertakenError."""
        return self._pages.content(self._path, self.fingerprint)[1]


@dataclass(slots=True)
class BrowsedArchive(Archive):
    """An archive of which records and ledgers are known in brief, and opened when more is wanted."""

    listed: dict[str, Listing] = field(default_factory=dict)
    paged: Shelf[dict[str | None, list[Listed]]] = field(default_factory=Shelf)
    """Entries of each record by the page that they became."""
    prints: dict[str, str] = field(default_factory=dict)
    """Fingerprints of what the machine last wrote, by path of the page."""

    def listings(self) -> Iterator[Listing]:
        """Every record in brief, in the order of the names."""
        return (self.listed[name] for name in self.records)

    def listing(self, name: str) -> Listing:
        """A record in brief."""
        return self.listed[name]

    def entries(self, name: str, path: str) -> Sequence[Listed]:
        """What a record holds of a page."""
        return self.paged[name].get(path, ())

    def written(self, path: str) -> str:
        """The fingerprint of what the machine last wrote to a page; empty where it never did."""
        return self.prints.get(path, "")


def browse_archive(root: Path, *, now: int) -> BrowsedArchive:
    """Read the archive, but for what stays in its files; *now* is the time in nanoseconds.

    What cannot be read is left out and named among the problems. What turns out later to be another file
    than the one that was noted raises OvertakenError when it is opened.
    """
    archive = BrowsedArchive()
    read_around(root, archive)
    archive.pages = dict(_pages(root, archive, now))
    archive.records = _records(root, archive, now)
    archive.ledger = _ledger(root, archive, now)
    return archive


def _pages(root: Path, archive: Archive, now: int) -> Iterator[tuple[str, Page]]:
    pages, slugs = Pages(root), Lookup(author_slug)

    def read(entry: os.DirEntry[str], path: str) -> bytes | None:
        return page_bytes(entry, path, archive)

    def look(path: str, data: bytes) -> _Facts | None:
        page = page_in(data, path, archive)
        if page is None:
            return None
        pages.keep(path, page.content)
        signed = " ".join(map(slugs.__getitem__, page.paper.authors))
        return page.paper, page.content.abstract_hash, page.content.lead, signed

    for folder, files in groupby(page_files(root), key=lambda item: item[0].split("/")[1]):
        notes = Notes(root, f"papers-{folder}", _PAGES, now)
        for path, entry in files:
            noted = notes.found(path, entry, read, look)
            if noted is not None:
                _, known, (paper, abstract_hash, lead, signed) = noted
                archive.signed[path] = tuple(signed.split())
                yield path, Page(path, paper, FiledContent(pages, path, known, abstract_hash, lead))
        notes.keep()


def _records(root: Path, archive: BrowsedArchive, now: int) -> Lending[Record]:
    folder = root / "digests"

    def look(file: Path, data: bytes) -> Listing | None:
        record = record_in(data, root, file, archive.problems)
        return None if record is None else listing_of(record)

    notes, prints = Notes(root, "listings", _LISTINGS, now), {}
    for file, known, listing in noted_logs(root, folder, notes, look, archive.problems):
        prints[file.stem], archive.listed[file.stem] = known, listing
    notes.keep()
    archive.paged = Lending(prints, lambda name: _by_page(archive.listed[name]), RECORDS)
    return Lending(prints, lambda name: decode_record(_text(folder, name, prints[name])), RECORDS)


def _by_page(listing: Listing) -> dict[str | None, list[Listed]]:
    found: dict[str | None, list[Listed]] = {}
    for item in listing.entries:
        found.setdefault(item.page, []).append(item)
    return found


def _ledger(root: Path, archive: BrowsedArchive, now: int) -> Shelf[Written]:
    folder = root / "digests" / "ledger"

    def look(file: Path, data: bytes) -> dict[str, str] | None:
        ledger = log_in(data, root, file, decode_ledger, archive.problems)
        if ledger is not None and sum(map(len, at_hand.values())) + len(ledger.pages) <= AT_HAND:
            at_hand[file.stem] = ledger.pages
        return None if ledger is None else {path: one.fingerprint for path, one in ledger.pages.items()}

    def read(path: str) -> Written:
        month = of_page[path]
        return at_hand[month][path] if month in at_hand else months[month].page(path)

    notes, prints = Notes(root, "written", _WRITTEN, now), {}
    at_hand: dict[str, dict[str, Written]] = {}
    of_page: dict[str, str] = {}
    for file, known, written in noted_logs(root, folder, notes, look, archive.problems):
        prints[file.stem] = known
        archive.prints |= written
        of_page |= dict.fromkeys(written, file.stem)
    notes.keep()
    months = Lending(prints, lambda name: LedgerLines(_text(folder, name, prints[name])), LEDGERS)
    return Lending(of_page, read, 1)


def _text(folder: Path, name: str, known: str) -> str:
    """A log that has been read before. Raises OvertakenError where it is another one by now."""
    return _unchanged(folder / f"{name}.json", known).decode("utf-8")


def _unchanged(file: Path, known: str) -> bytes:
    """The bytes of a file. Raises OvertakenError where they are not those that are *known*."""
    try:
        data = read_whole(file)
        if fingerprint(data) == known:
            return data
    except OSError:
        pass
    raise OvertakenError(file)
