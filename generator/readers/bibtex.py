"""BibTeX: proceedings and bibliographies. LaTeX is left to cleaning; a broken entry costs no other."""

import logging
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import RemoveEnclosingMiddleware
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as BibTexEntry

from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers.citation import Citation
from generator.readers.people import joined_by_and
from generator.readers.quoting import begins_with
from generator.readers.reader import MEBIBYTE, UnreadableError, unread
from generator.readers.said_dates import joined

name = "bibtex"
source = "bibtex"
limit = 32 * MEBIBYTE

LONGEST_STRING = 500
"""Characters of an ``@string``: it stands for a journal or a month, and may be used thousands of times."""

_ENTRY = re.compile(
    r"^[ \t]{0,99}@(?!comment|preamble|string)[a-zA-Z]{3,30}\s?[{(][^\s{}\"=]{1,200}\s?,", re.MULTILINE
)
_FIELD = re.compile(r"^[ \t]{0,99}[a-zA-Z]{3,20}\s?=\s?[\"{\d]", re.MULTILINE)
_VENUES = ("booktitle", "journal", "journaltitle")
_VOLUMES = ("proceedings", "book", "periodical", "collection")
_TOKEN = re.compile(r"\"([^\"]*)\"|\{([^{}]*)\}|([^\s#\"{}]+)")

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # it warns of what is reported here


class Understood(NamedTuple):
    """An entry, or none, and what is to be said of it."""

    entry: Entry | None
    notes: tuple[str, ...] = ()


def recognises(head: str) -> bool:
    """The beginning of an entry, with its key."""
    return begins_with(_ENTRY, head)


def read(text: str, date: str | None = None) -> Reading:
    """Read the bibliography. It does not say its day."""
    entries: list[Entry] = []
    left: list[Unread] = []
    library = parse_string(text, parse_stack=[RemoveEnclosingMiddleware()])
    strings = {
        block.key.lower(): _one_line(block.value) for block in library.blocks if isinstance(block, String)
    }
    for block in library.blocks:
        entry, notes = _understood(block, strings)
        line, raw = (block.start_line or 0) + 1, block.raw or ""
        entries += [entry] if entry else []
        left += [unread(line, raw, note) for note in notes]
    if not entries:
        line = left[0].line if left else 1
        raise UnreadableError(line, "No entry of this bibliography can be read.", "Export it again.")
    return Reading((Digest(source=source, format=name, date=date, entries=tuple(entries)),), tuple(left))


def _one_line(value: object) -> str:
    """The text of an ``@string``; one that is too long for what it is for, is empty."""
    text = str(value)
    return "" if len(text) > LONGEST_STRING else " ".join(text.split())


def _understood(block: Block, strings: Mapping[str, str]) -> Understood:
    if isinstance(block, BibTexEntry):
        return _entry(block, strings)
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        if not isinstance(inner, BibTexEntry):
            return Understood(None)
        entry, notes = _entry(RemoveEnclosingMiddleware().transform_entry(inner, Library()), strings)
        if isinstance(block, DuplicateFieldKeyBlock):
            twice = ", ".join(sorted(block.duplicate_keys))[:80]
            notes = (*notes, f"The entry says this twice, and the first is taken: {twice}.")
        return Understood(entry, notes)
    if isinstance(block, ParsingFailedBlock):
        return Understood(None, ("The entry is broken: a brace, a quote or a comma is missing.",))
    if isinstance(block, ImplicitComment) and _FIELD.search(block.comment):
        return Understood(None, ("Fields that stand outside of any entry.",))
    return Understood(None)


def _entry(block: BibTexEntry, strings: Mapping[str, str]) -> Understood:
    fields: dict[str, str] = {}
    for field in block.fields:
        fields.setdefault(field.key.lower(), _value(field.value, field.enclosing, strings))
    kind = block.entry_type.lower()
    if kind in _VOLUMES and not any(fields.get(venue) for venue in _VENUES):
        return Understood(None, ("A whole volume, not a paper.",))
    if not fields.get("title", "").strip():
        return Understood(None, ("The entry has no title.",))
    return Understood(_citation(fields).entry((block.start_line or 0) + 1))


def _value(value: Any, enclosing: str | None, strings: Mapping[str, str]) -> str:
    """The text of a field; outside of braces and quotes stand numbers, names of strings and ``#``."""
    text = str(value)
    if enclosing in ("{", '"'):
        return text
    if "#" not in text:
        return strings.get(text.strip().lower(), text.strip())
    tokens = (
        match[1] or match[2] or strings.get((match[3] or "").lower(), match[3] or "")
        for match in _TOKEN.finditer(text)
    )
    return "".join(tokens)[: 10 * LONGEST_STRING]


def _citation(fields: Mapping[str, str]) -> Citation:
    def said(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name, "").strip()), "")

    year, _, rest = said("date").partition("-")
    month, _, day = rest.partition("-")
    return Citation(
        title=said("title"),
        authors=joined_by_and(said("author")),
        abstract=said("abstract"),
        date=joined(year or said("year"), month or said("month"), day or said("day")),
        venue=said(*_VENUES),
        number=said("eprint"),
        archive=said("archiveprefix", "eprinttype"),
        category=said("primaryclass", "eprintclass"),
        doi=said("doi"),
        addresses=tuple(address for address in (said("url"), said("code"), said("pdf")) if address),
        remarks=(said("journal"), said("volume"), said("note"), said("howpublished"), said("number")),
        keywords=said("keywords"),
    )
