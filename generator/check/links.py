"""Links and images in the text of a paper's page: they are noted, and asked each time where they lead."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from generator.check.subject import Finding, Prose, Subject
from generator.text.markdown import linked
from generator.text.own_links import own_link
from generator.text.page import shown

_MAYBE = re.compile(r"\][(:\[]")
"""What no link of one's own is without, since a title in brackets alone is defined behind a colon."""


_LINE, _NEWLINE = re.compile(r"\r\n?|\n"), re.compile(r"\n")
"""What ends a line to Markdown, and to those who count lines of a file."""
_BEFORE = ("](", "](<", "]: ")
MOST_LINKS = 1000
"""Links of a page that are looked at: each is looked for in its paragraph, which may be the whole page."""


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
    """What the text of a page names; of thousands of links the first."""
    if not _MAYBE.search(prose.text):
        return
    page = prose.path.removeprefix("docs/")
    starts, lines = _starts(_LINE, prose.text), _starts(_NEWLINE, prose.text)
    behind = 0
    for address, line in islice(linked(prose.text), MOST_LINKS):
        own = own_link(address, page)
        if own is None or own.file == page:
            continue
        start = max(behind, starts[min(line, len(starts) - 1)])
        position, behind = _place(prose.text, address, start)
        number = bisect_right(lines, position)
        column = position - lines[number - 1] + 1
        yield Reference(prose.path, prose.line + number - 1, column, unquote(address), own.file)


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


def _starts(end: re.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in end.finditer(text))]


def _place(text: str, address: str, start: int) -> tuple[int, int]:
    """Where a link stands in the paragraph that goes on here, and its end; the beginning of the paragraph
    where that is not certain."""
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    for before in (*_BEFORE, ""):
        for link in dict.fromkeys((unquote(address), address)):
            found = text.find(before + link, start, end)
            if found >= 0:
                return found + len(before), found + len(before) + len(link)
    return start, start
