"""Links and images in the text of a paper's page: they are noted, and asked each time where they lead."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from generator.check.subject import Finding, Prose, Subject
from generator.text.markdown import linked
from generator.text.own_links import own_link
from generator.text.page import shown

_MAYBE = re.compile(r"\][(:\[]")
"""What no link of one's own is without, since a title in brackets alone is defined behind a colon."""


class Reference(NamedTuple):
    """A link or an image that names a file of ``docs/``."""

    path: str
    """The page, below the archive's root."""
    line: int
    column: int
    link: str
    """As it is written, or as an address is."""
    target: str
    """The file below ``docs/``; it begins with ``../`` if it would be elsewhere."""


def references(prose: Prose) -> Iterator[Reference]:
    """What the text of a page names."""
    if not _MAYBE.search(prose.text):
        return
    page = prose.path.removeprefix("docs/")
    starts = _line_starts(prose.text)
    position = 0
    for address, line in linked(prose.text):
        own = own_link(address, page)
        if own is None or own.file == page:
            continue
        position = _place(prose.text, unquote(address), address, max(position, starts[line]))
        _, where, column, *_ = prose.finding(position, "", "")
        yield Reference(prose.path, where, column, unquote(address), own.file)


def dead_link(reference: Reference, subject: Subject) -> Iterator[Finding]:
    """A link or an image in the text of a page leads to a file that is there."""
    path, line, column, link, target = reference
    if target.startswith("../"):
        message = f"{shown(link)} leads out of docs/, and nowhere on the site."
        yield Finding(path, line, column, message, "Write an address that begins with https://.")
    elif f"docs/{target}" not in subject.files:
        message, remedy = f"{shown(link)} leads to no file.", _remedy(path, target, subject)
        yield Finding(path, line, column, message, remedy, (f"docs/{target}",))


def _remedy(path: str, target: str, subject: Subject) -> str:
    moved = subject.archive.redirects.moved.get(f"{target.removesuffix('.md')}/")
    if moved is None:
        return "Correct it, or remove it."
    folder = posixpath.dirname(path.removeprefix("docs/"))
    return f"Write {posixpath.relpath(moved.rstrip('/'), folder)}.md, where the page is now."


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _place(text: str, written: str, address: str, start: int) -> int:
    """Where a link stands in the paragraph that goes on here; its beginning where that is not certain."""
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    found = (text.find(link, start, end) for link in (written, address))
    return next((position for position in found if position >= 0), start)
