"""All rules, in the order in which a page is read, and how they are put to an archive."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.check import authors, body, duplicates, files, front_matter, logs, notes, redirects, vocabulary
from generator.check.subject import Finding, Prose, Sheet, Subject
from generator.model.problem import Problem

SheetRule: TypeAlias = Callable[[Sheet, Subject], Iterator[Finding]]
ProseRule: TypeAlias = Callable[[Prose], Iterator[Finding]]
SubjectRule: TypeAlias = Callable[[Subject], Iterator[Finding]]

SHEET_RULES: tuple[SheetRule, ...] = (
    front_matter.unknown_key,
    front_matter.one_line,
    front_matter.unseen,
    front_matter.date_range,
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
"""Asked of each page of a paper by itself. Faults that keep a page from being read are told by the reader."""

EVERY_TEXT: tuple[ProseRule, ...] = (body.conflict_marker, body.snippet, body.unseen, body.body_link)
"""Asked of all Markdown in ``docs/``."""

PAPER_TEXT: tuple[ProseRule, ...] = (*EVERY_TEXT, body.second_paper, body.html)
TAG_TEXT: tuple[ProseRule, ...] = (*EVERY_TEXT, body.html)
HAND_WRITTEN_TEXT: tuple[ProseRule, ...] = (*EVERY_TEXT, body.active_html)

SUBJECT_RULES: tuple[SubjectRule, ...] = (
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
    logs.log_conflict,
    logs.record_by_hand,
    logs.digest_day,
    logs.ledger_by_hand,
    logs.ledger_month,
    logs.ledger_digests,
    logs.entry_page,
    notes.unlisted,
    notes.deleted,
)
"""Asked of the archive as a whole."""

NOTES = frozenset({"line-ends", "untagged", "unlisted", "deleted"})
"""Names of the rules that tell what is no mistake."""


def name_of(rule: SheetRule | ProseRule | SubjectRule) -> str:
    """A rule's name as reports show it."""
    return rule.__name__.replace("_", "-")


def findings(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """Everything that the rules have to say, with the name of the rule."""
    for sheet in subject.sheets():
        for rule in SHEET_RULES:
            yield from ((name_of(rule), finding) for finding in rule(sheet, subject))
        yield from _of_text(sheet.prose, PAPER_TEXT)
    for prose in subject.proses():
        is_entry = prose.path.startswith(("docs/tags/", "docs/authors/"))
        yield from _of_text(prose, TAG_TEXT if is_entry else HAND_WRITTEN_TEXT)
    for whole in SUBJECT_RULES:
        yield from ((name_of(whole), finding) for finding in whole(subject))


def _of_text(prose: Prose, rules: tuple[ProseRule, ...]) -> Iterator[tuple[str, Finding]]:
    for rule in rules:
        yield from ((name_of(rule), finding) for finding in rule(prose))


def problem(rule: str, finding: Finding) -> Problem:
    """A finding as it is reported."""
    return Problem(*finding[:5], rule=rule, severity="note" if rule in NOTES else "error")
