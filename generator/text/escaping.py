"""Plain text → Markdown that shows exactly that text, with the fewest backslashes.

Written for the dialect of ``markdown.py``: CommonMark 0.31 without HTML, with tables, strikethrough,
formulas and bare addresses. HTML-like text is escaped all the same, since other programs that show
the page would swallow it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from generator.text.dollars import FORMULA, formulas

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ALONE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n])"  # would escape what follows
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,40};)"
    r"|\](?=\()"
    r"|(?<=http):(?=//\w)|(?<=https):(?=//\w)",
    re.IGNORECASE,
)
_AT_LINE_START = re.compile(
    r"^(?:(#)(?=#{0,5}(?:[ \t]|$))"
    r"|(>)"
    r"|([-+*])(?=[ \t]|$)"
    r"|\d{1,9}([.)])(?=[ \t]|$)"
    r"|(=)(?==*[ \t]*$)"
    r"|([-_*])(?=(?:[ \t]*[-_*])+[ \t]*$)"
    r"|(~)(?=~~)|(`)(?=``)"
    r"|([|:-])(?=[-|: \t]*$))",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DEFINITION = re.compile(r"\](?=:)")
_RUNS = {marker: re.compile(re.escape(marker) + "+") for marker in "*_~`"}


def escape(text: str) -> str:
    """Markdown of the dialect that renders to this text; spaces at the borders of lines go.

    >>> escape("2 * 3 < f<int>, see [1](p. 5) and snake_case")
    '2 * 3 < f\\\\<int>, see [1\\\\](p. 5) and snake_case'
    """
    text = "\n".join(line.strip() for line in text.split("\n"))
    return backslash(text, characters_that_act(text))


def unescape(markdown: str) -> str:
    """Markdown without the backslashes that only keep characters from acting; formulas stay as they are.

    >>> unescape("see [1\\\\](p. 5) and $a\\\\_b$")
    'see [1](p. 5) and $a\\\\_b$'
    """
    parts: list[str] = []
    position = 0
    for start, end in formulas(markdown):
        parts += (_ESCAPE.sub(r"\1", markdown[position:start]), markdown[start:end])
        position = end
    return "".join(parts) + _ESCAPE.sub(r"\1", markdown[position:])


def backslash(text: str, positions: set[int]) -> str:
    """The text with a backslash before each of these positions."""
    if not positions:
        return text
    borders = [0, *sorted(positions), len(text)]
    return "\\".join(text[start:end] for start, end in pairwise(borders))


def characters_that_act(text: str) -> set[int]:
    """Positions of the characters that Markdown would take for markup."""
    positions = {match.start() for match in _ALONE.finditer(text)}
    for match in _AT_LINE_START.finditer(text):
        positions.add(match.start(match.lastindex or 0))
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        positions.update(start + offset for offset in _in_paragraph(paragraph[0]))
    return positions | set(_rest_of_runs(text, positions))


def _rest_of_runs(text: str, positions: set[int]) -> Iterator[int]:
    """The other markers of a run of which one is escaped: alone, they could act where the whole could not."""
    for marker in "*_":
        for run in _RUNS[marker].finditer(text):
            if not positions.isdisjoint(range(*run.span())):
                yield from range(*run.span())


def _in_paragraph(text: str) -> Iterator[int]:
    for marker in "*_":
        yield from _emphasis(text, marker)
    for marker, pattern in (("~", _RUNS["~"]), ("`", _RUNS["`"])):
        runs = [match for match in pattern.finditer(text) if marker == "`" or len(match[0]) > 1]
        if len(runs) > 1:
            yield from (place for run in runs for place in range(*run.span()))
    if text.startswith("[") or "\n[" in text:
        yield from (match.start() for match in _DEFINITION.finditer(text))
    if text.count("$") > 1 and FORMULA.search(text.replace("\\", "/")):
        yield from (place for place, character in enumerate(text) if character == "$")


def _emphasis(text: str, marker: str) -> Iterator[int]:
    """All markers of a paragraph that could open or close, if one that opens precedes one that closes."""
    runs = [(*_flanks(text, run, marker), run) for run in _RUNS[marker].finditer(text)]
    first = next((index for index, (opens, _, _) in enumerate(runs) if opens), len(runs))
    if any(closes for _, closes, _ in runs[first + 1 :]):
        acting = (run for opens, closes, run in runs if opens or closes)
        yield from (place for run in acting for place in range(*run.span()))


def _flanks(text: str, run: re.Match[str], marker: str) -> tuple[bool, bool]:
    """Whether a run of markers can open and can close an emphasis (CommonMark, section 6.2)."""
    before = text[run.start() - 1] if run.start() else " "
    after = text[run.end()] if run.end() < len(text) else " "
    punctuation_before, punctuation_after = _is_punctuation(before), _is_punctuation(after)
    space_before, space_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    left = not space_after and (not punctuation_after or space_before or punctuation_before)
    right = not space_before and (not punctuation_before or space_after or punctuation_after)
    if marker == "*":
        return left, right
    return left and (not right or punctuation_before), right and (not left or punctuation_after)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
