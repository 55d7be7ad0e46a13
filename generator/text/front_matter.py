"""The front matter of a page, read as text.

Every scalar is text, whatever YAML would make of it; the model converts. The parser's events are
gathered here, not by PyYAML's composer, so that anchors, tags, duplicate keys and depth are refused
with their place before anything is built from them.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, cast

import yaml

from generator.text.plain_matter import Value, plain_values
from generator.text.yaml_mistakes import QUOTE, mistake

__all__ = ["FrontMatter", "FrontMatterError", "Value", "body_of", "opens_late", "parse", "values_and_body"]

MAX_CHARACTERS = 512 * 1024
MAX_DEPTH = 4
FENCE = "---"
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r]|$)", re.MULTILINE)
"""The lines that git leaves where it could not merge."""
_UNSEEN = re.compile(
    "\r(?!\n)|[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML forbids, or takes for the end of a line where editors do not."""
MEND_CONFLICT = "Keep one version and remove the lines <<<<<<<, ======= and >>>>>>>."


class FrontMatterError(ValueError):
    """Front matter that cannot be read. Line and column count from 1 in the whole file."""

    def __init__(self, line: int, column: int, message: str, remedy: str) -> None:
        super().__init__(f"{line}:{column}: {message} {remedy}")
        self.line, self.column, self.message, self.remedy = line, column, message, remedy


class Place(NamedTuple):
    """Where a node stands: lines and columns from 0 within the front matter, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Node:
    """A piece of YAML with its place."""

    __slots__ = ("_first", "_keys", "_last", "content")

    def __init__(
        self,
        content: "str | list[Node] | dict[str, Node]",
        first: yaml.Event,
        last: yaml.Event,
        keys: "dict[str, Node] | None" = None,
    ) -> None:
        self.content, self._first, self._last, self._keys = content, first, last, keys

    @property
    def flow(self) -> bool:
        """Whether a list or mapping stands in brackets."""
        return bool(getattr(self._first, "flow_style", False))

    @property
    def place(self) -> Place:
        """Where the node begins and ends."""
        first, last = self._first.start_mark, self._last.end_mark
        assert first is not None and last is not None  # libyaml marks every event
        return Place(first.line, first.column, last.line, last.column)

    def has_strayed_from(self, key: "Node") -> bool:
        """Whether this is the value of a key behind which nothing is written, and stands on a later line."""
        return (
            self.content == "" and key.place.end_line < self.place.line and self.place[:2] == self.place[2:]
        )

    def behind(self) -> "Node":
        """An empty value at the end of this key."""
        mark = self._last.end_mark
        assert mark is not None
        event = yaml.ScalarEvent(None, None, (True, False), "", mark, mark)
        return Node("", event, event)

    @property
    def keys(self) -> dict[str, Place]:
        """The places of a mapping's keys."""
        return {key: node.place for key, node in (self._keys or {}).items()}

    @property
    def value(self) -> Value:
        """The same as plain strings, lists and dictionaries."""
        if isinstance(self.content, str):
            return self.content
        if isinstance(self.content, list):
            return [node.value for node in self.content]
        return {key: node.value for key, node in self.content.items()}

    @property
    def last_line(self) -> int:
        """The last line that holds a part of this node; block collections end at their last member."""
        if isinstance(self.content, str) or self.flow:
            line, _, end_line, end_column = self.place
            return end_line - (end_column == 0 and end_line > line)
        members = self.content if isinstance(self.content, list) else list(self.content.values())
        return max((node.last_line for node in members), default=self.place.line)


class FrontMatter(NamedTuple):
    """A page in its parts. ``opening + source + closing + body`` is the file, byte for byte."""

    opening: str
    source: str
    closing: str
    body: str
    root: Node

    @property
    def values(self) -> dict[str, Value]:
        """All keys with their values as text."""
        value = self.root.value
        assert isinstance(value, dict)
        return value

    def place_of(self, *path: str | int) -> tuple[int, int]:
        """Line and column, from 1 in the file, of a key, or of the member of a list or mapping below it.

        A path that leads nowhere gives the place where it was lost; a text that was meant as a list is where
        its first member is.
        """
        node, place = self.root, Place(0, 0, 0, 0)
        for step in path:
            if isinstance(step, str) and isinstance(node.content, dict) and step in node.content:
                node, place = node.content[step], node.keys[step]
            elif isinstance(step, int) and isinstance(node.content, list) and step < len(node.content):
                node = node.content[step]
                place = node.place
            elif step == 0 and isinstance(node.content, str) and node.content:
                place = node.place
                break
            else:
                break
        return place.line + 2, place.column + 1

    @property
    def body_line(self) -> int:
        """The line of the file, from 1, on which the body begins."""
        return self.source.count("\n") + 3


def parse(text: str) -> FrontMatter:
    """Split a file and read its front matter. Raises FrontMatterError."""
    opening, source, closing, body = _split(text)
    return FrontMatter(opening, source, closing, body, _Parser(source).root())


def values_and_body(text: str) -> tuple[dict[str, Value], str]:
    """What the front matter says, for those who need no places, and what stands below it.

    Raises FrontMatterError.
    """
    opening, source, closing, body = _split(text)
    values = plain_values(source)
    if values is None:
        values = FrontMatter(opening, source, closing, body, _Parser(source).root()).values
    return values, body


def body_of(text: str) -> str:
    """What stands below the front matter. Raises FrontMatterError."""
    return _split(text)[3]


def _split(text: str) -> tuple[str, str, str, str]:
    start = text.find("\n") + 1 or len(text)
    if text[:start].lstrip("\ufeff").rstrip() != FENCE:
        if opens_late(text):
            message = "An empty line stands before the front matter."
            raise FrontMatterError(1, 1, message, "Remove the empty line before ---.")
        raise FrontMatterError(1, 1, "The page has no front matter.", "Begin it with a line ---.")
    close = start
    while not text.startswith(FENCE, close) or text[close : _next_line(text, close)].rstrip() != FENCE:
        close = text.find("\n" + FENCE, close) + 1
        if close == 0:
            raise FrontMatterError(1, 1, "The front matter has no end.", "Close it with a line ---.")
    if close - start > MAX_CHARACTERS:
        raise FrontMatterError(1, 1, "The front matter is too long.", "Keep it below 512 kB.")
    body = _next_line(text, close)
    if conflict := CONFLICT.search(text, start, close):
        line = text.count("\n", 0, conflict.start()) + 1
        raise FrontMatterError(line, 1, "Two versions of the page were not reconciled.", MEND_CONFLICT)
    if unseen := _UNSEEN.search(text, start, close):
        line, column = _line_and_column(text, unseen.start())
        message = f"The character U+{ord(unseen[0]):04X} stands here, and is not seen."
        raise FrontMatterError(line, column, message, "Remove it.")
    return text[:start], text[start:close], text[close:body], text[body:]


def opens_late(text: str) -> bool:
    """Whether nothing but empty lines stands before the line that begins the front matter."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    return "\n" in text[:start] and text[start : _next_line(text, start)].rstrip() == FENCE


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _next_line(text: str, position: int) -> int:
    return text.find("\n", position) + 1 or len(text)


class _Parser:
    """Builds nodes from the events of libyaml."""

    def __init__(self, source: str) -> None:
        self._source = source.replace("\r\n", "\n")
        # The end of the stream is an event too, and nothing is asked after it: there is always a next one.
        self._next = cast(Callable[[], yaml.Event], yaml.CBaseLoader(self._source).get_event)

    def root(self) -> Node:
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            line, column, message, remedy = mistake(self._source, error)
            raise FrontMatterError(line + 2, column + 1, message, remedy) from None
        except yaml.YAMLError as error:
            message = f"The front matter does not parse: {error}."
            raise FrontMatterError(1, 1, message, "Remove odd characters.") from None

    def _document(self) -> Node:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Node({}, event, event)
        node = self._node(self._next(), 1)
        end = self._next()
        if not isinstance(node.content, dict):
            raise FrontMatterError(2, 1, "The front matter holds no keys.", "Write lines such as title: ….")
        if getattr(end, "explicit", False) or not isinstance(self._next(), yaml.StreamEndEvent):
            raise _error(end, "The front matter ends too early.", "Remove what ends it.")
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if type(event) is yaml.ScalarEvent and event.anchor is event.tag is None and depth <= MAX_DEPTH:
            return Node(event.value, event, event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _error(event, "Anchors and aliases (& and *) are not used here.", QUOTE)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _error(event, "YAML tags (!) are not used here.", QUOTE)
        if depth > MAX_DEPTH:
            raise _error(event, "This is nested too deep.", "Flatten it.")
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, event, event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: yaml.Event, depth: int) -> Node:
        members = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            members.append(self._node(event, depth + 1))
        return Node(members, start, event)

    def _mapping(self, start: yaml.Event, depth: int) -> Node:
        members: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key.content, str):
                raise _error(event, "A key is not plain text.", "Write a word and a colon.")
            if key.content in members:
                raise _error(event, f"The key {key.content!r} stands twice.", "Keep one of them.")
            keys[key.content] = key
            value = self._node(self._next(), depth + 1)
            members[key.content] = key.behind() if value.has_strayed_from(key) else value
        return Node(members, start, event, keys)


def _error(event: yaml.Event, message: str, remedy: str) -> FrontMatterError:
    line, column = Node("", event, event).place[:2]
    return FrontMatterError(line + 2, column + 1, message, remedy)
