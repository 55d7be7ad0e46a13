"""Pages that people moved or renamed: ledger and records are led after them."""

from generator.ingest.identify import title_key
from generator.ingest.plan import Plan
from generator.model.archive import Archive
from generator.model.ledger import Written, hash_of
from generator.model.page import Page


def follow(archive: Archive) -> Plan:
    """Find the page of every ledger entry whose file is gone, and update the archive in memory.

    A page that the ledger does not know is the lost one when they share an id, or else abstract and title.
    """
    plan = Plan()
    strangers = [page for path, page in archive.pages.items() if path not in archive.ledger]
    if not strangers:
        return plan
    lost = [path for path in archive.ledger if path not in archive.pages and path not in archive.broken]
    moved = {}
    for path in sorted(lost):
        written = archive.ledger[path]
        page = _by_id(written, strangers) or _by_text(written, strangers)
        if page is not None:
            strangers.remove(page)
            moved[path] = page.path
    if moved:
        _lead(archive, moved, plan)
    return plan


def _by_id(written: Written, pages: list[Page]) -> Page | None:
    ids = {field: value for field, value in written.fields.items() if field.startswith("ids.")}
    return next(
        (
            page
            for page in pages
            if any(ids.get(f"ids.{kind}") == value for kind, value in page.paper.ids.items())
        ),
        None,
    )


def _by_text(written: Written, pages: list[Page]) -> Page | None:
    title = title_key(str(written.fields.get("title", "")))
    return next(
        (
            page
            for page in pages
            if title_key(page.paper.title) == title
            and hash_of(page.paper.abstract) == written.abstract
            and not page.paper.ids
        ),
        None,
    )


def _lead(archive: Archive, moved: dict[str, str], plan: Plan) -> None:
    for old, new in moved.items():
        plan.forgotten.append(old)
        plan.ledger[new] = archive.ledger[new] = archive.ledger.pop(old)
    for name, record in list(archive.records.items()):
        if any(item.page in moved for item in record.entries):
            entries = tuple(
                item.model_copy(update={"page": moved.get(item.page or "", item.page)})
                for item in record.entries
            )
            moved_record = record.model_copy(update={"entries": entries})
            plan.records[name] = archive.records[name] = moved_record
