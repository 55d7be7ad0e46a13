"""Feeds of any dialect (RSS, Atom, RDF), item by item, so that a bad one harms no other.

Each item is cut out of the text and parsed alone, under the namespaces of the feed's first element. What
stands before the first item is never given to the parser: there are no entities, no document types and
nothing to fetch.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple, TypeAlias

from lxml import etree

from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers.reader import UnreadableError, unread
from generator.readers.said_dates import day_in

ITEM = 4 << 20

_ROOT = re.compile(r"<(?:[A-Za-z]\w{0,9}:)?(?:rss|feed|RDF)\b[^<>]{0,20000}>")
_NAMESPACE = re.compile(
    r"""(\sxmlns(?::([A-Za-z][\w.-]{0,40}))?\s?=\s?(?:"[^"<>]{0,300}"|'[^'<>]{0,300}'))"""
)
_MOST_NAMESPACES = 50
_START = re.compile(r"<((?:[A-Za-z]\w{0,9}:)?(?:item|entry))(?=[\s>/])")
_CLOSED = re.compile(r"(?:</(?:\w{1,9}:)?(?:rss|feed|RDF)\s?>|/>)\s*$")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{1,31};)?")
_SAID = re.compile(r"<(?:lastBuildDate|pubDate|updated|dc:date)\b[^<>]{0,200}>([^<>]{1,100})<")

Element: TypeAlias = etree._Element  # lxml gives its class no public name


class Item(NamedTuple):
    """An item with its line: what it says, or why it cannot be read."""

    line: int
    text: str
    element: Element | None
    reason: str = ""


class Understood(NamedTuple):
    """What a dialect makes of an item: an entry or none, and what is to be reported of it."""

    entry: Entry | None
    notes: tuple[str, ...] = ()


def read(
    text: str, understand: Callable[[Element, int], Understood], *, name: str, date: str | None
) -> Reading:
    """The digest of a feed, which may be empty; its day is the one on which the feed was made.

    ``name`` is format and source. Raises UnreadableError where the feed breaks off before its first item.
    """
    entries: list[Entry] = []
    left: list[Unread] = []
    for number, item in enumerate(items(text), start=1):
        said = understand(item.element, item.line) if item.element is not None else Understood(None)
        if said.entry:
            entries.append(said.entry)
            left += [unread(item.line, said.entry.title, f"Entry {number}: {note}.") for note in said.notes]
        else:
            reason = item.reason or "; ".join(said.notes) or "it has no title"
            left.append(unread(item.line, item.text, f"Entry {number} cannot be read: {reason}."))
    if _CLOSED.search(text[-200:]) is None:
        left.append(unread(text.count("\n") + 1, "", "The feed breaks off; more may have followed."))
    digest = Digest(source=name, format=name, date=date or day(text), entries=tuple(entries))
    return Reading((digest,), tuple(left))


def root(head: str) -> str | None:
    """The first tag of a feed, or None where the text is none."""
    if not head.lstrip().startswith("<"):
        return None
    found = _ROOT.search(head)
    return found[0] if found else None


def header(text: str) -> str:
    """What stands before the first item."""
    first = _START.search(text)
    return text[: first.start()] if first else text


def day(text: str) -> str | None:
    """The day on which a feed says that it was made."""
    said = _SAID.search(header(text))
    return day_in(said[1]) if said else None


def items(text: str) -> Iterator[Item]:
    """The items in their order. Raises UnreadableError where the feed breaks off before the first."""
    spaces = _NAMESPACE.findall(root(text) or "")[:_MOST_NAMESPACES]
    starts = list(_START.finditer(text))
    if not starts and _CLOSED.search(text[-200:]) is None:
        raise UnreadableError(1, "The feed breaks off before its first entry.", "Fetch it again.")
    line, place = 1, 0
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        line += text.count("\n", place, start.start())
        place = start.start()
        stop = following.start() if following else len(text)
        yield _item(text, place, stop, start[1], line, spaces)


def _item(text: str, start: int, stop: int, tag: str, line: int, spaces: list[tuple[str, str]]) -> Item:
    closing = f"</{tag}>"
    end = text.find(closing, start, stop)
    piece = text[start : end + len(closing) if end >= 0 else stop]
    if end < 0:
        return Item(line, piece, None, "it is not closed")
    if len(piece) > ITEM:
        return Item(line, piece, None, f"it is longer than {ITEM >> 20} MiB")
    try:
        return Item(
            line,
            piece,
            _parsed(f"<items{_used(spaces, piece)}>{_AMPERSAND.sub(_reference, piece)}</items>")[0],
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        return Item(line, piece, None, f"it is damaged XML ({str(error).partition(', line')[0][:100]})")


def _used(spaces: list[tuple[str, str]], piece: str) -> str:
    """Of the declarations of namespaces those that an item needs."""
    return "".join(declared for declared, prefix in spaces if not prefix or f"{prefix}:" in piece)


def _reference(match: re.Match[str]) -> str:
    """What XML does not know as a reference: HTML's name for a character, or an ampersand as such."""
    name = match[1]
    character = unescape(match[0]) if name else "&"
    return f"&amp;{name or ''}" if character == match[0] or character in "<>&" else character


def _parsed(text: str) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(text.encode("utf-8", "replace"), parser)


def texts(element: Element, *names: str) -> list[str]:
    """The texts of the children that go by one of these names, in any namespace; empty ones left out."""
    found = ("".join(map(str, child.itertext())) for child in _children(element, *names))
    return [text.strip() for text in found if text.strip()]


def first(element: Element, *names: str) -> str:
    """The first text under the first of the names that has one."""
    return next((text for name in names for text in texts(element, name)), "")


def values(element: Element, name: str, attribute: str) -> list[str]:
    """An attribute of the children of that name."""
    found = (child.get(attribute) for child in _children(element, name))
    return [str(value).strip() for value in found if value]


def people(element: Element) -> tuple[str, ...]:
    """The ``name`` of each author as Atom has them."""
    names = (first(person, "name") for person in _children(element, "author"))
    return tuple(" ".join(name.split()) for name in names if name)


def _children(element: Element, *names: str) -> Iterator[Element]:
    for child in element:
        if etree.QName(child).localname in names:
            yield child
