"""A saved message, unpacked: its texts as bytes that are read like files, each with its place in the message.

The parts of a message are the sender's own, so how many there are, how deep they lie and how long their
headers are is limited before they are parsed.
"""

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from typing import NamedTuple

from generator.readers.reader import MEBIBYTE, UnreadableError
from generator.readers.said_dates import day_in

LIMIT = 64 * MEBIBYTE
PARTS = 200
DEPTH = 30
HEADER = 2000

_FIELD = re.compile(rb"([!-9;-~]{2,60}):[^\n]*(?:\n[ \t][^\n]*)*\n")
_OWN = frozenset(
    b"from to message-id mime-version received return-path delivered-to content-type x-mailer".split()
)
_MBOX = re.compile(rb"(?:\A|\n\n)From [^\n]{3,200}\d{4}\n")
_CONTENT = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_NESTED = re.compile(rb"^content-type:\s{0,20}(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_TEXT_CODECS = re.compile(
    r"iso8859-\d{1,2}|cp\d{3,4}|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc_(?:jp|kr)|iso2022_jp"
)
_NO_DIGEST = re.compile(
    r"(?:image|audio|video|font)/|text/(?:calendar|css)|application/(?:pdf|pgp|(?:x-)?pkcs7)", re.IGNORECASE
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_SAVE = "Save the message itself, in its original form."


class Part(NamedTuple):
    """A leaf of a message."""

    data: bytes
    kind: str
    """Its media type."""
    message: int
    """Which message of a mailbox it lies in, from 1."""
    is_attached: bool
    day: str | None
    """The day of the message that it lies in, by the clock of the sender."""
    lines: list[int]
    """The line of the message for each of its lines; the last one holds for all beyond."""

    def line(self, inner: int) -> int:
        """Where a line of the part stands in the file."""
        return self.lines[min(inner, len(self.lines)) - 1]


def is_mail(data: bytes) -> bool:
    """Whether a file begins with the header of a message: two fields that only a message has."""
    start = _MBOX.match(data[:300])
    place, own = (start.end() if start else 0), 0
    head = data[: 256 * 1024].replace(b"\r\n", b"\n")
    while field := _FIELD.match(head, place):
        own += field[1].lower() in _OWN
        place = field.end()
    return own >= 2


def parts(data: bytes) -> Iterator[Part]:
    """The leaves of a message, or of all the messages of a mailbox, in their order.

    Raises UnreadableError where there are too many, or they are nested too deeply.
    """
    if len(data) > LIMIT:
        raise UnreadableError(
            1, f"The message is larger than {LIMIT // MEBIBYTE} MiB.", "Save its attachments."
        )
    data = data.replace(b"\r\n", b"\n")
    if len(_CONTENT.findall(data)) > PARTS or len(_NESTED.findall(data)) > DEPTH:
        raise UnreadableError(1, "The message has too many parts, or is nested too deeply.", _SAVE)
    starts = [match.end() for match in _MBOX.finditer(data)] if data.startswith(b"From ") else []
    starts = starts or [0]
    line, place = 1, 0
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], None], strict=True), start=1):
        line += data.count(b"\n", place, start)
        place = start
        yield from _Walk(data[start:stop], line, number).leaves()


class _Walk:
    """A walk through one message, which begins on a line of the file."""

    def __init__(self, data: bytes, line: int, number: int) -> None:
        self._data, self._place, self._line, self._number = data, 0, line, number

    def leaves(self) -> Iterator[Part]:
        try:
            message = message_from_string(self._data.decode("latin-1"))
        except (ValueError, LookupError, RecursionError) as error:
            raise UnreadableError(self._line, "The header of this message is damaged.", _SAVE) from error
        yield from self._leaves(message, None)

    def _leaves(self, message: Message, day: str | None) -> Iterator[Part]:
        if any(
            len(str(value)) > HEADER for key, value in message.items() if key.lower().startswith("content-")
        ):
            raise UnreadableError(self._line, "A header of this message is too long.", _SAVE)
        day = day_in(str(message.get("date", ""))[:HEADER]) or day
        payload = message.get_payload()
        if isinstance(payload, list):
            for inner in payload:
                if isinstance(inner, Message):
                    yield from self._leaves(inner, day)
        elif isinstance(payload, str) and not _NO_DIGEST.match(message.get_content_type()):
            yield self._part(message, payload, day)

    def _part(self, message: Message, payload: str, day: str | None) -> Part:
        raw = payload.encode("latin-1")
        found = max(self._data.find(raw, self._place), self._place)
        self._line += self._data.count(b"\n", self._place, found)
        self._place = found
        encoding = str(message.get("content-transfer-encoding", "")).strip().lower()
        text = _as_utf8(_decoded(raw, encoding), message.get_content_charset())
        lines = _lines(raw, encoding, self._line)
        kind = message.get_content_type()
        if kind == "text/html" and not text.lstrip().lower().startswith((b"<!doctype", b"<html")):
            text = b"<html>" + text  # a piece of a page, which its type alone tells
        is_attached = message.get_filename() is not None
        return Part(text, kind, self._number, is_attached, day, lines)


def _decoded(raw: bytes, encoding: str) -> bytes:
    """The bytes that were encoded for the way; what is no base64 between it is passed over."""
    if encoding == "quoted-printable":
        return quopri.decodestring(raw)
    if encoding == "base64":
        digits = _NO_BASE64.sub(b"", raw)
        whole = digits[:-1] if len(digits) % 4 == 1 else digits
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    return raw


def _lines(raw: bytes, encoding: str, first: int) -> list[int]:
    """Where each line of a decoded part begins; of base64 only the first line is known."""
    if encoding == "base64":
        return [first]
    lines = []
    begins = True
    for number, line in enumerate(raw.split(b"\n"), start=first):
        lines += [number] * begins
        if encoding == "quoted-printable":
            lines += [number] * line.upper().count(b"=0A")
            begins = not line.rstrip().endswith(b"=")
    return lines


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """The text in UTF-8 where the message names one of the charsets that texts have; else as it is."""
    try:
        codec = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return data
    if not _TEXT_CODECS.fullmatch(codec):
        return data
    return data.decode(codec, "replace").encode("utf-8")
