"""Authors as the site tells them apart and sorts them."""

import hashlib
import re
import unicodedata

from generator.text.slug import slug

_NO_LETTER = re.compile(r"[\W\d_]")


def author_slug(name: str) -> str:
    """The address of an author. Marks over Latin letters do not matter; other scripts, which lose more
    than marks, are told apart by a piece of a hash.

    >>> author_slug("José García-Pérez") == author_slug("Jose Garcia Perez")
    True
    """
    readable = slug(name)
    if name.isascii():
        return readable
    letters = _NO_LETTER.sub("", name)
    if all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters):
        return readable
    folded = unicodedata.normalize("NFC", " ".join(name.casefold().split()))
    return f"{readable}-{hashlib.sha256(folded.encode('utf-8', 'replace')).hexdigest()[:6]}"


def family_name_first(name: str) -> tuple[str, str]:
    """What a list of names is sorted by: the last word, without marks and case, then the whole."""
    plain = name.casefold() if name.isascii() else _without_marks(name).casefold()
    words = plain.replace(",", " ").split()
    return (words[-1] if words else "", plain)


def _without_marks(name: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
