"""Where each value of a page comes from: a person, or which digest of which day.

Told from the ledger (what the machine wrote) and the records (what each digest said), nothing else.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model.archive import Archive
from generator.model.digest import FORMATS
from generator.model.fields import fields_of, is_set
from generator.model.ledger import Value, Written
from generator.model.listing import Listed, Listing
from generator.model.record import Record


class Origin(NamedTuple):
    """A field with who wrote it.

    `records` are the digests that the machine's value rests on; the first decided. None of them: a person
    wrote it. `people` are members of a set that people added, `removed` those that they took out.
    """

    field: str
    records: tuple[str, ...]
    people: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def precedence(record: Record | Listing) -> tuple[int, tuple[int, ...], str]:
    """Sorts records by trust: the best format, then the later day, then the name."""
    return rank(record.format), tuple(-ord(mark) for mark in record.date), record.name


def rank(name: str) -> int:
    """How far values of a format are trusted; 0 is the best, and unknown ones come last."""
    return FORMATS.index(name) if name in FORMATS else len(FORMATS)


def origins(archive: Archive, path: str) -> list[Origin]:
    """The origin of every field of a page, the abstract last; a field that people deleted is among them."""
    page = archive.pages[path]
    written = archive.ledger.get(path, Written())
    said = list(_said(archive, path, written.digests))
    ours, edited = fields_of(page.paper), written.added.keys() | written.removed.keys()
    found = []
    for field in dict.fromkeys([*ours, *written.fields]):
        records = tuple([record.name for record, item in said if _speaks_of(record, item, field)])
        if ours.get(field) == written.fields.get(field) and field not in edited:
            found.append(Origin(field, records))  # as nearly always, and then there is nothing to compare
        else:
            found.append(_origin(field, ours.get(field), written, records))
    if page.content.abstract_hash or written.abstract:
        by_machine = page.content.abstract_hash == written.abstract
        records = tuple(record.name for record, item in said if item.states("abstract"))
        found.append(Origin("abstract", records if by_machine else ()))
    return found


def _said(archive: Archive, path: str, digests: Iterable[str]) -> Iterator[tuple[Listing, Listed]]:
    records = [(archive.listing(name), name) for name in digests if name in archive.records]
    for record, name in sorted(records, key=lambda one: precedence(one[0])) if len(records) > 1 else records:
        for item in archive.entries(name, path):
            yield record, item


def _origin(field: str, ours: Value | None, written: Written, records: tuple[str, ...]) -> Origin:
    theirs = written.fields.get(field)
    if not is_set(field):
        return Origin(field, records if ours == theirs else ())
    page, machine = set(_members(ours)), set(_members(theirs))
    gone = (machine - page) | set(written.removed.get(field, ()))
    people = page - machine | page.intersection(written.added.get(field, ()))
    by_machine = records if page & machine else ()
    return Origin(field, by_machine, tuple(sorted(people)), tuple(sorted(gone)))


def _members(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def _speaks_of(record: Listing, item: Listed, field: str) -> bool:
    """Whether an entry states this fact. Tags and links are read from the abstract too."""
    if field in ("title", "tags"):
        return record.kind == "digest"
    if field in ("status", "notice"):
        return item.states("withdrawn")
    return item.states(field) or (field.startswith("links.") and item.states("abstract"))
