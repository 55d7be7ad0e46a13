"""All rules, in the order in which a page is read, and how they are put to a page and to an archive."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from generator.check import (
    authors,
    body,
    duplicates,
    files,
    front_matter,
    links,
    logs,
    notes,
    redirects,
    vocabulary,
)
from generator.check.links import Reference
from generator.check.subject import Finding, Log, Prose, Sheet, Standards, Subject
from generator.model.problem import Problem

SheetRule: TypeAlias = Callable[[Sheet, Standards], Iterator[Finding]]
ProseRule: TypeAlias = Callable[[Prose], Iterator[Finding]]
LinkRule: TypeAlias = Callable[[Reference, Subject], Iterator[Finding]]
LogRule: TypeAlias = Callable[[Log], Iterator[Finding]]
SubjectRule: TypeAlias = Callable[[Subject], Iterator[Finding]]

SHEET_RULES: tuple[SheetRule, ...] = (
    front_matter.unknown_key,
    front_matter.one_line,
    front_matter.unseen,
    front_matter.notice_alone,
    front_matter.id_form,
    front_matter.link_form,
    front_matter.link_mirror,
    front_matter.link_twice,
    front_matter.unknown_tag,
    front_matter.tag_alias,
    front_matter.tag_twice,
    notes.line_ends,
    notes.untagged,
)
"""Asked of each page of a paper by itself. Faults that keep a page from being read are told by the reader.
What these say, and the rules for its text, hangs on the page and the standards alone, not on the day."""

EVERY_TEXT: tuple[ProseRule, ...] = (body.conflict_marker, body.snippet, body.unseen, body.body_link)
"""Asked of all Markdown in ``docs/``."""

PAPER_TEXT: tuple[ProseRule, ...] = (*EVERY_TEXT, body.second_paper, body.html)
TAG_TEXT: tuple[ProseRule, ...] = (*EVERY_TEXT, body.html)
HAND_WRITTEN_TEXT: tuple[ProseRule, ...] = (*EVERY_TEXT, body.active_html)

LINK_RULES: tuple[LinkRule, ...] = (links.dead_link,)
"""Asked of each link from the text of a paper's page to another file. Only the link is known by the page."""

LOG_RULES: tuple[LogRule, ...] = (
    logs.log_conflict,
    logs.record_by_hand,
    logs.ledger_by_hand,
    logs.ledger_month,
)
"""Asked of each record and each ledger by itself."""

SUBJECT_RULES: tuple[SubjectRule, ...] = (
    front_matter.date_range,
    duplicates.same_id,
    duplicates.same_text,
    duplicates.same_address,
    vocabulary.unknown_parent,
    vocabulary.parent_cycle,
    vocabulary.spelling_clash,
    authors.unknown_paper,
    authors.claim_clash,
    files.plain_file,
    files.kind_of_file,
    files.place_of_page,
    files.file_name,
    files.unreadable_text,
    redirects.redirect_address,
    redirects.redirect_target,
    redirects.redirect_source,
    logs.digest_day,
    logs.ledger_digests,
    logs.entry_page,
    notes.unlisted,
    notes.deleted,
)
"""Asked of the archive as a whole."""

NOTES = frozenset({"line-ends", "untagged", "unlisted", "deleted"})
"""Names of the rules that tell what is no mistake."""


def name_of(rule: SheetRule | ProseRule | LinkRule | LogRule | SubjectRule) -> str:
    """A rule's name as reports show it."""
    return rule.__name__.replace("_", "-")


Told: TypeAlias = tuple[str, Finding]
"""A finding, with the name of the rule that has it."""


def of_page(sheet: Sheet, standards: Standards) -> Iterator[Told]:
    """What the rules have to say of the page of a paper by itself."""
    for rule in SHEET_RULES:
        yield from ((name_of(rule), finding) for finding in rule(sheet, standards))
    yield from _of_text(sheet.prose, PAPER_TEXT)


def of_links(references: Iterable[Reference], subject: Subject) -> Iterator[Told]:
    """What they have to say of where the text of a page leads."""
    for reference in references:
        for rule in LINK_RULES:
            yield from ((name_of(rule), finding) for finding in rule(reference, subject))


def of_log(log: Log) -> Iterator[Told]:
    """What the rules have to say of a record or a ledger by itself."""
    for rule in LOG_RULES:
        yield from ((name_of(rule), finding) for finding in rule(log))


def of_archive(subject: Subject) -> Iterator[Told]:
    """Everything else that they have to say."""
    for prose in subject.proses():
        is_entry = prose.path.startswith(("docs/tags/", "docs/authors/"))
        yield from _of_text(prose, TAG_TEXT if is_entry else HAND_WRITTEN_TEXT)
    for whole in SUBJECT_RULES:
        yield from ((name_of(whole), finding) for finding in whole(subject))


def _of_text(prose: Prose, rules: tuple[ProseRule, ...]) -> Iterator[Told]:
    for rule in rules:
        yield from ((name_of(rule), finding) for finding in rule(prose))


def problem(rule: str, finding: Finding) -> Problem:
    """A finding as it is reported."""
    return Problem(*finding[:5], rule=rule, severity="note" if rule in NOTES else "error")
