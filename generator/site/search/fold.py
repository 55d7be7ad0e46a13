"""Words as search compares them. The scripts fold in the same way; a test holds the two together."""

import unicodedata
from functools import lru_cache

from generator.text import words as written


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
    found = written.words(_composed(text).lower())
    return found if text.isascii() else [word if word.isascii() else folded(word) for word in found]


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
