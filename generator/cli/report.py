"""The report of an ingest, for people and for machines."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import typer

from generator.ingest.merge import Kept
from generator.ingest.plan import Plan, Report
from generator.model.ledger import Value
from generator.storage.refusal import refusal

SHOWN = 20
"""Items of one kind that are listed for a person; the rest is a number. ``--json`` lists all."""


class Failure(NamedTuple):
    """A file that could not be read or written, and what to do; of a service there is no line."""

    path: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} {self.remedy}".rstrip()


def undated(path: str) -> Failure:
    """A digest whose day is not known."""
    remedy = "Give it: --date 2026-11-23, or write it into the name of the file."
    return Failure(path, 1, "The digest does not say its day.", remedy)


def left_alone(path: str) -> Failure:
    """A page that was edited while an interrupted run waited to be finished."""
    return Failure(path, 1, "It changed after a run was interrupted, and was left.", "Add the digest again.")


def unwritten(error: OSError) -> Failure:
    """A file that the disk did not take."""
    file, reason, remedy = refusal(error, "standard output")
    return Failure(file, 1, f"It cannot be written: {reason}.", f"{remedy}, and run the command again.")


def show(plans: Sequence[Plan], failures: Sequence[Failure], *, as_json: bool, as_diff: bool) -> None:
    """Print what became of the digests."""
    if as_json:
        typer.echo(json.dumps(_for_machines(plans, failures), ensure_ascii=False, indent=2))
        return
    if as_diff:
        for plan in plans:
            typer.echo(plan.diff(), nl=False)
    for line in _for_people([plan.report for plan in plans]):
        typer.echo(one_line(line))
    for failure in failures:
        typer.echo(one_line(str(failure)), err=True)


def summary(plan: Plan) -> list[str]:
    """What a curator's command does, in a line, and then whatever asks for a person."""
    texts = plan.pages.items()
    new = sum(text is not None and path not in plan.before for path, text in texts)
    gone = sum(text is None for _, text in texts)
    changed = len(plan.pages) - new - gone
    return [f"{counted(changed, 'page', 'pages')} changed, {new} new, {gone} gone", *details([plan.report])]


def one_line(text: str) -> str:
    """A text without control characters: it may come from outside, and a terminal obeys them."""
    return "".join(mark if mark.isprintable() else " " for mark in text)


def _for_people(reports: Sequence[Report]) -> list[str]:
    lines = [
        f"{digest.digest}: {counted(digest.entries, 'entry', 'entries')} read, {len(digest.new)} new, "
        f"{len(digest.changed)} changed, {len(digest.unchanged)} unchanged"
        for digest in reports
    ]
    if len(lines) > SHOWN:
        lines = [_total(reports)]
    return lines + details(reports)


def details(reports: Sequence[Report]) -> list[str]:
    """What asks for a person."""
    lines = listed("kept as edited", [f"{page}: {_kept(kept)}" for one in reports for page, kept in one.kept])
    lines += listed("deleted by people, not brought back", [path for one in reports for path in one.deleted])
    lines += listed(
        "left as they are, since they cannot be read", [path for one in reports for path in one.unmerged]
    )
    lines += listed("stay, since people edited them", [path for one in reports for path in one.edited])
    duplicates = [f"{pair.page}: {', '.join(pair.others)}" for one in reports for pair in one.duplicates]
    lines += listed("possible duplicates", duplicates)
    unread = [
        f"{one.file or one.digest}:{line}: {why} {text!r}"
        for one in reports
        for line, text, why in one.unread
    ]
    return lines + listed("not understood", unread)


def _total(reports: Sequence[Report]) -> str:
    entries = sum(one.entries for one in reports)
    new, changed, unchanged = (
        sum(len(getattr(one, kind)) for one in reports) for kind in ("new", "changed", "unchanged")
    )
    return (
        f"{len(reports)} digests: {counted(entries, 'entry', 'entries')} read, {new} new, "
        f"{changed} changed, {unchanged} unchanged"
    )


def listed(title: str, items: Sequence[str]) -> list[str]:
    """A heading with the number of items, and as many of them as a person reads."""
    if not items:
        return []
    more = [f"  … and {len(items) - SHOWN} more; --json lists all"] if len(items) > SHOWN else []
    return [f"{title}: {len(items)}", *(f"  {item}" for item in items[:SHOWN]), *more]


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def _kept(kept: Kept) -> str:
    return f"{kept.field} is {_excerpt(kept.page)}, a digest says {_excerpt(kept.machine)}"


def _excerpt(value: Value | None) -> str:
    text = "absent" if value is None else repr(value) if isinstance(value, str) else ", ".join(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _for_machines(plans: Sequence[Plan], failures: Sequence[Failure]) -> dict[str, object]:
    return {
        "digests": [_digest(plan.report) for plan in plans],
        "failures": [failure._asdict() for failure in failures],
    }


def _digest(report: Report) -> dict[str, object]:
    return {
        "digest": report.digest,
        "file": report.file,
        "entries": report.entries,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "kept": [{"page": page, **kept._asdict()} for page, kept in report.kept],
        "deleted": report.deleted,
        "unmerged": report.unmerged,
        "duplicates": [pair._asdict() for pair in report.duplicates],
        "unread": [piece._asdict() for piece in report.unread],
    }
