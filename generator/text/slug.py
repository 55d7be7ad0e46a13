"""Titles → file names that are safe on every system and never change."""

import hashlib
import re
from typing import Final

from slugify import slugify

LONGEST = 80
"""Characters of a slug: short enough to read in an address, long enough to tell two titles apart."""

_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_RESERVED = frozenset(
    ("index", "readme", "page", "404", "search", "assets", "con", "nul", "aux", "prn", *_PORTS)
)
_LETTERS: Final = "text-unidecode"
"""Reads other scripts as Latin letters, whatever else is installed that reads them otherwise."""
_PLAIN = re.compile(rf"[A-Za-z .'-]{{1,{LONGEST}}}")
"""Most names of people, on which slugify does nothing that costs time."""
_BETWEEN = str.maketrans(".'-", "   ")


def slug(title: str) -> str:
    """The name of a page: ASCII words in lower case joined by hyphens, never empty, never reserved.

    A title without a Latin reading, or with the name of a device or of a page of the site, gets
    ``paper-`` and eight characters of its hash.

    >>> slug("xCoT: Cross-lingual Instruction Tuning")
    'xcot-cross-lingual-instruction-tuning'
    >>> slug("Index")
    'paper-39c3be11'
    """
    if _PLAIN.fullmatch(title):
        name = "-".join(title.lower().translate(_BETWEEN).split())
    else:
        name = slugify(title, backend=_LETTERS, max_length=LONGEST, word_boundary=True, save_order=True)
    if name and name not in _RESERVED:
        return name
    return "paper-" + hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:8]
