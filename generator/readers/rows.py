"""JSON Lines that are gone through for a few papers: a dump of a hundred thousand, never held in memory.

A line is looked at in passing, and read as `papers_jsonl` reads it only where it is wanted.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import IO, cast

from pydantic_core import from_json

from generator.model.digest import Entry, Unread
from generator.readers import papers_jsonl
from generator.readers.reader import MEBIBYTE, UnreadableError, unread
from generator.text.decode import decode

LONGEST = 4 * MEBIBYTE
"""Bytes of a line."""
MOST = 16 * 1024 * MEBIBYTE
"""Bytes of all lines."""
HEAD = 32 * 1024

_GZIP = b"\x1f\x8b"
_FAULTS = (gzip.BadGzipFile, zlib.error, EOFError)

Wanted = Callable[[str, str, Mapping[str, str]], bool]
"""Whether a paper is worth a closer look, by title, abstract and ids."""


def is_rows(file: IO[bytes]) -> bool:
    """Whether a file, which can be wound back, is JSON Lines, compressed or not."""
    try:
        return papers_jsonl.recognises(decode(_opened(file).readline(HEAD)))
    except _FAULTS:
        return False
    finally:
        file.seek(0)


def rows(file: IO[bytes], wanted: Wanted) -> Iterator[Entry | Unread]:
    """The papers that are wanted, in their order, and lines that are none. Raises UnreadableError."""
    number = 0
    try:
        for number, line in enumerate(_lines(_opened(file)), start=1):
            if (found := _row(line, number, wanted)) is not None:
                yield found
    except _FAULTS:
        message = "The compressed file is damaged, or breaks off."
        raise UnreadableError(number + 1, message, "Fetch it again.") from None


def _opened(file: IO[bytes]) -> IO[bytes]:
    """The bytes of a file without gzip."""
    head = file.read(len(_GZIP))
    file.seek(0)
    return cast(IO[bytes], gzip.GzipFile(fileobj=file)) if head == _GZIP else file


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines; of one that is too long the first part. Raises UnreadableError where there is no end."""
    size = 0
    while line := file.readline(LONGEST + 1):
        yield line
        size += len(line)
        while not line.endswith(b"\n") and len(line) > LONGEST:
            line = file.readline(LONGEST + 1)
            size += len(line)
        if size > MOST:
            raise UnreadableError(1, f"The file is larger than {MOST // MEBIBYTE} MiB.", "Split it.")


def _row(line: bytes, number: int, wanted: Wanted) -> Entry | Unread | None:
    if not line.strip():
        return None
    if len(line) > LONGEST:
        return unread(number, decode(line[:HEAD]), f"The line is longer than {LONGEST // MEBIBYTE} MiB.")
    try:
        if not _is_wanted(line, wanted):
            return None
        return papers_jsonl.entry_of(decode(line).strip(), number)
    except (ValueError, RecursionError) as error:
        return unread(number, decode(line), papers_jsonl.reason(error))


def _is_wanted(line: bytes, wanted: Wanted) -> bool:
    """Whether a line is to be read; one that is damaged is, so that it is told what is wrong with it."""
    try:
        row = from_json(line)
    except ValueError:
        return True
    return not isinstance(row, dict) or wanted(_text(row, "title"), _text(row, "abstract"), _ids(row))


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _ids(row: Mapping[str, object]) -> dict[str, str]:
    """Ids at a glance: only those that stand as such, in their usual form."""
    stated = row.get("ids")
    found = {str(kind): str(value) for kind, value in stated.items()} if isinstance(stated, dict) else {}
    kind, _, value = _text(row, "id").partition(":")
    return {kind: value, **found} if value else found
