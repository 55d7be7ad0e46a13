"""Any page of HTML that links to papers, newsletters above all: read as a list of links with remarks."""

import re
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Literal

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from generator.model.digest import Digest, Reading
from generator.readers import html_tree
from generator.readers.markdown_blocks import Block
from generator.readers.paper_list import PaperList
from generator.readers.reader import UnreadableError

Kind = Literal["paragraph", "item", "heading"]

name = "newsletter"
source = "newsletter"

WRITER = "the newsletter"

_ANCHOR = re.compile(r"<a\s[^<>]{0,9000}?\bhref\s?=", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_MARK = re.compile(r"[\\`*_\[\]<>$&!~]")
_AGAIN = "Save the page of a day, or a message that links each title to its paper."


def read(text: str, date: str | None = None) -> Reading:
    """Read the links of a page. Raises UnreadableError where none leads to a paper."""
    found = PaperList(WRITER)
    for block in _Page(text).blocks():
        found.take(block)
    found.end()
    if not found.entries:
        raise UnreadableError(1, "This page holds no list of papers.", _AGAIN)
    digest = Digest(source=source, format=name, date=date or found.day, entries=tuple(found.entries))
    return Reading((digest,), tuple(found.unread))


class _Page:
    """The page as blocks whose texts are Markdown; each begins on the line of its first link."""

    def __init__(self, text: str) -> None:
        self._tree = html_tree.parse(text, _AGAIN)
        self._lines = chain(_lines(text), repeat(1))
        self._line = 1
        self._gathered: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """The blocks in their order."""
        yield from self._within(self._tree, "paragraph", 0)
        yield from self._ended("paragraph", 0)

    def _within(self, tree: Tag, kind: Kind, depth: int) -> Iterator[Block]:
        for child in tree.children:
            if not isinstance(child, Tag):
                self._gathered.append(_text(child))
                continue
            name = child.name.lower()
            if name in html_tree.UNSEEN:
                continue
            if name in html_tree.BLOCKS:
                yield from self._ended(kind, depth)
                yield from self._block(child, name)
            elif name == "a" and child.get("href") is not None:
                self._link(child)
            else:
                self._gathered.append(" " if name == "br" else "")
                yield from self._within(child, kind, depth)

    def _block(self, child: Tag, name: str) -> Iterator[Block]:
        heading = _HEADING.fullmatch(name)
        depth = int(heading[1]) if heading else int(name == "li")
        kind: Kind = "heading" if heading else "item" if name == "li" else "paragraph"
        yield from self._within(child, kind, depth)
        yield from self._ended(kind, depth)

    def _link(self, anchor: Tag) -> None:
        line = next(self._lines)
        if not any(part.strip() for part in self._gathered):
            self._line = line
        words = " ".join(anchor.get_text(" ").split())
        address = re.sub(r"[<>\\\s]", "", str(anchor["href"]))
        self._gathered.append(f"[{_escaped(words)}](<{address}>)" if words else "")

    def _ended(self, kind: Kind, depth: int) -> Iterator[Block]:
        text = " ".join("".join(self._gathered).split())
        self._gathered = []
        if text:
            yield Block(kind, self._line, (text,), depth)


def _lines(text: str) -> Iterator[int]:
    line, place = 1, 0
    for match in _ANCHOR.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        yield line


def _text(child: PageElement) -> str:
    if not isinstance(child, NavigableString) or isinstance(child, PreformattedString):
        return ""
    return _escaped(str(child))


def _escaped(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", text)
