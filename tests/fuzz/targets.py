"""What is fuzzed, and what must hold whatever comes in: a fault is an exception.

A target takes bytes and returns nothing. Coverage-guided runs (``python -m tests.fuzz``) and the short run of
the test suite call the same functions.
"""

from collections.abc import Callable
from datetime import date
from unittest.mock import patch

import msgspec
from msgspec.structs import replace

from generator.check.layout import fmt
from generator.check.mend import mend
from generator.ingest import update
from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.ingest.tag import Tagger
from generator.model.archive import Archive
from generator.model.digest import Digest
from generator.model.problem import Problem
from generator.model.tag import Tag, Vocabulary
from generator.readers.bundle import is_zip, members
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from generator.storage.logs import decode_ledger, decode_record
from generator.text import body
from generator.text.authors import parse_person
from generator.text.edit import change
from generator.text.front_matter import FrontMatterError, Value, parse
from generator.text.page import read_page
from generator.text.vocabulary import parse_tag

MOST_TAKEN_IN = 12
"""Entries of a digest that go on into pages; the rest of the time is better spent on readers."""
CHANGES: tuple[dict[str, Value | None], ...] = (
    {"title": "A Title: with “marks” and #s"},
    {"authors": ["Ada Byron", "no", "- x"], "date": None},
    {"tags": ["parsing", "1:2"], "links": {"code": ["https://example.org/a", "https://example.org/b"]}},
    {"venue": "", "ids": None, "summary": "Two\nlines\tand a \\ backslash"},
)
VOCABULARY = Vocabulary([Tag(slug="parsing", name="Parsing", aliases=("syntax",), description="")])
TAGGER = Tagger(VOCABULARY)
"""Made once: making it takes twenty times as long as reading a small file."""


def readers(data: bytes) -> None:
    """A file becomes digests, or is refused in words; what was read of it becomes pages that read back."""
    if is_zip(data):
        data = _first_member(data)
    fault = None
    try:
        reading = read(data)
    except UnreadableError as error:
        fault = error
    if fault is not None:
        assert fault.line >= 1 and fault.message and fault.remedy
        return
    for piece in reading.unread:
        assert piece.line >= 1 and piece.reason
        f"{piece.text} {piece.reason}".encode()
    for digest in reading.digests:
        msgspec.json.encode(digest)
        _take_in(replace(digest, date=date(2026, 1, 2).isoformat()))


def _first_member(data: bytes) -> bytes:
    try:
        return next((member.data for member in members(data) if not member.fault), b"")
    except UnreadableError:
        return b""


def _take_in(digest: Digest) -> None:
    few = replace(digest, entries=digest.entries[:MOST_TAKEN_IN])
    archive = Archive()
    archive.vocabulary = VOCABULARY
    with patch.object(update, "Tagger", lambda _: TAGGER):
        plan, again = Ingest(archive).add(few), Ingest(archive).add(few)
    assert not again.pages, "a second run changes something"
    for path, text in files_of(plan, archive).items():
        assert text is not None
        text.encode()
        if path.startswith("docs/"):
            page, problems = read_page(path, text)
            assert page is not None, problems
        else:
            (decode_ledger if "/ledger/" in path else decode_record)(text)


def front_matter(data: bytes) -> None:
    """A page, a topic and a person are read or refused with a place in the file; edits touch nothing else."""
    text = data.decode("utf-8", "replace")
    read_alike: tuple[Callable[[str, str], tuple[object, list[Problem]]], ...] = (
        read_page, parse_tag, parse_person,
    )  # fmt: skip
    for reader in read_alike:
        value, problems = reader("papers/2026-01/x.md", text)
        assert (value is None) == bool(problems)
        assert all(1 <= one.line <= text.count("\n") + 1 and one.column >= 1 for one in problems)
        assert all("\n" not in f"{one.message}{one.remedy}" for one in problems)
    mended, laid_out = mend(text, VOCABULARY, {"hf-mirror.com": "huggingface.co"}), fmt(text)
    assert mend(mended, VOCABULARY, {"hf-mirror.com": "huggingface.co"}) == mended
    assert fmt(laid_out) == laid_out
    try:
        matter = parse(text)
    except FrontMatterError:
        return
    assert matter.opening + matter.source + matter.closing + matter.body == text
    assert "".join(body.split(matter.body)) == matter.body
    for changes in CHANGES:
        _edit(text, changes)


def _edit(text: str, changes: dict[str, Value | None]) -> None:
    try:
        after = parse(change(text, changes))
    except FrontMatterError:
        return
    before = parse(text)
    kept = {key: value for key, value in before.values.items() if key not in changes}
    set_to = {key: value for key, value in changes.items() if value is not None}
    assert after.values == {**kept, **set_to}
    assert (after.body, after.opening) == (before.body, before.opening)


TARGETS: dict[str, Callable[[bytes], None]] = {"readers": readers, "front-matter": front_matter}
