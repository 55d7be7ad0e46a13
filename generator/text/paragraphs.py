"""The common case of a body: paragraphs of text with formulas, stressed words, addresses and backslashes.

Most abstracts are nothing else, and need no parser. What is not certain here is left to `markdown.py`, with
which this agrees to the letter.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from generator.text.dollars import end_of, match_formula

_UNICODE = "\u00a1-\u00ac\u00ae-\u02ff\u0370-\u05ff\u2010-\u2022\u2030-\u205e\u2190-\u22ff\u4e00-\u9fff"
_ORDINARY = rf"""A-Za-z0-9 "'(),./;?{{}}%@^!+=#>|\[{_UNICODE}-"""
_PIECE = re.compile(
    rf"((?:[{_ORDINARY}]+|:(?!//)|\n|\](?![(:])|\\(?=[A-Za-z0-9 ])"
    r"|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|(?<!~)~(?!~)|<(?=[ =])|&(?!#|[A-Za-z][A-Za-z0-9]{1,31};))+)"
    r"|\\([!-/:-@\[-`{-~])"
    r"|<(https?://[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9](?:/[A-Za-z0-9./_~?=#-]*)?)>"
    r"|(?<![^\s(\"':;,/-])(\*\*?)([A-Za-z0-9](?:[A-Za-z0-9 ,.'-]*[A-Za-z0-9])?)\4(?![^\s)\"'.,:;!?/-])"
)
_ACTS = re.compile(r"[ >]|[-+](?: |\Z)|#{1,6}(?: |\Z)|\d{1,9}[.)](?: |\Z)|[=:|-][=:| -]*\Z|\$\$")
"""Beginnings of lines that may mean more than they say."""
_GOES_ON = (" ", "\\")
"""Ends of lines that may."""
_FORMULA = re.compile(f"[ -~{_UNICODE}]+")
"""What a formula is made of that the parser leaves as it is."""


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    ADDRESS = auto()
    """It is linked."""
    FORMULA = auto()
    """Without its dollar signs."""
    STRESSED = auto()
    STRONG = auto()


class Piece(NamedTuple):
    """A run of one kind."""

    text: str
    kind: Kind = Kind.TEXT


def paragraphs(markdown: str) -> list[list[Piece]] | None:
    """The paragraphs of a body that holds nothing else; None for every other.

    >>> [[(piece.text, piece.kind.name) for piece in part] for part in paragraphs("Of $x$:\\n<https://a.org>")]
    [[('Of ', 'TEXT'), ('x', 'FORMULA'), (':\\n', 'TEXT'), ('https://a.org', 'ADDRESS')]]
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
        found = (match.end(), _piece(match)) if match else _dollar(text, position)
        if found is None:
            return None
        position, piece = found
        if piece.kind is Kind.TEXT:
            said += piece.text
        else:
            pieces += [Piece(said), piece] if said else [piece]
            said = ""
    return [*pieces, Piece(said)] if said else pieces


def _piece(match: re.Match[str]) -> Piece:
    plain, escaped, address, stars, stressed = match.groups()
    if address:
        return Piece(address, Kind.ADDRESS)
    if stars:
        return Piece(stressed, Kind.STRONG if stars == "**" else Kind.STRESSED)
    return Piece(plain or escaped)


def _dollar(text: str, position: int) -> tuple[int, Piece] | None:
    """Where the formula or the price ends that begins here, and which it is; None for others."""
    if text[position] != "$":
        return None
    match = match_formula(text, position)
    if match is None:
        return position + 1, Piece("$")
    formula = match["inline"] or ""
    return (end_of(match), Piece(formula, Kind.FORMULA)) if _FORMULA.fullmatch(formula) else None
