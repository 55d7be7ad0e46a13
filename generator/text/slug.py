"""Titles and names → names of files that are safe on every system and never change."""

import hashlib
import re
import unicodedata
from typing import Final

from slugify import slugify

LONGEST = 80
"""Characters of a slug, unless others are asked for."""

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_RESERVED = frozenset(
    ("index", "readme", "page", "404", "search", "assets", "con", "nul", "aux", "prn", *_PORTS)
)
_LETTERS: Final = "text-unidecode"
"""Reads other scripts as Latin letters, whatever else is installed that reads them otherwise."""
_PLAIN = re.compile(rf"[A-Za-z .'-]{{1,{LONGEST}}}")
"""Most names of people, on which slugify does nothing that costs time."""
_SMALL = frozenset("a an and at by for from in into of on or the to via with".split())
_BETWEEN = str.maketrans(".'-", "   ")
_NO_LETTER = re.compile(r"[\W\d_]")


def slug(title: str, longest: int = LONGEST) -> str:
    """The name of a page: ASCII words in lower case joined by hyphens, never empty, never reserved.

    Of a title that is longer than *longest* characters, the first words, without the article or preposition
    that the last of them may be.

    A title without a Latin reading, or with the name of a device or of a page of the site, gets
    ``paper-`` and eight characters of its hash.

    >>> slug("xCoT: Cross-lingual Instruction Tuning")
    'xcot-cross-lingual-instruction-tuning'
    >>> slug("Index")
    'paper-39c3be11'
    >>> slug("The Unreasonable Effectiveness of Data", 32)
    'the-unreasonable-effectiveness'
    """
    if _PLAIN.fullmatch(title):
        name = "-".join(title.lower().translate(_BETWEEN).split())
    else:
        name = slugify(title, backend=_LETTERS)
    name = _cut(name, longest)
    if name and name not in _RESERVED:
        return name
    return "paper-" + hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:8]


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


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    words = name[: longest + 1].split("-")[:-1] or [name[:longest]]
    while len(words) > 1 and words[-1] in _SMALL:
        words.pop()
    return "-".join(words)
