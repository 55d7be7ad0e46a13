"""What of a title counts where titles are compared."""

import re
import unicodedata

_SIGNS = {ord(sign): None for sign in map(chr, range(128)) if not sign.isalnum()}
"""What is no letter and no digit, of ASCII."""
_MARKUP = re.compile(r"\\[a-zA-Z]+|[^\w]|_")


def title_key(title: str) -> str:
    """A title without case, accents, markup, punctuation and space."""
    if title.isascii():  # most are, and have no marks to take off
        plain = title.casefold()
        return _MARKUP.sub("", plain) if "\\" in plain else plain.translate(_SIGNS)
    folded = unicodedata.normalize("NFKD", title).casefold()
    if not folded.isascii():
        folded = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return _MARKUP.sub("", folded)
