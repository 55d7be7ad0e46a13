"""What became of papers since they were last asked for: a new version, a withdrawal, a venue.

arXiv is asked by id, so that a paper is known also when title and abstract changed; but when an id is asked
for the first time they must agree, since somebody may have written the wrong one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from msgspec.structs import replace

from generator.enrich.gaps import FACTS, facts_of, filling
from generator.enrich.judge import Certainty, judge, known
from generator.enrich.notes import Notes
from generator.enrich.seek import Origin
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.digest import Entry
from generator.model.fields import fields_of
from generator.model.ledger import Written
from generator.model.page import Page
from generator.text.titles import title_key

ARXIV = Origin("arxiv-api", "arxiv-api")


class Kind(StrEnum):
    """What can become of a paper."""

    VERSION = "new version"
    TITLE = "another title, for a person to say"
    WITHDRAWN = "withdrawn"
    VENUE = "accepted or published"
    ODD = "the id is that of another title"


class Change(NamedTuple):
    """What became of the paper of a page."""

    page: str
    kind: Kind
    words: str


@dataclass(slots=True)
class Followed:
    """What is to be written, and what changed."""

    plan: Plan = field(default_factory=Plan)
    changes: list[Change] = field(default_factory=list)


def numbers(archive: Archive) -> dict[str, list[str]]:
    """The pages of every arXiv id; two pages that bear one are two of its pages."""
    pages: dict[str, list[str]] = {}
    for path, page in archive.pages.items():
        if number := page.paper.ids.get("arxiv"):
            pages.setdefault(number, []).append(path)
    return pages


def follow(archive: Archive, updater: Updater, papers: Mapping[str, Entry]) -> Followed:
    """Bring the pages of these papers, by arXiv id, up to date."""
    followed, notes = Followed(), Notes(archive)
    for number, paths in sorted(numbers(archive).items()):
        for path in paths if number in papers else ():
            _follow(archive, updater, notes, path, papers[number], followed)
    notes.close(followed.plan, updater)
    return followed


def _follow(
    archive: Archive, updater: Updater, notes: Notes, path: str, raw: Entry, followed: Followed
) -> None:
    page, written = archive.pages[path], archive.ledger.get(path, Written())
    raw = _without_other_ids(raw, page)
    entry = updater.clean(raw)
    note = notes.of(path, ARXIV)
    before = note.entry if note and note.entry.ids.get("arxiv") == raw.ids["arxiv"] else None
    if before is None and (verdict := judge(known(page), entry)).certainty is not Certainty.SURE:
        followed.changes.append(Change(path, Kind.ODD, verdict.told))
        return
    theirs = set(facts_of(before)) if before else set()
    said = {*written.fields, *fields_of(page.paper)} - theirs
    now = filling(said, raw, entry) or Entry(title=raw.title, ids=raw.ids)
    now = replace(now, version=raw.version, withdrawn=raw.withdrawn)
    notes.note(path, ARXIV, _carried_on(before, now) if before else now, "By its id.")
    followed.changes += _changes(path, page, before, entry, now)


def _without_other_ids(raw: Entry, page: Page) -> Entry:
    """The entry without ids of which the page has others: a paper may have two DOIs."""
    ids = {kind: value for kind, value in raw.ids.items() if page.paper.ids.get(kind, value) == value}
    return replace(raw, ids=ids)


def _carried_on(before: Entry, now: Entry) -> Entry:
    """What is said now, and what was said before and is not any more."""
    facts = {name: getattr(now, name) or getattr(before, name) for name in FACTS}
    both = {"ids": {**before.ids, **now.ids}, "links": {**before.links, **now.links}}
    return replace(now, **facts, **both)


def _changes(path: str, page: Page, before: Entry | None, entry: Entry, now: Entry) -> list[Change]:
    """What is worth telling; the first time, what the page does not say yet."""
    changes = []
    if before and before.version and entry.version and before.version != entry.version:
        words = f"version {before.version} became {entry.version}"
        changes.append(Change(path, Kind.VERSION, words))
        if title_key(entry.title) != title_key(page.paper.title):
            changes.append(Change(path, Kind.TITLE, repr(entry.title)))
    if entry.withdrawn and not (before and before.withdrawn):
        changes.append(Change(path, Kind.WITHDRAWN, f"https://arxiv.org/abs/{entry.ids['arxiv']}"))
    if now.venue and entry.venue and now.venue != (before.venue if before else None):
        changes.append(Change(path, Kind.VENUE, entry.venue))
    return changes
