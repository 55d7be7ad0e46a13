"""All readers, and the one that fits: formats are told by their content, never by a file's name."""

import zlib
from functools import cache
from importlib.metadata import entry_points

from generator.model.digest import Digest, Reading
from generator.readers import hf_api, hf_html, hf_text, papers_jsonl
from generator.readers.reader import MEBIBYTE, Reader, UnreadableError
from generator.text.decode import decode

__all__ = ["Reader", "UnreadableError", "read", "readers"]

HEAD = 32 * 1024
_GZIP = b"\x1f\x8b"
_KNOWN = "Give the API's JSON, a saved page, its copied text, or JSON Lines with id, title and abstract."

_BY_MARKS: tuple[Reader, ...] = (hf_api, hf_html, papers_jsonl)
_BY_LIKENESS: tuple[Reader, ...] = (hf_text,)


@cache
def readers() -> tuple[Reader, ...]:
    """Readers in the order in which they are asked.

    Those that go by unmistakable marks come first, then the ones that other packages offer (by name),
    then copied text, which any text with titles and paragraphs resembles.
    """
    offered = sorted(entry_points(group="papershelf.readers"), key=lambda point: point.name)
    return (*_BY_MARKS, *(point.load() for point in offered), *_BY_LIKENESS)


def read(data: bytes, *, source: str | None = None, date: str | None = None) -> Reading:
    """Read a file of any known format; ``source`` and ``date`` go before what it says of itself.

    Raises UnreadableError for a file that is no digest, or is too large to be one.
    """
    data = _inflated(data)
    if _is_binary(data[:HEAD]):
        raise UnreadableError(1, "This is no text (a picture, perhaps, or an archive).", _KNOWN)
    reader = _reader_of(decode(data[:HEAD]))
    if len(data) > reader.limit:
        raise _too_large(reader.limit)
    text = decode(data)
    del data  # a gigabyte may hang on it
    reading = reader.read(text, date)
    return Reading(tuple(_named(digest, source, date) for digest in reading.digests), reading.unread)


def _reader_of(head: str) -> Reader:
    if not head.strip("\ufffd \t\n"):
        raise UnreadableError(1, "The file is empty.", "Save the digest again.")
    for reader in readers():
        if reader.recognises(head):
            return reader
    raise UnreadableError(1, "This is no digest in a format that is known.", _KNOWN)


def _is_binary(head: bytes) -> bool:
    """Whether more than a byte in fifty is a control character that no text has, in UTF-16 either."""
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 32)))
    return controls * 50 > len(head)


def _inflated(data: bytes) -> bytes:
    """The data without its gzip wrapping; never more of it than the largest reader takes."""
    largest = max(reader.limit for reader in readers())
    if data.startswith(_GZIP):
        data = _gunzip(data, largest)
    if len(data) > largest:
        raise _too_large(largest)
    return data


def _gunzip(data: bytes, largest: int) -> bytes:
    parts, size = [], 0
    try:
        while data.startswith(_GZIP):
            stream = zlib.decompressobj(wbits=31)
            parts.append(stream.decompress(data, largest + 1 - size))
            size += len(parts[-1])
            if size > largest:
                raise _too_large(largest)
            if not stream.eof:
                raise UnreadableError(1, "The compressed file breaks off.", "Fetch it again.")
            data = stream.unused_data
    except zlib.error as error:
        raise UnreadableError(1, "The compressed file is damaged.", "Fetch it again.") from error
    return b"".join(parts)


def _too_large(limit: int) -> UnreadableError:
    return UnreadableError(
        1, f"The file is larger than {limit // MEBIBYTE} MiB.", "Split it into smaller files and add each."
    )


def _named(digest: Digest, source: str | None, date: str | None) -> Digest:
    return digest.model_copy(update={"source": source or digest.source, "date": date or digest.date})
