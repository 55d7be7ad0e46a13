"""Characters that copying broke or that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

_LINE_SEPARATORS = re.compile("\r\n?|[\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINER = re.compile("[\u200c\u200d]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SURROGATE = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")


def mended(text: str) -> str:
    """The text in NFC, with mojibake repaired where it is unmistakable and without invisible characters.

    Joiners stay where a script or an emoji needs them. Line separators become line feeds.
    """
    if text.isascii():
        return _INVISIBLE.sub("", _LINE_SEPARATORS.sub("\n", text))
    import ftfy  # here, since its tables take as long to load as forty papers to draw, and few need them

    text = ftfy.fix_encoding(_SURROGATE.sub("\ufffd", text))
    text = _INVISIBLE.sub("", _LINE_SEPARATORS.sub("\n", text))
    text = _JOINER.sub(_needed, _C1.sub("", text))
    return unicodedata.normalize("NFC", text)


def is_blank(text: str) -> bool:
    """Whether nobody sees anything of a text."""
    return not _INVISIBLE.sub("", text).strip()


def unseen(text: str) -> Iterator[re.Match[str]]:
    """The characters that `mended` takes out since nobody sees them; joiners that nothing needs come last."""
    yield from _INVISIBLE.finditer(text)
    yield from (match for match in _JOINER.finditer(text) if not _needed(match))


def _needed(match: re.Match[str]) -> str:
    """A joiner between two characters of a joining script, or within an emoji."""
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return match[0] if _joins(before) and _joins(after) else ""


def _joins(character: str) -> bool:
    return character > "\u0590" and unicodedata.category(character) in ("Lo", "Mn", "Mc", "So", "Sk")


def without_entities(text: str) -> str:
    """Character references as their characters, also where they were escaped twice; none makes one unseen.

    >>> without_entities("Q&amp;amp;A, AT&T")
    'Q&A, AT&T'
    """
    for _ in range(3):
        if "&" not in text:
            break
        text = mended(_ENTITY.sub(lambda match: unescape(match[0]), text))
    return text
