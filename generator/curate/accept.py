"""An accepted form becomes a new page, or a change of one, by the ways that digests and pages go."""

import re

from generator.curate.errors import CurationError
from generator.curate.form import FIELDS, Correction, Suggestion
from generator.ingest.add import Ingest
from generator.ingest.merge import Merged
from generator.ingest.plan import Plan
from generator.ingest.write import change_page
from generator.model import ids
from generator.model.archive import Archive
from generator.model.dates import check_date
from generator.model.digest import Digest, Entry
from generator.model.fields import is_list
from generator.model.ledger import Value, Written
from generator.model.page import Page
from generator.text import links
from generator.text.clean import LONGEST_NAME, clean_abstract, clean_line
from generator.text.front_matter import FrontMatterError
from generator.text.page import read_page, shown

_PAGE = re.compile(r"papers/\d{4}(?:-\d{2})?/[a-z0-9][a-z0-9-]{0,150}")
_BULLET = re.compile(r"[-*•]\s+")
_AGAIN = "Correct the issue, take the label off and set it again."


def suggested(archive: Archive, form: Suggestion, day: str) -> Plan:
    """The page of a suggested paper, cleaned and tagged as a digest of that day would be; written by nobody's
    machine, so that neither ledger nor record speaks of it. Raises CurationError."""
    name = ids.from_address(form.address) or _bare_id(form.address)
    entry = Entry(
        title=form.title,
        abstract=form.abstract,
        authors=tuple(_lines(form.authors)),
        date=_date(form.date),
        ids={name.kind: name.value} if name else {},
        links={} if name else {links.classify(form.address): (_address(form.address),)},
    )
    plan = Ingest(archive).add(Digest(source="suggestion", format="form", date=day, entries=(entry,)))
    [item] = archive.records[f"suggestion-{day}"].entries
    if item.page is None:
        raise CurationError("The suggestion has no title.", _AGAIN)
    if item.page not in plan.report.new:
        told = "has it already" if item.outcome == "page" else "had it, and people took it away"
        raise CurationError(f"The archive {told}: docs/{item.page}.", "Correct that page instead.")
    return _validated(Plan(pages={item.page: plan.pages[item.page]}), item.page)


def corrected(archive: Archive, form: Correction) -> Plan:
    """The page with one value changed, as if a person had edited it. Raises CurationError."""
    page = _page(archive, form.page)
    if form.field not in FIELDS:
        raise CurationError(f"{shown(form.field)} cannot be corrected.", f"Use one of: {', '.join(FIELDS)}.")
    if form.field == "abstract":
        changes: dict[str, Value | None] = {}
        abstract, _ = clean_abstract(form.value, archive.settings.mirrors)
    else:
        changes, abstract = {form.field: _value(archive, form.field, form.value) or None}, None
    try:
        text = change_page(page.text, Merged(changes, abstract, Written(), ()))
    except FrontMatterError as error:
        raise CurationError(f"docs/{page.path}:{error.line}: {error.message}", error.remedy) from None
    if text == page.text:
        raise CurationError(f"docs/{page.path} says so already.", "Close the issue.")
    return _validated(Plan(pages={page.path: text}, before={page.path: page.text}), page.path)


def _page(archive: Archive, named: str) -> Page:
    """The page that a path in the repository or an address on the site names, old addresses included."""
    match = _PAGE.search(named[:1000])
    stem = match[0] if match else ""
    stem = archive.redirects.moved.get(f"{stem}/", stem).rstrip("/")
    page = archive.pages.get(f"{stem}.md")
    if page is None:
        message = f"{shown(named)} names no page of a paper that can be read."
        raise CurationError(message, "Write it as docs/papers/2026-11/some-words.md.")
    return page


def _value(archive: Archive, field: str, typed: str) -> Value:
    """A value in the form that pages have; empty where it is to be taken out. Raises CurationError."""
    if is_list(field):
        return tuple(_member(archive, field, line) for line in _lines(typed))
    if field == "date":
        return _date(typed) or ""
    if field.startswith("ids."):
        return _id(field.removeprefix("ids."), " ".join(typed.split()))
    return clean_line(typed)


def _member(archive: Archive, field: str, line: str) -> str:
    if field == "tags":
        return archive.vocabulary.meant(line)
    if field.startswith("links."):
        return _address(links.unmirror(line, archive.settings.mirrors))
    return clean_line(line, LONGEST_NAME)


def _lines(typed: str) -> list[str]:
    """What stands on each line, without the dash that people put before it."""
    lines = (_BULLET.sub("", line.strip(), count=1) for line in typed.splitlines())
    return [line for line in lines if line]


def _date(typed: str) -> str | None:
    try:
        return check_date(typed.strip()) if typed.strip() else None
    except ValueError:
        remedy = "Write a year, a month or a day: 2024, 2024-01, 2024-01-13."
        raise CurationError(f"{shown(typed)} is not a date.", remedy) from None


def _id(kind: str, typed: str) -> str:
    named = ids.from_address(typed)
    value = named.value if named and named.kind == kind else ids.normalise(kind, typed)
    if typed and value is None:
        raise CurationError(
            f"{shown(typed)} is not an id of {kind}.", f"Write it as in {ids.EXAMPLES[kind]}."
        )
    return value or ""


def _bare_id(typed: str) -> ids.Identifier | None:
    """An arXiv id or a DOI without its address; the other schemes' ids look like any word."""
    for kind in ("arxiv", "doi"):
        if value := ids.normalise(kind, typed):
            return ids.Identifier(kind, value)
    return None


def _address(typed: str) -> str:
    address = links.normalise(typed)
    if address is None:
        raise CurationError(f"{shown(typed)} is not an address.", "Write it whole, beginning with https://.")
    return address


def _validated(plan: Plan, path: str) -> Plan:
    """The plan, if its page can be read again. Raises CurationError with what is wrong first."""
    _, problems = read_page(path, plan.pages[path] or "")
    if problems:
        raise CurationError(f"The page would be wrong: {problems[0].message}", problems[0].remedy)
    return plan
