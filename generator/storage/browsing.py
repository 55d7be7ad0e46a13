"""An archive for those who go through all of it and open little: a build of the site.

It says what `read_archive` says. The facts of papers are in memory, from the notes of an earlier run where
the pages stayed as they were; what else is on a page stays in its file, and is read when it is wanted.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from pydantic import TypeAdapter

from generator.model.archive import Archive
from generator.model.page import Content, Page, fingerprint
from generator.model.paper import Paper
from generator.storage.folders import page_files
from generator.storage.notes import Noted, Notes
from generator.storage.reading import page_bytes, page_in, read_around, read_logs
from generator.storage.writing import OvertakenError
from generator.text.page import read_content

AT_HAND = 16_000
"""Pages whose Markdown is kept in memory: at two kilobytes each, what an archive of that size needs."""

_Facts = tuple[Paper, str | None]
"""What is noted of a page: its paper, and the hash of its abstract."""
_PAGES = TypeAdapter(dict[str, Noted[_Facts]])


class Pages:
    """The files of the pages, which are opened when something is wanted that is not in memory."""

    def __init__(self, root: Path) -> None:
        self._docs = root / "docs"
        self._at_hand: dict[str, tuple[str, str]] = {}

    def text(self, path: str, known: str) -> str:
        """The whole file. Raises OvertakenError where it is no longer the one that is *known*."""
        try:
            data = (self._docs / path).read_bytes()
            if fingerprint(data) == known:
                return data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            pass
        raise OvertakenError(0, "It was changed while this run was at work", str(self._docs / path))

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

    __slots__ = ("_pages", "_path", "abstract_hash", "fingerprint")

    def __init__(self, pages: Pages, path: str, known: str, abstract_hash: str | None) -> None:
        self._pages, self._path = pages, path
        self.fingerprint, self.abstract_hash = known, abstract_hash

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


def browse_archive(root: Path, *, now: int) -> Archive:
    """Read the archive, but for the Markdown of its pages; *now* is the time in nanoseconds.

    What cannot be read is left out and named among the problems. What turns out later to be another page
    than the one that was noted raises OvertakenError when it is opened.
    """
    archive = Archive()
    read_around(root, archive)
    archive.pages = dict(_pages(root, archive, now))
    read_logs(root, archive)
    return archive


def _pages(root: Path, archive: Archive, now: int) -> Iterator[tuple[str, Page]]:
    pages = Pages(root)

    def look(path: str, data: bytes) -> _Facts | None:
        page = page_in(data, path, archive)
        if page is None:
            return None
        pages.keep(path, page.content)
        return page.paper, page.content.abstract_hash

    for folder, files in groupby(page_files(root), key=lambda item: item[0].split("/")[1]):
        notes = Notes(root, f"papers-{folder}", _PAGES, now)
        for path, entry in files:
            noted = notes.found(
                path, entry, partial(page_bytes, Path(entry.path), path, archive), partial(look, path)
            )
            if noted is not None:
                _, known, (paper, abstract_hash) = noted
                yield path, Page(path, paper, FiledContent(pages, path, known, abstract_hash))
        notes.keep()
