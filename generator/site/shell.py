"""The shell: a template rendered once with marks in its slots, then joined with the values of each page.

Whatever differs between the pages of a folder must be a slot; everything else is rendered once.
"""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from html.parser import HTMLParser
from typing import Final, NamedTuple

from markupsafe import Markup, escape


class Kind(Enum):
    """What may stand in a slot, and therefore how a value is written into it."""

    TEXT = auto()
    """The text of an element."""
    ATTRIBUTE = auto()
    """The whole or a part of an attribute's value between double quotes."""
    HTML = auto()
    """Elements that our own code has made: `Markup`, nothing else."""


SLOTS: Final[Mapping[str, Kind]] = {
    "title": Kind.TEXT,
    "description": Kind.ATTRIBUTE,
    "canonical": Kind.ATTRIBUTE,
    "head": Kind.HTML,
    "main": Kind.HTML,
}

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z]+){_CLOSE}")
_QUOTED = re.compile('"[^"]*"')
MARKS: Final = {slot: Markup(f"{_OPEN}{slot}{_CLOSE}") for slot in SLOTS}  # noqa: S704 - our own names


class ShellError(ValueError):
    """A template puts a slot where its kind does not belong, or a value is not of its slot's kind."""


class Shell(NamedTuple):
    """The parts between the slots, and the slots between the parts."""

    parts: Sequence[str]
    slots: Sequence[str]

    def join(self, values: Mapping[str, str]) -> str:
        """The page with these values. Raises ShellError where HTML is expected and text is given."""
        written = {slot: write(slot, value) for slot, value in values.items()}
        pieces = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            pieces += (written[slot], part)
        return "".join(pieces)


def write(slot: str, value: str) -> str:
    """A value as it stands in the page: the one place where what is not ours is escaped into a shell."""
    if SLOTS[slot] is Kind.HTML:
        if not isinstance(value, Markup):
            raise ShellError(f"The slot {slot!r} takes HTML of our own making, not text.")
        return value
    return escape(str(value))


def cut(rendered: str) -> Shell:
    """Cut a template that was rendered with `MARKS` at its slots. Raises ShellError."""
    _Positions().check(rendered)
    pieces = _MARK.split(rendered)
    return Shell(tuple(pieces[0::2]), tuple(pieces[1::2]))


class _Positions(HTMLParser):
    """Sees to it that every slot stands where its kind belongs."""

    def check(self, rendered: str) -> None:
        self._raw = False
        self._seen = 0
        self.feed(rendered)
        self.close()
        if self._seen != rendered.count(_OPEN):
            raise ShellError("A slot stands in a comment or in the name of something.")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag in ("script", "style")
        if _OPEN in _QUOTED.sub("", self.get_starttag_text() or ""):
            raise ShellError("A slot stands in a tag without quotes around it.")
        for _, value in attrs:
            self._expect(value or "", Kind.ATTRIBUTE)

    def handle_endtag(self, tag: str) -> None:
        self._raw = False

    def handle_data(self, data: str) -> None:
        if self._raw and _OPEN in data:
            raise ShellError("A slot stands in a script or a style.")
        self._expect(data, Kind.TEXT, Kind.HTML)

    def _expect(self, text: str, *kinds: Kind) -> None:
        for slot in _MARK.findall(text):
            self._seen += 1
            if SLOTS[slot] not in kinds:
                raise ShellError(f"The slot {slot!r} is of kind {SLOTS[slot].name} and stands elsewhere.")
