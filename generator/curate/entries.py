"""The entries of the records, led from one page to another."""

from collections.abc import Callable, Set

from msgspec.structs import replace

from generator.ingest.plan import Plan
from generator.model.archive import Archive
from generator.model.record import Record, RecordedEntry


def change_entries(
    archive: Archive, plan: Plan, change: Callable[[Record, RecordedEntry], RecordedEntry]
) -> None:
    """Put every entry of every record through a function; records that change are written."""
    for name, record in list(archive.records.items()):
        entries = tuple(change(record, item) for item in record.entries)
        if entries != record.entries:
            changed = replace(record, entries=entries)
            archive.records[name] = plan.records[name] = changed


def leave_out(archive: Archive, plan: Plan, pages: Set[str]) -> None:
    """Take what was found of these pages out of the records: they are as if they had never been."""
    for name, record in list(archive.records.items()):
        entries = tuple(item for item in record.entries if item.page not in pages)
        if record.kind == "found" and entries != record.entries:
            changed = replace(record, entries=entries)
            archive.records[name] = plan.records[name] = changed


def lead(archive: Archive, plan: Plan, old: str, new: str) -> None:
    """Let the entries of one page belong to another."""
    change_entries(
        archive,
        plan,
        lambda _, item: replace(item, page=new) if item.page == old else item,
    )
