"""Prose in pieces: what the text of an abstract is made of, before it is written as Markdown or as a line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from generator.text.escaping import backslash, characters_that_act
from generator.text.links import key
from generator.text.markdown import plain

_SPACES = re.compile(r" {2,}")
SEEN = ("text", "formula", "address")


class Span(NamedTuple):
    """A piece of prose.

    *text* is what a reader sees; *formula* is TeX with its dollar signs; *address* is one that becomes a
    link; *mark* is Markdown that a reader does not see, such as the asterisk of an emphasis; *target* is
    the address behind the words since the last mark ``[``.
    """

    kind: Literal["text", "formula", "address", "mark", "target"]
    text: str

    @property
    def markdown(self) -> str:
        """The piece as it stands in the source, before characters of text are escaped."""
        if self.kind == "address":
            return f"<{self.text}>"
        if self.kind == "target":
            return f"](<{self.text}>)" if set("()") & set(self.text) else f"]({self.text})"
        return self.text


def line(spans: Iterable[Span]) -> str:
    """The pieces as plain text, formulas between dollar signs."""
    return "".join(span.text for span in spans if span.kind in SEEN)


def single_spaced(spans: Iterable[Span]) -> Iterator[Span]:
    """The pieces without a second space where commands left one."""
    after_space = True
    for span in spans:
        text = span.text
        if span.kind == "text":
            text = _SPACES.sub(" ", text)[after_space and text[:1] == " " :]
        if text:
            after_space = text[-1] == " " if span.kind in SEEN else after_space
            yield Span(span.kind, text)


def between_marks(inside: list[Span], mark: str) -> list[Span]:
    """The pieces between marks, spaces at the borders outside of them."""
    words = line(inside)
    if not mark or not words.strip() or any(span.kind == "mark" for span in inside):
        return inside
    if len(words) == len(words.strip()):
        return [Span("mark", mark), *inside, Span("mark", mark)]
    if len(inside) > 1:
        return inside
    stripped = words.strip()
    before, after = words.split(stripped, 1)
    return [
        Span("text", before),
        Span("mark", mark),
        Span("text", stripped),
        Span("mark", mark),
        Span("text", after),
    ]


def linked(address: str, words: list[Span]) -> list[Span]:
    """Words that lead to an address; the address alone where the words only repeat it."""
    shown = line(words).strip().rstrip(".,;")
    if not shown or key(shown if "://" in shown else f"https://{shown}") == key(address):
        return [Span("address", address)]
    others = [key(span.text) for span in words if span.kind == "address"]
    if key(address) in others:
        return words
    if others or set("[]") & set(shown):
        return [*words, Span("text", " ("), Span("address", address), Span("text", ")")]
    return [Span("mark", "["), *words, Span("target", address)]


def markdown(spans: Sequence[Span]) -> str:
    """The pieces as one paragraph of Markdown that shows exactly their text.

    Marks that would not work where they stand (an emphasis within a word that ends in a quotation
    mark) are left out: the words count, not the italics.
    """
    written = _written(spans)
    if all(span.kind in SEEN for span in spans) or plain(written) == line(spans):
        return written
    return _written([_unmarked(span) for span in spans if span.kind != "mark"])


def _unmarked(span: Span) -> Span:
    return Span("text", f" ({span.text})") if span.kind == "target" else span


def _written(spans: Sequence[Span]) -> str:
    source = "".join(span.markdown for span in spans)
    return backslash(source, characters_that_act(source) & _positions_of_text(spans))


def _positions_of_text(spans: Sequence[Span]) -> set[int]:
    positions: set[int] = set()
    start = 0
    for span in spans:
        end = start + len(span.markdown)
        if span.kind == "text":
            positions.update(range(start, end))
        start = end
    return positions
