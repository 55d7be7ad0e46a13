"""Bytes of unknown origin → text with plain line feeds."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_NEWLINE = re.compile("\r\n|\r|\x85")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    r"""The text of a file: UTF-8, UTF-16 with or without a mark, else Windows-1252.

    Never fails: bytes without a meaning become U+FFFD. Line ends (CRLF, CR, NEL) become ``\n``,
    NUL and the other controls but tab go.

    >>> decode(b"caf\xe9\r\n")
    'café\n'
    """
    text = _NEWLINE.sub("\n", _decode(data))
    return _CONTROL.sub("", text)


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace") if encoding != "utf-8" else _bytes(data[3:])
    encoding = _utf16_without_mark(data[:_SAMPLE])
    return data.decode(encoding, "replace") if encoding else _bytes(data)


def _utf16_without_mark(sample: bytes) -> str:
    """UTF-16 shows by its zero bytes: Latin letters, spaces and line ends have one on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = max(even, odd)
    if most < 2 or most * 10 < len(sample) // 2 or most <= 8 * min(even, odd):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _bytes(data: bytes) -> str:
    """UTF-8; a file with a few foreign bytes keeps its UTF-8, and only those bytes are Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        mixed = data.decode("utf-8", "papershelf-windows-1252")
    foreign = data.decode("utf-8", "replace").count("\ufffd")
    multibyte = sum(character > "\x7f" for character in mixed) - foreign
    return mixed if multibyte > foreign else data.decode("windows-1252", "replace")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error("papershelf-windows-1252", _as_windows_1252)
