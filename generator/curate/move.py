"""Moving a page, merging two, taking one down: the address lives on."""

import posixpath
import re

from generator.curate.entries import change_entries, lead
from generator.curate.errors import CurationError
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.page import Page
from generator.text import edit
from generator.text.page import read_page

_PATH = re.compile(r"papers/\d{4}(?:-\d{2})?/[a-z0-9][a-z0-9-]{0,150}\.md")


def page_of(archive: Archive, path: str) -> Page:
    """The page that a curator names, with or without ``docs/``. Raises CurationError."""
    path = posixpath.normpath(path).removeprefix("docs/")
    page = archive.pages.get(path)
    if page is None:
        raise CurationError(
            f"docs/{path}: there is no such page, or it cannot be read.", "Name a page of a paper."
        )
    return page


def move(archive: Archive, path: str, target: str) -> Plan:
    """Give a page another address; the old one leads to it. Raises CurationError."""
    page = page_of(archive, path)
    new = posixpath.normpath(target).removeprefix("docs/")
    if not _PATH.fullmatch(new):
        raise CurationError(f"{target} is no place for a paper.", "Write docs/papers/2026-11/some-words.md.")
    if new in archive.pages or new in archive.broken or new in archive.ledger:
        raise CurationError(f"docs/{new} is or was the page of a paper.", "Choose another name.")
    plan = Plan()
    _rename(archive, plan, page, new)
    if page.path in archive.ledger:
        plan.ledger[new] = archive.ledger[new] = archive.ledger.pop(page.path)
        plan.forgotten.append(page.path)
    lead(archive, plan, page.path, new)
    return plan


def _rename(archive: Archive, plan: Plan, page: Page, new: str) -> None:
    moved = page._replace(path=new)
    archive.pages[new] = moved
    plan.pages[new] = page.text
    _take_away(archive, plan, page)
    plan.redirects = archive.redirects = archive.redirects.after_move(page.address, moved.address)


def _take_away(archive: Archive, plan: Plan, page: Page) -> None:
    del archive.pages[page.path]
    plan.pages[page.path] = None
    plan.before[page.path] = page.text


def merge(archive: Archive, keep: str, duplicate: str) -> Plan:
    """Make two pages of one paper one: entries, tags and notes of the duplicate go to the page that is kept.

    Raises CurationError.
    """
    kept, gone = page_of(archive, keep), page_of(archive, duplicate)
    if kept.path == gone.path:
        raise CurationError("A page cannot be merged with itself.", "Name two pages.")
    plan = Plan()
    plan.before[kept.path] = kept.text
    _take_away(archive, plan, gone)
    plan.redirects = archive.redirects = archive.redirects.after_move(gone.address, kept.address)
    lead(archive, plan, gone.path, kept.path)
    _add_by_hand(archive, plan, kept, gone)
    written = archive.ledger.pop(gone.path, None)
    if written is not None:
        plan.forgotten.append(gone.path)
        own = archive.ledger[kept.path].digests if kept.path in archive.ledger else ()
        Updater(archive).update(kept.path, [*own, *written.digests], plan)
    return plan


def _add_by_hand(archive: Archive, plan: Plan, kept: Page, gone: Page) -> None:
    """Carry over what people alone wrote on the duplicate: tags that no digest gives, and notes."""
    written = archive.ledger.get(gone.path)
    by_machine = set(written.fields.get("tags", ())) if written else set()
    tags = [tag for tag in gone.paper.tags if tag not in by_machine and tag not in kept.paper.tags]
    text = kept.text
    if tags:
        text = edit.change(text, {"tags": list(sorted([*kept.paper.tags, *tags]))})
    if gone.notes:
        text = text.rstrip("\n") + "\n\n" + gone.notes
    if text != kept.text:
        page, _ = read_page(kept.path, text)
        assert page is not None
        archive.pages[kept.path] = page
        plan.pages[kept.path] = text


def remove(archive: Archive, path: str, notice: str) -> Plan:
    """Take a page down for good: a notice stands at its address, no digest brings it back.

    The abstract is taken out of the records too; title and ids stay, to know the paper by.
    Raises CurationError.
    """
    page = page_of(archive, path)
    plan = Plan()
    _take_away(archive, plan, page)
    plan.redirects = archive.redirects = archive.redirects.after_removal(page.address, notice)
    change_entries(archive, plan, lambda _, item: item.bare() if item.page == page.path else item)
    return plan
