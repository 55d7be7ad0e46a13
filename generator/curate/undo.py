"""Taking back: a bad digest, an entry filed under the wrong page, a field that people gave back."""

from msgspec.structs import replace

from generator.curate.entries import change_entries, leave_out
from generator.curate.errors import CurationError
from generator.curate.move import page_of
from generator.ingest.address import new_path, taken_paths
from generator.ingest.combine import Theirs
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.ingest.write import new_page
from generator.model.archive import Archive
from generator.model.fields import fields_of
from generator.model.ledger import Written
from generator.model.page import Page
from generator.model.record import Record, RecordedEntry, is_found
from generator.text.front_matter import parse


def record_of(archive: Archive, name: str) -> Record:
    """The record that a curator names, with or without folder and ending. Raises CurationError."""
    name = name.removeprefix("digests/").removesuffix(".json")
    record = archive.records.get(name)
    if record is None:
        raise CurationError(f"digests/{name}.json: there is no such digest.", "Name a file of digests/.")
    return record


def drop(archive: Archive, name: str) -> Plan:
    """Take a digest back as if it had never come. Raises CurationError.

    Pages that people touched stay, which is reported. Of a page that people took away, the entry stays on
    record where no other digest has one: without it, the next digest would bring the page back.
    """
    record = record_of(archive, name)
    plan = Plan()
    del archive.records[record.name]
    updater = Updater(archive)
    taken_away = set()
    for path in sorted({item.page for item in record.entries if item.page}):
        written = archive.ledger.get(path)
        if written is None:
            continue
        others = tuple(digest for digest in written.digests if digest != record.name)
        is_here = path in archive.pages or path in archive.broken
        if any(not is_found(digest) for digest in others):
            updater.update(path, others, plan)
        elif path in archive.pages and record.kind == "found":
            theirs = updater.theirs(path, others) if others else Theirs({}, None)
            updater.merge(path, replace(written, digests=others), theirs, plan)
        elif is_here:
            _forget(archive, plan, path, replace(written, digests=others))
        else:
            taken_away.add(path)
    leave_out(archive, plan, set(plan.forgotten))
    plan.records[record.name] = rest = _only(record, taken_away)
    if rest is not None:
        archive.records[record.name] = rest
    return plan


def _only(record: Record, pages: set[str]) -> Record | None:
    """The record with the entries of these pages only."""
    entries = tuple(
        item if item.outcome == "removed" else replace(item, outcome="deleted")
        for item in record.entries
        if item.page in pages
    )
    return replace(record, entries=entries, unread=()) if entries else None


def _forget(archive: Archive, plan: Plan, path: str, written: Written) -> None:
    """Take away a page that no other digest speaks of, unless it bears the hand of a person.

    Then the ledger goes on to know what is the machine's on it, and what people took out.
    """
    page = archive.pages.get(path)
    if page is not None and is_untouched(page, written):
        plan.pages[path], plan.before[path] = None, page.text
        plan.forgotten.append(path)
        del archive.pages[path], archive.ledger[path]
    else:
        plan.ledger[path] = archive.ledger[path] = written
        (plan.report.unmerged if page is None else plan.report.edited).append(path)


def is_untouched(page: Page, written: Written) -> bool:
    """Whether a page is just what the machine wrote, without a comment or a key of a person."""
    own, fresh = parse(page.text), parse(new_page(Theirs(written.fields, page.abstract)))
    return (
        fields_of(page.paper) == dict(written.fields)
        and page.content.abstract_hash == written.abstract
        and own.values == fresh.values
        and own.source.count("#") == fresh.source.count("#")
        and not (page.notes or written.added or written.removed)
    )


def split(archive: Archive, path: str, name: str) -> Plan:
    """Give the entries that a digest filed under a page a page of their own. Raises CurationError.

    An address that led to the page, since the two were once made one, is that of the new page again.
    """
    page, record = page_of(archive, path), record_of(archive, name)
    entries = [item for item in record.entries if item.page == page.path]
    written = archive.ledger.get(page.path)
    lists = sum(not is_found(digest) for digest in written.digests) if written else 0
    if not entries or written is None or lists < 2 or record.kind == "found":
        raise CurationError(
            f"docs/{page.path} has no entry of {record.name}, or none but that.", "See: papershelf why PAGE."
        )
    plan = Plan()
    updater = Updater(archive)
    taken = taken_paths(archive) - {
        f"{old.removesuffix('/')}.md"
        for old, present in archive.redirects.moved.items()
        if present == page.address
    }
    new = new_path(updater.clean(entries[0].entry), record.date, taken)
    _end_redirect(archive, plan, new)

    def apart(log: Record, item: RecordedEntry) -> RecordedEntry:
        mine = log.name == record.name and item.page == page.path
        return replace(item, page=new) if mine else item

    change_entries(archive, plan, apart)
    updater.update(new, [record.name], plan)
    updater.update(page.path, [digest for digest in written.digests if digest != record.name], plan)
    return plan


def _end_redirect(archive: Archive, plan: Plan, path: str) -> None:
    """A page stands at this address again."""
    address = f"{path.removesuffix('.md')}/"
    if address in archive.redirects.moved:
        moved = {old: present for old, present in archive.redirects.moved.items() if old != address}
        plan.redirects = archive.redirects = replace(archive.redirects, moved=moved)


def release(archive: Archive, path: str, field: str) -> Plan:
    """Give a field of a page back to the machine. Raises CurationError."""
    page = page_of(archive, path)
    written = archive.ledger.get(page.path)
    if written is None:
        raise CurationError(f"docs/{page.path}: no digest speaks of this page.", "Edit it by hand.")
    ours = fields_of(page.paper)
    named = {name for name in [*ours, *written.fields, *written.removed] if _belongs(name, field)}
    if field != "abstract" and not named:
        message = f"{field}: neither the page nor the machine has such a field."
        raise CurationError(message, f"See: papershelf why docs/{page.path}.")
    untouched = {name: ours[name] for name in named if name in ours}
    others = {name: value for name, value in written.fields.items() if name not in named}
    base = replace(
        written,
        fields={**others, **untouched},
        added={name: mine for name, mine in written.added.items() if name not in named},
        removed={name: gone for name, gone in written.removed.items() if name not in named},
        abstract=page.content.abstract_hash if field == "abstract" else written.abstract,
    )
    plan = Plan()
    plan.ledger[page.path] = archive.ledger[page.path] = base
    Updater(archive).update(page.path, written.digests, plan)
    return plan


def _belongs(name: str, field: str) -> bool:
    return name == field or name.startswith(f"{field}.")
