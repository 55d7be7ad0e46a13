"""Pages that people moved, renamed or made one of two: ledger and records are led after them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive, Name
from generator.model.ids import conflict
from generator.model.ledger import Written
from generator.model.page import Page
from generator.model.redirects import Redirects
from generator.text.titles import title_key


def follow(archive: Archive) -> Plan:
    """Find the page of every ledger entry whose file is gone, and update the archive in memory.

    A page that the ledger does not know is the lost one when they share an id, or else abstract and title. A
    known page that bears an id of the lost one is the page that was kept of two. The old address leads there.
    """
    plan = Plan()
    lost = [path for path in sorted(archive.ledger) if _is_lost(path, archive)]
    if not lost:
        return plan
    strangers = _Pages(archive, (name for name in archive.names() if name.path not in archive.ledger))
    known = _Pages(archive, (name for name in archive.names() if name.path in archive.ledger))
    moved, merged = {}, {}
    for find in (strangers.by_id, strangers.by_text):  # an id is surer than a text
        for path in (path for path in lost if path not in moved):
            if page := find(archive.ledger[path]):
                strangers.taken.add(page.path)
                moved[path] = page
    for path in (path for path in lost if path not in moved):
        if page := known.by_id(archive.ledger[path]):
            merged[path] = page
    if moved or merged:
        _lead(archive, moved, merged, plan)
    return plan


def _is_lost(path: str, archive: Archive) -> bool:
    """Whether the page has gone, and not been taken down: that is for good."""
    if path in archive.pages or path in archive.broken:
        return False
    return f"{path.removesuffix('.md')}/" not in archive.redirects.removed


class _Text(NamedTuple):
    title: str
    abstract: str | None


class _Pages:
    """Pages by what tells them; each is given away once."""

    def __init__(self, archive: Archive, names: Iterable[Name]) -> None:
        self.taken: set[str] = set()
        self._pages = archive.pages
        self._names = list(names)
        self._ids: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in self._names:
            for item in name.ids.items():
                self._ids[item].append(name.path)

    @cached_property
    def _texts(self) -> dict[_Text, list[str]]:
        texts = defaultdict(list)
        for name in self._names:
            abstract = self._pages[name.path].content.abstract_hash
            texts[_Text(title_key(name.title), abstract)].append(name.path)
        return texts

    def by_id(self, written: Written) -> Page | None:
        """The first page that bears an id of the lost one."""
        return next((page for item in _ids(written) for page in self._free(self._ids.get(item, ()))), None)

    def by_text(self, written: Written) -> Page | None:
        """The first page of the same title and abstract, unless an id tells them apart."""
        text = _Text(title_key(str(written.fields.get("title", ""))), written.abstract)
        ids = dict(_ids(written))
        pages = self._free(self._texts.get(text, ()) if text.title else ())
        return next((page for page in pages if not conflict(ids, page.paper.ids)), None)

    def _free(self, paths: Iterable[str]) -> Iterator[Page]:
        return (self._pages[path] for path in paths if path not in self.taken)


def _ids(written: Written) -> Iterator[tuple[str, str]]:
    for field, value in written.fields.items():
        if field.startswith("ids."):
            yield field.removeprefix("ids."), str(value)


def _lead(archive: Archive, moved: dict[str, Page], merged: dict[str, Page], plan: Plan) -> None:
    to = {old: page.path for old, page in {**moved, **merged}.items()}
    for old, page in moved.items():
        plan.ledger[page.path] = archive.ledger[page.path] = archive.ledger.pop(old)
    plan.forgotten += to
    plan.redirects = archive.redirects = _after_moves(archive.redirects, to)
    for name in dict.fromkeys(said.record for said in archive.mentions() if said.page in to):
        record = archive.records[name]
        entries = tuple(
            replace(item, page=new, outcome="page") if (new := to.get(item.page or "")) else item
            for item in record.entries
        )
        led = replace(record, entries=entries)
        plan.records[name] = archive.records[name] = led
    updater = Updater(archive)
    for page in moved.values():
        # It may have been gone for a while, in which digests spoke of it.
        updater.update(page.path, archive.ledger[page.path].digests, plan)
    for old, page in merged.items():
        gone = archive.ledger.pop(old)
        updater.update(page.path, [*archive.ledger[page.path].digests, *gone.digests], plan)


def _after_moves(redirects: Redirects, to: dict[str, str]) -> Redirects:
    """As `Redirects.after_move` for each, but all at once: a folder of thousands may have been renamed."""
    led = {_address(old): _address(new) for old, new in to.items()}
    moved = {old: led.get(new, new) for old, new in redirects.moved.items()} | led
    ended = set(led.values())
    return replace(redirects, moved={old: new for old, new in moved.items() if old not in ended})


def _address(path: str) -> str:
    return path.removesuffix(".md") + "/"
