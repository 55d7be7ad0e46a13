"""TeX formulas → MathML that is safe to put into a page."""

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert

LONGEST = 2000
"""Characters of a formula; longer ones are shown as their source."""
_DEEPEST = 30
"""Braces within braces: the converter is recursive."""

_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
_ELEMENTS = frozenset(
    "merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace"
    " msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnspacing displaystyle fence form height linethickness"
    " lspace maxsize minsize movablelimits notation rowspacing rspace scriptlevel separator stretchy"
    " symmetric voffset width".split()
)
_VALUE = re.compile(r"[\w .%+-]{0,60}")
_ESCAPED = re.compile(r"\\([_%&#$])")
_VARIANTS = {
    "bold": (0x1D400, 0x1D7CE),
    "italic": (0x1D434, 0),
    "bold-italic": (0x1D468, 0x1D7CE),
    "script": (0x1D49C, 0),
    "bold-script": (0x1D4D0, 0x1D7CE),
    "fraktur": (0x1D504, 0),
    "double-struck": (0x1D538, 0x1D7D8),
    "bold-fraktur": (0x1D56C, 0x1D7CE),
    "sans-serif": (0x1D5A0, 0x1D7E2),
    "bold-sans-serif": (0x1D5D4, 0x1D7EC),
    "monospace": (0x1D670, 0x1D7F6),
}
"""First capital letter and first digit of a mathematical alphabet (Unicode, block 1D400)."""
_ELSEWHERE = dict(
    zip(
        map(
            ord,
            "\U0001d455\U0001d49d\U0001d4a0\U0001d4a1\U0001d4a3\U0001d4a4\U0001d4a7\U0001d4a8\U0001d4ad"
            "\U0001d4ba\U0001d4bc\U0001d4c4\U0001d506\U0001d50b\U0001d50c\U0001d515\U0001d51d\U0001d53a"
            "\U0001d53f\U0001d545\U0001d547\U0001d548\U0001d549\U0001d551",
        ),
        "ℎℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨℂℍℕℙℚℝℤ",
        strict=True,
    )
)
"""Letters that Unicode had before it had the block."""


class _NotAllowedError(ValueError):
    """The converter made something that has no place in a page."""


@lru_cache(maxsize=4096)
def mathml(source: str, display: bool = False) -> str | None:
    r"""MathML of a TeX formula, or None where it cannot be converted completely.

    >>> mathml(r"\evil{x}") is None
    True
    """
    if len(source) > LONGEST or _depth(source) > _DEEPEST:
        return None
    try:
        inside = "".join(map(_written, _row(convert(source, display="block" if display else "inline"))))
    except Exception:
        return None
    return f'<math display="block">{inside}</math>' if display else f"<math>{inside}</math>"


def _depth(source: str) -> int:
    deepest = depth = 0
    for character in source:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


def _row(made: str) -> ET.Element:
    """What stands in a row; the outermost need not be written, since formulas are rows themselves."""
    formula = ET.fromstring(made)  # noqa: S314 - no document type can stand inside an element
    return formula[0] if len(formula) == 1 and formula[0].tag == f"{_NAMESPACE}mrow" else formula


def _written(element: ET.Element) -> str:
    name = element.tag.removeprefix(_NAMESPACE)
    text = _ESCAPED.sub(r"\1", element.text or "")
    if name not in _ELEMENTS or "\\" in text or element.tail:
        raise _NotAllowedError(name)
    attributes = [
        f' {key}="{value}"'
        for key, value in element.items()
        if key in _ATTRIBUTES and _VALUE.fullmatch(value)
    ]
    variant = element.get("mathvariant", "")
    if variant == "normal" and name == "mi":
        attributes.append(' mathvariant="normal"')
    inside = escape(_in_alphabet(text, variant)) + "".join(map(_written, element))
    return f"<{name}{''.join(attributes)}>{inside}</{name}>"


def _in_alphabet(text: str, variant: str) -> str:
    """Letters of a variant as characters of their own: browsers know ``mathvariant="normal"`` only."""
    if variant not in _VARIANTS or (variant == "italic" and len(text) == 1):
        return text
    return "".join(_letter(character, *_VARIANTS[variant]) for character in text)


def _letter(character: str, capital: int, digit: int) -> str:
    code = ord(character)
    if "A" <= character <= "Z":
        code = capital + code - ord("A")
    elif "a" <= character <= "z":
        code = capital + 26 + code - ord("a")
    elif digit and "0" <= character <= "9":
        code = digit + code - ord("0")
    return _ELSEWHERE.get(code, chr(code))
