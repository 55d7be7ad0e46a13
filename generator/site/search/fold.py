"""Words as search compares them. The scripts fold in the same way; a test holds the two together."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Without case and marks.

    >>> folded("José GARCÍA")
    'jose garcia'
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if unicodedata.category(letter)[0] != "M").lower()


def words(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return [word if word.isascii() else folded(word) for word in _WORD.findall(_composed(text).lower())]


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
