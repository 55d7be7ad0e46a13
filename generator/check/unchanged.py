"""What the rules said of each page and of each log is noted, and said again as long as it is the same.

Most of them stay as they are from one check to the next, and need not be looked at for it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from msgspec.json import Decoder

from generator.check.rules import Told, of_log, of_page
from generator.check.subject import Finding, Subject
from generator.model.fingerprint import fingerprint
from generator.storage.notes import NoteFile, program

_Noted: TypeAlias = tuple[str, list[tuple[str, Finding]]]
"""The fingerprint of a page or a log, and what was said of it."""
_SHAPE = Decoder(dict[str, _Noted])


def one_by_one(root: Path, subject: Subject) -> Iterator[Told]:
    """What the rules have to say of pages of papers and of logs, each by itself. Raises OvertakenError."""
    file = NoteFile(root, "check", _SHAPE, program("check") + subject.standards.told())
    old = file.read()
    new: dict[str, _Noted] = {}
    for path, known, look in (*_pages(subject), *_logs(subject)):
        noted = old.get(path)
        if noted is None or noted[0] != known:
            noted = known, list(look())
        new[path] = noted
        yield from noted[1]
    if new != old:
        file.write(new)
    for path in subject.archive.broken:
        yield from _of_page(subject, f"docs/{path}")


_Look: TypeAlias = Callable[[], Iterator[Told]]


def _pages(subject: Subject) -> Iterator[tuple[str, str, _Look]]:
    for name, page in subject.archive.pages.items():
        path = f"docs/{name}"
        yield path, page.content.fingerprint, partial(_of_page, subject, path)


def _of_page(subject: Subject, path: str) -> Iterator[Told]:
    return of_page(subject.sheet(path), subject.standards)


def _logs(subject: Subject) -> Iterator[tuple[str, str, _Look]]:
    for log in subject.logs():
        yield log.path, fingerprint(log.text.encode()), partial(of_log, log)
