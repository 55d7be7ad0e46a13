"""Wrapped lines → paragraphs and the items of lists."""

import re
from typing import NamedTuple

_ITEM = re.compile(r"(?P<marker>[-*•–]|\d{1,3}[.)])[ \t]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;。][)\]\"'”’]*$")
_INTRODUCTION = re.compile(r"[:：][)\]\"'”’]*$")


class Block(NamedTuple):
    """A paragraph, or an item of a list: one line, with the Markdown that marks an item."""

    text: str
    marker: str = ""


def blocks(text: str) -> list[Block]:
    """The paragraphs of a text whose lines were wrapped.

    A blank line, or an indented one after the end of a sentence, begins a paragraph; where the next one
    goes on in lower case in the middle of a sentence, a page break was copied. Lines are items of a list
    where at least two follow each other behind a colon or a blank line: elsewhere a wrapped line happens
    to begin with a dash or a number.
    """
    found: list[Block] = []
    for paragraph in _paragraphs(text.expandtabs(4)):
        items = _items(paragraph)
        if items:
            found += items
        elif found and not found[-1].marker and _goes_on(found[-1].text, paragraph[0].strip()):
            found[-1] = Block(_joined([found[-1].text, *paragraph]))
        else:
            found.append(Block(_joined(paragraph)))
    return found


def _paragraphs(text: str) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        lines = paragraphs[-1]
        if not line.strip():
            paragraphs.append([])
        elif lines and line.startswith("  ") and _SENTENCE_END.search(lines[-1].rstrip()):
            paragraphs.append([line])
        else:
            lines.append(line)
    return [lines for lines in paragraphs if lines]


def _items(lines: list[str]) -> list[Block]:
    """The items of a paragraph after the lines before them; empty where there is no list."""
    starts = [index for index, line in enumerate(lines) if _ITEM.match(line.strip())]
    if len(starts) < 2 or (starts[0] and not _INTRODUCTION.search(lines[starts[0] - 1].rstrip())):
        return []
    introduction = [Block(_joined(lines[: starts[0]]))] if starts[0] else []
    borders = zip(starts, [*starts[1:], len(lines)], strict=True)
    return introduction + [_item(_joined(lines[start:end])) for start, end in borders]


def _item(line: str) -> Block:
    match = _ITEM.match(line)
    marker = match["marker"] if match else ""
    return Block(line[len(match[0]) if match else 0 :], f"{marker} " if marker[:1].isdigit() else "- ")


def _goes_on(before: str, after: str) -> bool:
    return not _SENTENCE_END.search(before) and (after[0].islower() or after[0] in "%),.;")


def _joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
