"""A page is brought up to date with everything that digests say of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.ingest.combine import Said, Theirs, combine
from generator.ingest.merge import merge
from generator.ingest.plan import KeptValue, Plan
from generator.ingest.tag import Tagger
from generator.ingest.write import change_page, new_page
from generator.model.archive import Archive
from generator.model.digest import Entry
from generator.model.fields import fields_of
from generator.model.ids import normalise
from generator.model.ledger import Written, hash_of
from generator.model.page import Page
from generator.model.record import Record, RecordedEntry
from generator.text.clean import clean_entry
from generator.text.front_matter import FrontMatterError
from generator.text.page import read_page

REMEMBERED = 1000
"""Cleaned entries that are kept: an entry is cleaned to find its page, and wanted again to merge it."""


class Updater:
    """Merges pages of an archive in memory, and notes in a plan what is to be written."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._tagger = Tagger(archive.vocabulary)
        self._cleaned: dict[int, tuple[Entry, Entry]] = {}
        self._filed: dict[str, tuple[Record, Mapping[str | None, list[RecordedEntry]]]] = {}

    def clean(self, entry: Entry) -> Entry:
        """An entry as the machine would write it today."""
        raw, cleaned = self._cleaned.get(id(entry), (None, entry))
        if raw is not entry:
            if len(self._cleaned) >= REMEMBERED:
                self._cleaned.clear()
            cleaned = _with_real_ids(clean_entry(entry, self._archive.settings.mirrors))
            self._cleaned[id(entry)] = (entry, cleaned)
        return cleaned

    def update(self, path: str, digests: Iterable[str], plan: Plan) -> None:
        """Merge what these records, in the archive, say of a page into it; make it if there never was one."""
        base = self._archive.ledger.get(path, Written())
        base = replace(base, digests=tuple(sorted(set(digests))))
        if path in self._archive.broken:
            plan.report.unmerged.append(path)
            self._note(path, base, plan)
        elif path in self._archive.pages:
            self.merge(path, base, self.theirs(path, base.digests), plan)
        elif path in self._archive.ledger:
            self._note(path, base, plan)  # people deleted it
        else:
            self._create(path, base.digests, plan)

    def _create(self, path: str, digests: tuple[str, ...], plan: Plan) -> None:
        theirs = self.theirs(path, digests)
        plan.pages[path] = text = new_page(theirs)
        self._read(path, text)
        written = Written(fields=theirs.fields, abstract=hash_of(theirs.abstract or ""), digests=digests)
        self._note(path, written, plan)

    def merge(self, path: str, base: Written, theirs: Theirs, plan: Plan) -> None:
        """Merge values of the machine into a page that can be read."""
        page = self._archive.pages[path]
        merged = merge(base, fields_of(page.paper), page.abstract, theirs, self._resolve)
        try:
            text = change_page(page.text, merged)
        except FrontMatterError:
            plan.report.unmerged.append(path)
            self._note(path, base, plan)
            return
        self._put(page, text, plan)
        plan.report.kept += [KeptValue(path, kept) for kept in merged.kept]
        self._note(path, merged.written, plan)

    def theirs(self, path: str, digests: Sequence[str]) -> Theirs:
        """What the machine, as it is today, says of a page from these records of the archive.

        Where a record is missing, or says nothing, what it said before is in the ledger, and stands.
        """
        before = self._archive.ledger.get(path, Written()).fields
        said = self._said(path, digests)
        if not said:
            return Theirs(dict(before), None)
        theirs = combine(said, self._tagger)
        is_new = "title" in theirs.fields or "title" not in before
        if is_new and all(name in self._archive.records for name in digests):
            return theirs
        return Theirs({**before, **theirs.fields}, theirs.abstract or None)

    def _said(self, path: str, digests: Sequence[str]) -> list[Said]:
        """The entries of a page, also those of a time when people had deleted it."""
        return [
            Said(entry, record)
            for name in digests
            if (record := self._archive.records.get(name))
            for item in self._entries(record).get(path, ())
            if (entry := self.clean(item.entry)).title
        ]

    def _entries(self, record: Record) -> Mapping[str | None, list[RecordedEntry]]:
        """The entries of a record by page; it may hold 100,000, so they are not gone through for each."""
        known, filed = self._filed.get(record.name, (None, {}))
        if known is not record:
            filed = defaultdict(list)
            for item in record.entries:
                filed[item.page].append(item)
            self._filed[record.name] = record, filed
        return filed

    def _put(self, page: Page, text: str, plan: Plan) -> None:
        if text == page.text:
            plan.report.unchanged.append(page.path)
            return
        plan.before.setdefault(page.path, page.text)
        plan.pages[page.path] = text
        plan.report.changed.append(page.path)
        self._read(page.path, text)

    def _read(self, path: str, text: str) -> None:
        page, problems = read_page(path, text)
        assert page is not None, problems
        self._archive.pages[path] = page

    def _note(self, path: str, written: Written, plan: Plan) -> None:
        if written != self._archive.ledger.get(path):
            plan.ledger[path] = self._archive.ledger[path] = written

    def _resolve(self, tag: str) -> str:
        return self._archive.vocabulary.meant(tag)


def _with_real_ids(entry: Entry) -> Entry:
    """Without ids that are none: a record is a file, and anybody may have changed it."""
    ids = {kind: value for kind, value in entry.ids.items() if normalise(kind, value) == value}
    return entry if ids == entry.ids else replace(entry, ids=ids)
