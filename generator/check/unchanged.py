"""What the rules said of each page and of each log is noted, and said again as long as it is the same.

Most of them stay as they are from one check to the next, and need not be looked at for it. Where the text
of a page leads is noted, too, but asked each time whether it is there: that hangs on other files.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from msgspec.json import Decoder

from generator.check.links import Reference, references
from generator.check.rules import Told, of_links, of_log, of_page
from generator.check.subject import Finding, Log, Subject
from generator.model.fingerprint import fingerprint
from generator.storage.notes import NoteFile, program


class _Seen(NamedTuple):
    """What a look at a page or a log has found."""

    told: list[tuple[str, Finding]]
    references: list[Reference]


_Noted: TypeAlias = tuple[str, _Seen]
"""The fingerprint of a page or a log, and what was found in it."""
_SHAPE = Decoder(dict[str, _Noted])


def one_by_one(root: Path, subject: Subject) -> Iterator[Told]:
    """What the rules have to say of pages of papers and of logs, each by itself. Raises OvertakenError."""
    file = NoteFile(root, "check", _SHAPE, program("check") + subject.standards.told())
    old = file.read()
    new: dict[str, _Noted] = {}
    for path, known, look in (*_pages(subject), *_logs(subject)):
        noted = old.get(path)
        if noted is None or noted[0] != known:
            noted = known, look()
        if path.isascii() or _is_utf_8(path):
            new[path] = noted
        yield from _told(noted[1], subject)
    if new != old:
        file.write(new)
    for path in subject.archive.broken:
        yield from _told(_in_page(subject, f"docs/{path}"), subject)


def _told(seen: _Seen, subject: Subject) -> Iterator[Told]:
    yield from seen.told
    yield from of_links(seen.references, subject)


def _is_utf_8(path: str) -> bool:
    """Whether a name can be noted: names of files may be any bytes."""
    try:
        return bool(path.encode())
    except UnicodeEncodeError:
        return False


_Look: TypeAlias = Callable[[], _Seen]


def _pages(subject: Subject) -> Iterator[tuple[str, str, _Look]]:
    for name, page in subject.archive.pages.items():
        path = f"docs/{name}"
        yield path, page.content.fingerprint, partial(_in_page, subject, path)


def _in_page(subject: Subject, path: str) -> _Seen:
    sheet = subject.sheet(path)
    return _Seen(list(of_page(sheet, subject.standards)), list(references(sheet.prose)))


def _logs(subject: Subject) -> Iterator[tuple[str, str, _Look]]:
    for log in subject.logs():
        yield log.path, fingerprint(log.read()), partial(_in_log, log)


def _in_log(log: Log) -> _Seen:
    return _Seen(list(of_log(log)), [])
