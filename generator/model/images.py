"""The kinds of images that an archive may hold. SVG is none of them: it can hold scripts."""

import re
from collections.abc import Mapping
from typing import Final

BEGINNINGS: Final[Mapping[str, re.Pattern[bytes]]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}
"""How the files of each kind begin, by the endings of their names."""
LONGEST_BEGINNING: Final = 64
"""Bytes that are read of a file to tell what it is."""


def ending_for(head: bytes) -> str | None:
    """How the name of an image that begins so should end; None for what is no image."""
    return next((ending for ending, begins in BEGINNINGS.items() if begins.match(head)), None)
