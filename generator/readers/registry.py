"""All readers, and the one that fits: formats are told by their content, never by a file's name."""

import zlib

from msgspec.structs import replace

from generator.model.digest import Digest, Reading, Unread
from generator.readers import (
    arxiv_atom,
    arxiv_feed,
    arxiv_mail,
    bibtex,
    bundle,
    csl,
    hf_api,
    hf_html,
    hf_text,
    mail,
    markdown,
    others_feed,
    papers_json,
    papers_jsonl,
    ris,
)
from generator.readers.offered import offered
from generator.readers.reader import MEBIBYTE, Reader, UnreadableError
from generator.text.decode import decode

__all__ = ["Reader", "UnreadableError", "read", "readers"]

HEAD = 32 * 1024
_GZIP = b"\x1f\x8b"
_KNOWN = (
    "Known are the JSON of Hugging Face, saved pages, copied text, mailings, newsletters, feeds, BibTeX, "
    "RIS, CSL-JSON, Markdown with links to papers, and JSON Lines."
)

_BY_MARKS: tuple[Reader, ...] = (
    papers_json, csl, hf_api, arxiv_atom, arxiv_feed, others_feed, hf_html, papers_jsonl, arxiv_mail,
    ris, bibtex,
)  # fmt: skip
_BY_LIKENESS: tuple[Reader, ...] = (markdown, hf_text)


def readers() -> tuple[Reader, ...]:
    """Readers in the order in which they are asked.

    Those that go by unmistakable marks come first, then the ones that other packages offer (by name),
    then Markdown and copied text, which any text with links, or titles and paragraphs, resembles.
    """
    return (*_BY_MARKS, *offered().readers, *_BY_LIKENESS)


def read(data: bytes, *, source: str | None = None, date: str | None = None) -> Reading:
    """Read a file of any known format; ``source`` and ``date`` go before what it says of itself.

    Raises UnreadableError for a file that is no digest, or is too large to be one.
    """
    data = _inflated(data)
    reading = _read_mail(data, date) if mail.is_mail(data) else _read_text(data, date)
    return Reading(tuple(_named(digest, source, date) for digest in reading.digests), reading.unread)


def _read_text(data: bytes, date: str | None) -> Reading:
    if bundle.is_zip(data):
        raise UnreadableError(
            1, "This is an archive within another file.", "Unpack it and add what is in it."
        )
    if _is_binary(data[:HEAD]):
        raise UnreadableError(1, "This is no text (a picture, perhaps, or an archive).", _KNOWN)
    reader = _reader_of(decode(data[:HEAD]))
    if len(data) > reader.limit:
        raise _too_large(reader.limit)
    text = decode(data)
    del data  # a gigabyte may hang on it
    return reader.read(text, date)


def _read_mail(data: bytes, date: str | None) -> Reading:
    """The digests of a message: its text, and what is attached. A text in HTML is asked first."""
    digests: list[Digest] = []
    left: list[Unread] = []
    faults: list[UnreadableError] = []
    told: set[int] = set()
    for part in sorted(mail.parts(data), key=_preference):
        if not part.is_attached and part.message in told:
            continue
        try:
            reading = _shifted(_read_text(_inflated(part.data), date), part)
        except UnreadableError as error:
            faults.append(UnreadableError(part.line(error.line), error.message, error.remedy))
            continue
        told.add(part.message)
        digests += reading.digests
        left += reading.unread
    if not digests:
        several = UnreadableError(1, "No part of this message is a digest.", _KNOWN)
        raise faults[0] if len(faults) == 1 else several
    return Reading(tuple(digests), tuple(left))


def _preference(part: mail.Part) -> tuple[int, bool, bool]:
    return part.message, part.is_attached, part.kind != "text/html"


def _shifted(reading: Reading, part: mail.Part) -> Reading:
    """The reading with the lines of the whole message, dated by the message where it does not say its day."""
    digests = (
        replace(
            digest,
            date=digest.date or part.day,
            entries=tuple(replace(entry, line=part.line(entry.line or 1)) for entry in digest.entries),
        )
        for digest in reading.digests
    )
    return Reading(tuple(digests), tuple(one._replace(line=part.line(one.line)) for one in reading.unread))


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
    return replace(digest, source=source or digest.source, date=date or digest.date)
