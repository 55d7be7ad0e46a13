"""Words as search compares them. The scripts fold in the same way; a test holds the two together."""

import unicodedata
from functools import lru_cache

from generator.text import words as written

_PLAIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "µ": "μ",
}  # fmt: skip
"""Letters that are no others with marks, and what is typed for them: the sign for micro is a mu."""
_LETTERS = str.maketrans(
    _PLAIN
    | {letter.upper(): plain.title() for letter, plain in _PLAIN.items() if letter not in "ßıµ"}
    | {"ẞ": "SS"}
)


def plain_letters(text: str) -> str:
    """The text as it is indexed, which takes marks off itself.

    >>> plain_letters("Łukasz Sørensen")
    'Lukasz Sorensen'
    """
    return text if text.isascii() else text.translate(_LETTERS)


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Without case and marks, in plain letters.

    >>> folded("José ŁUKASZ")
    'jose lukasz'
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text)
    return plain_letters(
        "".join(letter for letter in letters if unicodedata.category(letter)[0] != "M").lower()
    )


def words(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits."""
    found = written.words(_composed(text).lower())
    return found if text.isascii() else [word if word.isascii() else folded(word) for word in found]


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
