"""Moving a page, merging two, taking one down: the address lives on."""

import posixpath
import re

from generator.curate.entries import change_entries, lead
from generator.curate.errors import CurationError
from generator.curate.join import Joined, join
from generator.ingest.address import taken_paths
from generator.ingest.merge import Merged
from generator.ingest.plan import KeptValue, Plan
from generator.ingest.update import Updater
from generator.ingest.write import change_page
from generator.model import ids
from generator.model.archive import Archive
from generator.model.fields import fields_of
from generator.model.ledger import Written
from generator.model.page import Page
from generator.text.front_matter import FrontMatterError
from generator.text.page import read_page

_PATH = re.compile(r"papers/\d{4}(?:-\d{2})?/[a-z0-9][a-z0-9-]{0,150}\.md")


def page_of(archive: Archive, path: str) -> Page:
    """The page that a curator names, with or without ``docs/``. Raises CurationError."""
    path = posixpath.normpath(path).removeprefix("docs/")
    page = archive.pages.get(path)
    if page is None and path in archive.broken:
        raise CurationError(f"docs/{path} cannot be read.", f"Run papershelf check docs/{path}, and mend it.")
    if page is None:
        raise CurationError(f"docs/{path}: there is no such page.", "Name a page of a paper.")
    return page


def move(archive: Archive, path: str, target: str) -> Plan:
    """Give a page another address; the old one leads to it. Raises CurationError."""
    page = page_of(archive, path)
    new = posixpath.normpath(target).removeprefix("docs/")
    if not _PATH.fullmatch(new):
        raise CurationError(f"{target} is no place for a paper.", "Write docs/papers/2026-11/some-words.md.")
    leads_back = archive.redirects.moved.get(f"{new.removesuffix('.md')}/") == page.address
    if new in taken_paths(archive) and not leads_back:
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
    """Make two pages of one paper one: what digests and people said of the duplicate goes to the other.

    Raises CurationError, also where an id tells the two papers apart.
    """
    kept, gone = page_of(archive, keep), page_of(archive, duplicate)
    if kept.path == gone.path:
        raise CurationError("A page cannot be merged with itself.", "Name two pages.")
    _refuse_two_papers(kept, gone)
    plan = Plan()
    written = archive.ledger.pop(gone.path, None)
    base = archive.ledger.get(kept.path, Written())
    joined = join(kept, base, gone, written or Written(), archive.vocabulary.meant)
    _take_over(archive, plan, kept, gone, joined)
    _take_away(archive, plan, gone)
    plan.redirects = archive.redirects = archive.redirects.after_move(gone.address, kept.address)
    plan.report.kept += [KeptValue(kept.path, value) for value in joined.lost]
    lead(archive, plan, gone.path, kept.path)
    if written is not None:
        plan.forgotten.append(gone.path)
    if written is not None or kept.path in archive.ledger:
        plan.ledger[kept.path] = archive.ledger[kept.path] = joined.base
        Updater(archive).update(kept.path, joined.base.digests, plan)
    return plan


def _refuse_two_papers(kept: Page, gone: Page) -> None:
    for kind in ids.differing(kept.paper.ids, gone.paper.ids):
        one, other = (f"docs/{page.path} ({kind} {page.paper.ids[kind]})" for page in (kept, gone))
        remedy = "If they are one all the same, remove the wrong id from its page first."
        raise CurationError(f"By their ids, {one} and {other} are two papers.", remedy)


def _take_over(archive: Archive, plan: Plan, kept: Page, gone: Page, joined: Joined) -> None:
    """Bring to the page that is kept what it lacks, and the notes of the other."""
    merged = Merged(joined.changes, joined.abstract, joined.base, ())
    try:
        text = change_page(kept.text, merged)
    except FrontMatterError as error:
        raise CurationError(f"docs/{kept.path}: {error.message}", error.remedy) from None
    if gone.notes:
        notes = ("\n" if text.endswith("\n") else "\n\n") + gone.notes
        text += notes.replace("\n", "\r\n") if "\r\n" in text else notes
    if text != kept.text:
        page, _ = read_page(kept.path, text)
        assert page is not None
        archive.pages[kept.path] = page
        plan.pages[kept.path], plan.before[kept.path] = text, kept.text


def remove(archive: Archive, path: str, notice: str) -> Plan:
    """Take a page down for good: a notice stands at its address, no digest brings it back.

    All but title and ids, to know the paper by, is taken out of records and ledger too.
    Raises CurationError.
    """
    page = page_of(archive, path)
    plan = Plan()
    _take_away(archive, plan, page)
    plan.redirects = archive.redirects = archive.redirects.after_removal(page.address, notice)
    change_entries(archive, plan, lambda _, item: item.bare() if item.page == page.path else item)
    plan.ledger[page.path] = archive.ledger[page.path] = _bare(page, archive.ledger.get(page.path, Written()))
    return plan


def _bare(page: Page, written: Written) -> Written:
    """What the ledger remembers of a page that was taken down: enough to know the paper by."""
    said = {**fields_of(page.paper), **written.fields}
    fields = {field: value for field, value in said.items() if field == "title" or field.startswith("ids.")}
    return Written(fields=fields, digests=written.digests)
