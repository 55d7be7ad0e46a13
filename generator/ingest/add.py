"""The ingest of a digest, stage by stage: clean, identify, then combine, tag and merge page by page."""

import re
from collections.abc import Iterable, Mapping, Set
from functools import partial

from msgspec.structs import replace

from generator.ingest.address import new_path, taken_paths
from generator.ingest.identify import Index
from generator.ingest.plan import Plan, PossibleDuplicate, Report
from generator.ingest.update import Updater
from generator.model.archive import Archive, Mention
from generator.model.digest import Digest, Entry, Unread
from generator.model.ledger import Written
from generator.model.page import Page
from generator.model.provenance import rank
from generator.model.record import Record, RecordedEntry
from generator.text.clean import clean_line
from generator.text.titles import title_key

_REMARK = re.compile(r"[,;|(\[]| [-–—]")
"""What stands between a title and what is said of the paper; a colon is part of titles."""
_FEW_WORDS = 3
"""Words of a title that tell it within other text; a shorter one may stand anywhere."""
_LOOKED_THROUGH = 200
"""Characters of a piece; readers note no more, but a record is a file, and anybody may have changed it."""


class Ingest:
    """Adds digests one after the other to an archive in memory, and plans what to write for each."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._updater = Updater(archive)
        self._taken = taken_paths(archive)
        removed = {f"{address.removesuffix('/')}.md" for address in archive.redirects.removed}
        self._removed = removed - archive.pages.keys() - archive.broken.keys()
        self._index = Index()
        for name in archive.names():
            self._index.add(*name, partial(self._page, name.path))
        mentioned = set()
        for mention in archive.mentions():
            self._remember(mention)
            mentioned.add(mention.page)
        for path in archive.ledger:
            # A ledger takes long to read, and a record mostly says the same of a page that there is.
            if path not in mentioned or not self._is_here(path):
                self._remember_written(path, archive.ledger[path])

    def add(self, digest: Digest, unread: Iterable[Unread] = (), file: str = "") -> Plan:
        """Take in a digest, which must have a date, from a file with pieces that were not understood.

        The archive in memory becomes what the plan makes it.
        """
        assert digest.date is not None
        plan = Plan(report=Report(digest.name, file, len(digest.entries), unread=list(unread)))
        record, items = self._record(digest, plan)
        if record != self._archive.records.get(record.name):
            plan.records[record.name] = self._archive.records[record.name] = record
        for path in dict.fromkeys(item.page for item in record.entries if self._has_page(item)):
            assert path is not None
            earlier = self._archive.ledger.get(path, Written()).digests
            self._updater.update(path, [*earlier, record.name], plan)
        read = {item.page for item in items}
        plan.report.unchanged = [path for path in plan.report.unchanged if path in read]
        return plan

    def _has_page(self, item: RecordedEntry) -> bool:
        """Whether an entry has a page, or had one: people may bring it back, and the digest speaks of it."""
        return item.outcome == "page" or item.page in self._archive.ledger

    def _page(self, path: str) -> Page:
        return self._archive.pages[path]

    def _entry(self, mention: Mention) -> Entry:
        return self._updater.clean(self._archive.records[mention.record].entries[mention.place].entry)

    def _remember(self, mention: Mention) -> None:
        """Let the ids and titles that digests gave a paper lead to its page too, also when it is gone."""
        if mention.page is None:
            return
        self._index.add_ids(mention.page, mention.ids)
        if not self._index.knows(mention.page, mention.title):
            self._index.add(mention.page, clean_line(mention.title), {}, partial(self._entry, mention))

    def _remember_written(self, path: str, written: Written) -> None:
        """Let what the machine last wrote to a page lead to it: the page may be gone, or say another title.

        No record need speak of it: a digest that was dropped leaves pages that people edited.
        """
        ids = {field[4:]: str(value) for field, value in written.fields.items() if field.startswith("ids.")}
        title = str(written.fields.get("title", ""))
        self._index.add_ids(path, ids)
        if not self._index.knows(path, title):
            self._index.add(path, title, ids, partial(self._as_written, path, title, ids))

    def _as_written(self, path: str, title: str, ids: dict[str, str]) -> Entry:
        """A paper under the title that the machine knows; of a page that is gone nothing else is left."""
        page = self._archive.pages.get(path)
        if page is None:
            return Entry(title=title, ids=ids)
        paper = page.paper
        return Entry(title=title, abstract=page.abstract, authors=paper.authors, date=paper.date, ids=ids)

    def _is_here(self, path: str) -> bool:
        return path in self._archive.pages or path in self._archive.broken

    def _record(self, digest: Digest, plan: Plan) -> tuple[Record, list[RecordedEntry]]:
        """The record of a digest, each entry with its page, and those entries of it that are read now.

        What an earlier reading had stays, but for pieces that are entries now.
        """
        old = self._archive.records.get(digest.name)
        others = [self._present(item) for item in old.entries] if old else []
        # Of an entry that was taken down too little is left to know it by: `_find` does.
        known = {_raw_key(item.entry): item for item in reversed(others) if item.outcome != "removed"}
        items = []
        for entry in digest.entries:
            items.append(self._file(entry, digest, known, plan))
            known.setdefault(_raw_key(entry), items[-1])  # an entry that stands twice is one paper
        better, trusted = items, digest.format
        if old and rank(old.format) < rank(digest.format):
            better, others, trusted = others, items, old.format
        read = {title_key(entry.title) for entry in digest.entries} - {""}
        told = set(plan.report.unread)
        unread = [piece for piece in (old.unread if old else ()) if piece in told or not _is_in(read, piece)]
        record = Record(
            source=digest.source,
            format=trusted,
            date=digest.date or "",
            entries=tuple(_united(better, others)),
            unread=tuple(dict.fromkeys([*unread, *plan.report.unread])),
        )
        return record, items

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
            self._index.add(path, entry.title, entry.ids, lambda: entry)
            plan.report.new.append(path)
            return RecordedEntry(entry=raw, page=path)
        # A page without ids was found by its text: the next entry of the same text may be another paper.
        self._index.add_ids(path, entry.ids)
        item = self._present(RecordedEntry(entry=raw, page=path))
        if item.outcome != "page":
            plan.report.deleted.append(path)
        return item

    def _present(self, item: RecordedEntry) -> RecordedEntry:
        """The entry with what became of its page meanwhile."""
        path = item.page
        if path in self._removed:
            return item.bare()
        if path is not None and path in self._archive.ledger:
            return replace(item, outcome="page" if self._is_here(path) else "deleted")
        return item

    def _find(self, entry: Entry, earlier: RecordedEntry | None, plan: Plan) -> str | None:
        if earlier is not None and earlier.page:
            return earlier.page
        match = self._index.find(entry)
        if match.path is None and (taken_down := self._index.namesake(entry, self._removed)):
            return taken_down
        if match.possible:
            plan.report.duplicates.append(PossibleDuplicate(match.path or entry.title, match.possible))
        return match.path


def _united(better: list[RecordedEntry], others: Iterable[RecordedEntry]) -> list[RecordedEntry]:
    """The entries of two readings of a digest; what the better one says of a page stands."""
    told = {item.page or _raw_key(item.entry) for item in better}
    return [*better, *(item for item in others if (item.page or _raw_key(item.entry)) not in told)]


def _is_in(titles: Set[str], piece: Unread) -> bool:
    """Whether a piece is a paper by now: it is one of these titles, or begins with one of some length, behind
    which a remark begins."""
    text = piece.text[:_LOOKED_THROUGH]
    ends = [match.start() for match in _REMARK.finditer(text)]
    begun = (text[:end] for end in ends if len(text[:end].split()) >= _FEW_WORDS)
    return any(title_key(part) in titles for part in (text, *begun))


def _raw_key(entry: Entry) -> object:
    """What makes an entry the same in two readings of a digest, whatever its votes have become."""
    return entry.title, entry.abstract, tuple(sorted(entry.ids.items()))
