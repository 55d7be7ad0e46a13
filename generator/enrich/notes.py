"""The records of what was found afterwards, while they are written: by source, and by month of the pages."""

from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from generator.enrich.seek import Origin
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive, ledger_of
from generator.model.digest import Entry
from generator.model.ledger import Written
from generator.model.record import Record, RecordedEntry, Suggestion


@dataclass(slots=True)
class _Draft:
    record: Record
    items: dict[str, list[RecordedEntry]] = field(default_factory=dict)
    suggestions: list[Suggestion] = field(default_factory=list)


class Notes:
    """Facts and suggestions on their way into records; nothing is written before `close`."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._drafts: dict[str, _Draft] = {}
        self._pages: dict[str, list[str]] = {}
        for record in archive.records.values():
            if record.kind == "found":
                self._open(record)

    def of(self, path: str, origin: Origin) -> RecordedEntry | None:
        """What a source gave for a page before."""
        return next(iter(self._draft(path, origin).items.get(path, ())), None)

    def note(self, path: str, origin: Origin, entry: Entry, reason: str) -> None:
        """Let this be what a source says of a page."""
        draft = self._draft(path, origin)
        draft.items[path] = [RecordedEntry(entry=entry, page=path, reason=reason)]
        names = self._pages.setdefault(path, [])
        names += [] if draft.record.name in names else [draft.record.name]

    def add(self, path: str, origin: Origin, fact: Entry, reason: str) -> None:
        """Add facts to what a source said of a page before, which stands."""
        before = self.of(path, origin)
        self.note(path, origin, _joined(before.entry, fact) if before else fact, reason)

    def suggest(self, suggestion: Suggestion, origin: Origin) -> None:
        """Keep what a person may look at; what was suggested before is said as it is now."""
        draft = self._draft(suggestion.page, origin)
        others = [one for one in draft.suggestions if _same(one) != _same(suggestion)]
        draft.suggestions = [*others, suggestion]

    def close(self, plan: Plan, updater: Updater) -> None:
        """Put the records that changed into the plan, then merge what they say into their pages.

        Of the suggestions those stay that are still open after that.
        """
        changed = [draft for draft in self._drafts.values() if self._put(plan, draft)]
        for path in sorted({path for draft in changed for path in draft.items}):
            digests = self._archive.ledger.get(path, Written()).digests
            updater.update(path, [*digests, *self._pages[path]], plan)
        for draft in self._drafts.values():
            draft.suggestions = [one for one in draft.suggestions if self._archive.is_open(one)]
            self._put(plan, draft)

    def _put(self, plan: Plan, draft: _Draft) -> bool:
        items = tuple(item for path in sorted(draft.items) for item in draft.items[path])
        ordered = tuple(sorted(draft.suggestions, key=_same))
        record = replace(draft.record, entries=items, suggestions=ordered)
        before = self._archive.records.get(record.name)
        if record == before or (before is None and not (items or ordered)):
            return False
        plan.records[record.name] = self._archive.records[record.name] = record
        return True

    def _draft(self, path: str, origin: Origin) -> _Draft:
        """The record of a source with this page, else the one for the month of the page."""
        for name in self._pages.get(path, ()):
            if self._drafts[name].record.source == origin.source:
                return self._drafts[name]
        record = Record(kind="found", source=origin.source, format=origin.format, date=ledger_of(path))
        return self._drafts.get(record.name) or self._open(record)

    def _open(self, record: Record) -> _Draft:
        draft = self._drafts[record.name] = _Draft(record, suggestions=list(record.suggestions))
        for item in record.entries:
            assert item.page is not None
            draft.items.setdefault(item.page, []).append(item)
            self._pages.setdefault(item.page, []).append(record.name)
        return draft


def _joined(before: Entry, fact: Entry) -> Entry:
    """What a source said before, and what it says now of other things."""
    both = {"ids": {**fact.ids, **before.ids}, "links": {**fact.links, **before.links}}
    return msgspec.convert({**msgspec.to_builtins(fact), **msgspec.to_builtins(before), **both}, Entry)


def _same(one: Suggestion) -> tuple[str, str, list[tuple[str, str]]]:
    """What makes two suggestions one, and orders them."""
    return one.page, one.title, sorted(one.ids.items())
