"""The ingest of a digest, stage by stage: clean, identify, then combine, tag and merge page by page."""

from collections.abc import Iterable, Iterator, Mapping

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
        self._index = Index()
        for path, page in archive.pages.items():
            self._index.add(path, page.paper)
        for path, entry in self._without_page():
            self._index.add(path, entry)
        for path, written in archive.ledger.items():
            self._index.add_ids(path, _ids(written))

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

    def _without_page(self) -> Iterator[tuple[str, Entry]]:
        """Papers whose page was deleted or cannot be read, as the records know them."""
        archive = self._archive
        missing = {path for path in archive.ledger if path not in archive.pages}
        names = {name for path in missing for name in archive.ledger[path].digests}
        for name in sorted(names & archive.records.keys()):
            for item in archive.records[name].entries:
                if item.page in missing:
                    yield item.page or "", self._updater.clean(item.entry)

    def _record(self, digest: Digest, plan: Plan) -> Record:
        """The record of a digest, each entry with its page. What an earlier reading had stays."""
        old = self._archive.records.get(digest.name)
        earlier = {_raw_key(item.entry): item for item in old.entries} if old else {}
        items = [self._file(entry, digest, earlier, plan) for entry in digest.entries]
        keys = {_raw_key(item.entry) for item in items}
        pages = {item.page for item in items if item.page}
        items += [item for key, item in earlier.items() if key not in keys and item.page not in pages]
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
        elif path in self._archive.ledger and not self._exists(path):
            plan.report.deleted.append(path)
            return RecordedEntry(entry=raw, outcome="deleted", page=path)
        return RecordedEntry(entry=raw, page=path)

    def _find(self, entry: Entry, earlier: RecordedEntry | None, plan: Plan) -> str | None:
        if earlier is not None and earlier.page:
            return earlier.page
        match = self._index.find(entry)
        if match.possible:
            plan.report.duplicates.append(PossibleDuplicate(match.path or entry.title, match.possible))
        return match.path

    def _exists(self, path: str) -> bool:
        return path in self._archive.pages or path in self._archive.broken


def _ids(written: Written) -> dict[str, str]:
    return {
        field.removeprefix("ids."): value
        for field, value in written.fields.items()
        if field.startswith("ids.") and isinstance(value, str)
    }


def _raw_key(entry: Entry) -> object:
    """What makes an entry the same in two readings of a digest, whatever its votes have become."""
    return entry.title, entry.abstract, tuple(sorted(entry.ids.items()))
