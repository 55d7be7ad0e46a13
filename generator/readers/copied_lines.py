"""The lines of a page that was copied as text: what of each is markup of the copying, and what it says.

Three ways of copying are known: plain; Markdown (``### title``, ``[text](address)``); and with numbered
references (``### [title][32]``, with ``[32]: https://…`` at the end, if that was copied too).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_ADDRESS_LIST = re.compile(r"(?:\[(\d{1,5})\]:|(\d{1,5})\.)\s+<?((?:https?:/)?/[^\s>]+)>?")
_HEADING = re.compile(r"#{1,6}\s+")
_CLOSING = re.compile(r"\]\[(\d{1,5})\]$")
_INSIDE = re.compile(r"\[([^\[\]]{0,200})\]\[\d{1,5}\]")
_LINK = re.compile(r"\[(.{1,600})\]\(<?([^\s()<>]{1,2000})>?\)")
_BULLET = re.compile(r"[*+•-]\s+")
_FEW = 3


class Line(NamedTuple):
    """A line without markup. Of a blank one, nothing is left."""

    number: int
    text: str
    bare: str
    """The text without a bullet, as facts are looked for."""
    heading: bool
    indented: bool
    address: str | None


def lines(text: str) -> Iterator[Line]:
    """Every line of the text that says something, and the blank ones between them."""
    rows = text.split("\n")
    numbered = sum(1 for row in rows if _CLOSING.search(row.rstrip())) >= _FEW
    addresses = dict(_addresses(rows))
    for number, row in enumerate(rows, start=1):
        if not (addresses and _ADDRESS_LIST.fullmatch(row.strip())):
            yield _line(number, row, addresses, numbered)


def one_line(text: str) -> str:
    """A title without the breaks that wrapping put into it; a word parted at its hyphen is whole again."""
    return " ".join(re.sub(r"(?<=\w)-\n\s*(?!(?:and|or|to)\s)", "-", text).split())


def _addresses(rows: list[str]) -> Iterator[tuple[str, str]]:
    for row in rows:
        match = _ADDRESS_LIST.fullmatch(row.strip())
        if match:
            yield match[1] or match[2], match[3]


def _line(number: int, row: str, addresses: dict[str, str], numbered: bool) -> Line:
    text = row.strip()
    heading = _HEADING.match(text)
    text = text[heading.end() :] if heading else text
    address = None
    if numbered:
        text, address = _without_reference(text, addresses)
    link = _LINK.fullmatch(_BULLET.sub("", text, count=1)) if "](" in text else None
    if link:
        text, address = link[1].strip(), link[2]
    return Line(number, text, _BULLET.sub("", text, count=1), bool(heading), row[:1].isspace(), address)


def _without_reference(text: str, addresses: dict[str, str]) -> tuple[str, str | None]:
    """A line without the brackets around what was a link, which may have opened or close on other lines."""
    closing = _CLOSING.search(text)
    address = addresses.get(closing[1]) if closing else None
    text = text[: closing.start()].rstrip() if closing else text
    text = _INSIDE.sub(r" \1", text)
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    if text[start : start + 1] == "[" and text.count("[") > text.count("]"):
        text = text[:start] + text[start + 1 :]
    return text.strip(), address
