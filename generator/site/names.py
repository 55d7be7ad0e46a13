"""Authors as the site sorts them."""

import unicodedata


def family_name_first(name: str) -> tuple[str, str]:
    """What a list of names is sorted by: the last word, without marks and case, then the whole."""
    plain = name.casefold() if name.isascii() else _without_marks(name).casefold()
    words = plain.replace(",", " ").split()
    return (words[-1] if words else "", plain)


def _without_marks(name: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
