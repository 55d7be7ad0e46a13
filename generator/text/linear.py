r"""Formulas in one line of characters, for what typesets nothing: lines of lists, titles of tabs, feeds.

A formula that cannot be said so stays as its source. Signs and spaces around them follow "The TeXbook",
chapter 18; what stands in scripts and has no characters of its own stands behind ``^`` or ``_``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.text import mathematics
from generator.text.commands import SPACES, SUBSCRIPT, SUPERSCRIPT, SWITCHES
from generator.text.dollars import formulas
from generator.text.latex import decoded

_DEEPEST = 20
_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<blank>[\s~]+)|(?P<character>.)", re.DOTALL
)
_GROUP = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,99}+\}){0,99}+\}){0,300}+\}"
_UNSEEN = re.compile(
    rf"\s?\\(?:(?:re|provide)?newcommand\*?|def|DeclareMathOperator\*?)\s?(?:\{{\\[A-Za-z]{{1,40}}\}}|\\[A-Za-z]{{1,40}})"
    rf"(?:\[[^\[\]]{{0,40}}\]){{0,2}}{_GROUP}"
    r"|\s?\\(?:no)?[cC]ite[a-z]{0,12}\*?(?:\[[^\[\]]{0,200}\]){0,2}\{[^{}]{0,500}\}"
)
"""Definitions of commands, and references into a list that is not here."""
_SIMPLE = re.compile(r"(?:[^\W_]|[.′⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ℂℍℕℙℚℝℤ∞\u0300-\u036f])+")


class _Class(Enum):
    """What an atom is to those beside it."""

    ORDINARY = auto()
    OPERATOR = auto()
    BINARY = auto()
    RELATION = auto()
    OPENING = auto()
    CLOSING = auto()
    PUNCTUATION = auto()
    SCRIPT = auto()
    """Part of what stands before it."""
    SPACE = auto()


class _Atom(NamedTuple):
    text: str
    kind: _Class = _Class.ORDINARY


class _UnsayableError(ValueError):
    """Something that a line of characters has no form for."""


@lru_cache(maxsize=1 << 12)
def linear(line: str) -> str:
    r"""A line of plain text whose formulas, between dollar signs, are characters.

    Definitions of commands and references, which nobody should see, are left out.

    >>> linear(r"1.3mm$^2$ for $n\geq 4$ and $\frac{a+b}{2}$ of $\mathbb{R}^d$ \citep{x}")
    '1.3mm² for n ≥ 4 and (a + b)/2 of ℝ^d'
    """
    if "$" not in line and "\\" not in line:
        return line
    said = "".join(_pieces(line))
    return said if said == line else " ".join(said.split()) or line


def _pieces(line: str) -> Iterator[str]:
    position = 0
    for start, end in formulas(line):
        yield _UNSEEN.sub("", line[position:start])
        yield _said(line[start:end].strip("$")) or line[start:end]
        position = end
    yield _UNSEEN.sub("", line[position:])


def _said(formula: str) -> str | None:
    """The formula in characters; one that only defines something is a space."""
    try:
        return _Reader(formula).row() or " "
    except _UnsayableError:
        return None


class _Reader:
    """Reads a formula token by token."""

    def __init__(self, formula: str) -> None:
        self._tokens = [*_TOKEN.finditer(formula)]
        self._position = 0
        self._formula = formula

    def row(self) -> str:
        """The whole formula."""
        said = _spaced(list(self._atoms("", 0)))
        if self._position < len(self._tokens):
            raise _UnsayableError
        return said

    def _is_next(self, text: str) -> bool:
        return self._position < len(self._tokens) and self._tokens[self._position][0] == text

    def _next(self) -> re.Match[str] | None:
        if self._position >= len(self._tokens):
            return None
        self._position += 1
        return self._tokens[self._position - 1]

    def _atoms(self, end: str, depth: int) -> Iterator[_Atom]:
        """Up to a closing brace or bracket, which is taken too, or to the end."""
        if depth > _DEEPEST:
            raise _UnsayableError
        while token := self._next():
            if end and token[0] == end:
                return
            yield from self._read(token, depth)
        if end:
            raise _UnsayableError

    def _read(self, token: re.Match[str], depth: int) -> Iterator[_Atom]:
        character = token["character"]
        if token["command"]:
            yield from self._command(token["command"], depth)
        elif token["sign"]:
            yield _signed(token["sign"])
        elif token["blank"]:
            if "~" in token[0]:
                yield _Atom(" ", _Class.SPACE)
        elif character == "{":
            yield _Atom(_spaced(list(self._atoms("}", depth + 1))))
        elif character in "^_":
            yield _Atom(_script(character, self._argument(depth)), _Class.SCRIPT)
        elif character in "}&#%$":
            raise _UnsayableError
        else:
            yield _classified(mathematics.CHARACTERS.get(character, character))

    def _argument(self, depth: int, *, spaced: bool = False) -> str:
        """What the next token or group says."""
        while (token := self._next()) and token["blank"]:
            pass
        if token is None or depth > _DEEPEST:
            raise _UnsayableError
        atoms = self._atoms("}", depth + 1) if token[0] == "{" else self._read(token, depth + 1)
        return _spaced(list(atoms)) if spaced else "".join(atom.text for atom in atoms).strip()

    def _words(self) -> str:
        """The text of the next group, in which spaces count."""
        opening, deep, start = self._next(), 1, self._position
        if opening is None or opening[0] != "{":
            raise _UnsayableError
        while token := self._next():
            deep += (token[0] == "{") - (token[0] == "}")
            if not deep:
                return decoded(self._formula[self._tokens[start].start() : token.start()])
        raise _UnsayableError

    def _command(self, name: str, depth: int) -> Iterator[_Atom]:
        if name in mathematics.SIGNS:
            yield _classified(mathematics.SIGNS[name])
        elif name in mathematics.NAMES:
            yield _Atom(name, _Class.OPERATOR)
        elif name in mathematics.TEXTS:
            yield _Atom(self._words())
        elif name in mathematics.DEFINING:
            self._skip_definition()
        elif name in mathematics.DROPPED:
            following = self._tokens[self._position][0] if self._position < len(self._tokens) else ""
            self._position += following == "."  # a bracket that is none
        elif name not in SWITCHES:  # letters of another kind are letters
            yield _Atom(self._construction(name, depth))

    def _construction(self, name: str, depth: int) -> str:
        """What a command makes of the formulas behind it."""
        if name in mathematics.ALPHABETS:
            return self._argument(depth, spaced=True)
        if name in mathematics.STRUCK:
            return self._argument(depth).translate(mathematics.DOUBLE_STRUCK)
        if name in mathematics.FRACTIONS:
            above, below = (_bracketed(self._argument(depth, spaced=True)) for _ in range(2))
            return f"{above}/{below}"
        if name == "sqrt" and not self._is_next("["):
            return f"√{_bracketed(self._argument(depth, spaced=True))}"
        if name == "pmod":
            return f" (mod {self._argument(depth, spaced=True)})"
        if name in mathematics.OVER:
            return _accented(self._argument(depth), mathematics.OVER[name])
        raise _UnsayableError

    def _skip_definition(self) -> None:
        """What a command is to mean: its name, alone or in a group, the number of its arguments, a group."""
        if (name := self._next()) and name[0] == "{":
            self._position -= 1
            self._words()
        while (token := self._next()) and token[0] != "{":
            pass
        self._position -= 1
        self._words()


def _signed(sign: str) -> _Atom:
    if sign in "{}%&_#$":
        return _classified(sign)
    if sign == "|":
        return _Atom("‖")
    if sign in SPACES:
        return _Atom(SPACES[sign], _Class.SPACE)
    raise _UnsayableError


def _classified(sign: str) -> _Atom:
    if not sign.strip():
        return _Atom(sign, _Class.SPACE)
    if sign in mathematics.RELATIONS:
        return _Atom("|" if sign == "∣" else sign, _Class.RELATION)
    if sign in mathematics.PUNCTUATION:
        return _Atom(sign, _Class.PUNCTUATION)
    if sign in mathematics.BINARY or sign == "*":
        return _Atom(sign, _Class.BINARY)
    if sign in mathematics.OPENING:
        return _Atom(sign, _Class.OPENING)
    return _Atom(sign, _Class.CLOSING) if sign in mathematics.CLOSING else _Atom(sign)


def _spaced(atoms: list[_Atom]) -> str:
    """The atoms with spaces between them."""
    atoms = _with_signs(_with_scripts(atom for atom in atoms if atom.text))
    said = "".join(one.text + _between(one, other) for one, other in pairwise([*atoms, _Atom("")]))
    return " ".join(said.split())


def _with_scripts(atoms: Iterable[_Atom]) -> list[_Atom]:
    """Each atom together with what is raised or lowered behind it."""
    said: list[_Atom] = []
    for atom in atoms:
        if atom.kind is _Class.SCRIPT and said:
            said[-1] = _Atom(said[-1].text + atom.text, said[-1].kind)
        else:
            said.append(atom)
    return said


def _with_signs(atoms: list[_Atom]) -> list[_Atom]:
    """A minus with nothing before it, or behind it, is a sign of what stands there."""
    said: list[_Atom] = []
    for atom, following in pairwise([*atoms, None]):
        assert atom is not None
        if atom.kind is _Class.BINARY and _is_sign(said, following):
            # At the end of a formula it is a hyphen to the word behind.
            atom = _Atom("-" if atom.text == "−" and following is None else atom.text)
        said.append(atom)
    return said


def _is_sign(before: list[_Atom], following: _Atom | None) -> bool:
    prefixed = (_Class.BINARY, _Class.RELATION, _Class.OPENING, _Class.OPERATOR, _Class.PUNCTUATION)
    if not before or before[-1].kind in prefixed:
        return True
    return following is None or following.kind in (_Class.CLOSING, _Class.RELATION, _Class.PUNCTUATION)


def _between(one: _Atom, other: _Atom) -> str:
    apart = (_Class.BINARY, _Class.RELATION)
    if one.kind in apart or other.kind in apart:
        return " "
    if one.kind is _Class.PUNCTUATION:
        return "" if other.text[:1].isdigit() and one.text == "," else " "
    if one.kind is _Class.OPERATOR and other.kind in (_Class.ORDINARY, _Class.OPERATOR):
        return " "
    return " " if other.kind is _Class.OPERATOR and one.kind in (_Class.ORDINARY, _Class.CLOSING) else ""


def _script(sign: str, text: str) -> str:
    """Raised or lowered characters where all are to be had."""
    if sign == "^" and text in ("*", "∗", "⋆", "′", "∘", "†", "+"):
        return {"∘": "°", "∗": "*", "+": "⁺"}.get(text, text)
    plain = text.replace("−", "-")
    written = plain.translate(SUPERSCRIPT if sign == "^" else SUBSCRIPT)
    if text and all(before != after for before, after in zip(plain, written, strict=True)):
        return written
    return f"{sign}{text}" if len(text) == 1 or _SIMPLE.fullmatch(text) else f"{sign}({text})"


def _bracketed(text: str) -> str:
    return text if len(text) == 1 or _SIMPLE.fullmatch(text) else f"({text})"


def _accented(text: str, mark: str) -> str:
    """A letter with its accent; more than a letter goes without."""
    return unicodedata.normalize("NFC", text + mark) if len(text) == 1 else text
