"""The ingest of a digest, stage by stage: clean, identify, then combine, tag and merge page by page."""

from collections.abc import Iterable, Mapping

from generator.ingest.address import new_path
from generator.ingest.identify import Index
from generator.ingest.plan import Plan, PossibleDuplicate, Report
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.digest import Digest, Entry, Unread
from generator.model.ledger import Written
from generator.model.record import Record, RecordedEntry


class Ingest:
    """Adds digests one after the other to an archive in memory, and plans what to write for each."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._updater = Updater(archive)
        self._taken = {path.casefold() for path in [*archive.pages, *archive.broken, *archive.ledger]}
        self._removed: set[str] = set()
        self._index = Index()
        for path, page in archive.pages.items():
            self._index.add(path, page.paper)
        for record in archive.records.values():
            self._remember(record)

    def add(self, digest: Digest, unread: Iterable[Unread] = ()) -> Plan:
        """Take in a digest, which must have a date. The archive in memory becomes what the plan makes it."""
        assert digest.date is not None
        plan = Plan(report=Report(digest.name, len(digest.entries), unread=list(unread)))
        record = self._record(digest, plan)
        if record != self._archive.records.get(record.name):
            plan.records[record.name] = self._archive.records[record.name] = record
        for path in dict.fromkeys(item.page for item in record.entries if item.outcome == "page"):
            assert path is not None
            earlier = self._archive.ledger.get(path, Written()).digests
            self._updater.update(path, [*earlier, record.name], plan)
        return plan

    def _remember(self, record: Record) -> None:
        """Let the ids and titles that digests gave a paper lead to its page too, also when it is gone."""
        for item in record.entries:
            if item.page is None:
                continue
            self._index.add_ids(item.page, item.entry.ids)
            if item.outcome == "removed":
                self._removed.add(item.page)
            if not self._index.knows(item.page, item.entry.title):
                self._index.add(item.page, self._updater.clean(item.entry))

    def _record(self, digest: Digest, plan: Plan) -> Record:
        """The record of a digest, each entry with its page. What an earlier reading had stays."""
        old = self._archive.records.get(digest.name)
        earlier = {_raw_key(item.entry): item for item in old.entries} if old else {}
        items = [self._file(entry, digest, earlier, plan) for entry in digest.entries]
        keys = {_raw_key(item.entry) for item in items}
        pages = {item.page for item in items if item.page}
        items += [
            self._present(item) for key, item in earlier.items() if key not in keys and item.page not in pages
        ]
        unread = [*(old.unread if old else ()), *plan.report.unread]
        return Record(
            source=digest.source,
            format=digest.format,
            date=digest.date or "",
            entries=tuple(items),
            unread=tuple(dict.fromkeys(unread)),
        )

    def _file(
        self, raw: Entry, digest: Digest, earlier: Mapping[object, RecordedEntry], plan: Plan
    ) -> RecordedEntry:
        """Find the page of an entry, or a place for it."""
        entry = self._updater.clean(raw)
        if not entry.title:
            reason = "The entry has no title."
            plan.report.unread.append(Unread(raw.line or 1, raw.title, reason))
            return RecordedEntry(entry=raw, outcome="rejected", reason=reason)
        path = self._find(entry, earlier.get(_raw_key(raw)), plan)
        if path is None:
            path = new_path(entry, digest.date or "", self._taken)
            self._taken.add(path.casefold())
            self._index.add(path, entry)
            plan.report.new.append(path)
            return RecordedEntry(entry=raw, page=path)
        item = self._present(RecordedEntry(entry=raw, page=path))
        if item.outcome != "page":
            plan.report.deleted.append(path)
        return item

    def _present(self, item: RecordedEntry) -> RecordedEntry:
        """The entry with what became of its page meanwhile."""
        path = item.page
        if path in self._removed:
            return item.bare()
        if path in self._archive.ledger:
            exists = path in self._archive.pages or path in self._archive.broken
            return item.model_copy(update={"outcome": "page" if exists else "deleted"})
        return item

    def _find(self, entry: Entry, earlier: RecordedEntry | None, plan: Plan) -> str | None:
        if earlier is not None and earlier.page:
            return earlier.page
        match = self._index.find(entry)
        if taken_down := self._removed.intersection(match.possible):
            return min(taken_down)
        if match.possible:
            plan.report.duplicates.append(PossibleDuplicate(match.path or entry.title, match.possible))
        return match.path


def _raw_key(entry: Entry) -> object:
    """What makes an entry the same in two readings of a digest, whatever its votes have become."""
    return entry.title, entry.abstract, tuple(sorted(entry.ids.items()))
