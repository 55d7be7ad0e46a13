"""How the files of search are written."""

import json
import zlib
from collections.abc import Sequence

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: there are rows by the ten thousand."""


def encoded(value: object) -> str:
    """JSON without spaces."""
    return _JSON.encode(value)


def packed(text: str) -> bytes:
    """A text, deflated, without a head. Hosts compress what they know; these files come compressed."""
    return deflated(text.encode("utf-8", "replace"))


def deflated(data: bytes) -> bytes:
    """Bytes, deflated."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()


def together(parts: Sequence[bytes]) -> bytes:
    """Pieces in one file: a line that says how long each is, then one after another."""
    return b",".join(b"%d" % len(part) for part in parts) + b"\n" + b"".join(parts)


def apart(data: bytes) -> list[bytes]:
    """The pieces of a file.

    >>> apart(together([b"a", b"", b"bc"]))
    [b'a', b'', b'bc']
    """
    sizes, _, rest = data.partition(b"\n")
    pieces = []
    at = 0
    for size in map(int, sizes.split(b",")):
        pieces.append(rest[at : at + size])
        at += size
    return pieces
