"""The common case of a body: paragraphs of plain text, with addresses in angle brackets and backslashes.

Most abstracts are nothing else, and need no parser. What is not certain here is left to `markdown.py`, with
which this agrees to the letter.
"""

import re
from typing import NamedTuple

_ORDINARY = "A-Za-z0-9 \"'(),./;?{}%@^!\u00a1-\u00ac\u00ae-\u02ff\u0370-\u05ff\u2010-\u2022\u2030-\u205e+=#-"
_PIECE = re.compile(
    rf"((?:[{_ORDINARY}]+|:(?!//)|\n)+)"
    r"|\\([!-/:-@\[-`{-~])"
    r"|<(https?://[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9](?:/[A-Za-z0-9./_~?=#-]*)?)>"
)
_ACTS = re.compile(r" |[-+](?: |\Z)|#{1,6}(?: |\Z)|\d{1,9}[.)](?: |\Z)|[=:-]+\Z")
"""Beginnings of lines that may mean more than they say."""
_GOES_ON = (" ", "\\")
"""Ends of lines that may."""


class Piece(NamedTuple):
    """A run of text, or an address that is linked."""

    text: str
    is_address: bool


def paragraphs(markdown: str) -> list[list[Piece]] | None:
    """The paragraphs of a body that holds nothing else; None for every other.

    >>> paragraphs("Of 3\\\\*4:\\n<https://example.org/x>")
    [[Piece(text='Of 3*4:\\n', is_address=False), Piece(text='https://example.org/x', is_address=True)]]
    >>> paragraphs("# Of what?") is None
    True
    """
    if any(_ACTS.match(line) or line.endswith(_GOES_ON) for line in markdown.split("\n")):
        return None
    found = (_pieces(part.strip("\n")) for part in markdown.split("\n\n"))
    parts = [pieces for pieces in found if pieces != []]
    return None if None in parts else [pieces for pieces in parts if pieces]


def _pieces(text: str) -> list[Piece] | None:
    pieces: list[Piece] = []
    said, position = "", 0
    while position < len(text):
        match = _PIECE.match(text, position)
        if match is None:
            return None
        position = match.end()
        if match[3]:
            pieces += [Piece(said, False), Piece(match[3], True)] if said else [Piece(match[3], True)]
            said = ""
        else:
            said += match[1] or match[2]
    return [*pieces, Piece(said, False)] if said else pieces
