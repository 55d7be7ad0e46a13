"""The report of an ingest as the message of a commit.

Fixed words and numbers, and names of records, which the program makes: nothing that a digest says. A
commit message can close issues, call people and skip workflows.
"""

from collections.abc import Sequence
from pathlib import Path

import typer

from generator.cli.intake import Intake
from generator.cli.report import counted
from generator.ingest.plan import Report
from generator.storage.files import write_whole


def commit_message(reports: Sequence[Report], left: int = 0, cleared: int = 0) -> str:
    """The message for digests taken in; `left` and `cleared` count files of the inbox."""
    new = sum(len(report.new) for report in reports)
    changed = sum(len(report.changed) for report in reports)
    digests = counted(len({report.digest for report in reports}), "digest", "digests")
    head = f"Add {digests}: {counted(new, 'new page', 'new pages')}, {changed} changed"
    if not reports:
        head = "Follow the pages that people moved" if not cleared else "Clear the inbox"
    lines = [head, "", *(line for report in reports for line in _lines(report))]
    if cleared:
        lines.append(f"Taken from the inbox: {counted(cleared, 'file', 'files')}")
    if left:
        lines.append(f"Left in the inbox, not understood in whole: {counted(left, 'file', 'files')}")
    return "\n".join(lines) + "\n"


def _lines(report: Report) -> list[str]:
    """What became of a digest: a line, and one below it for each thing that asks for a person."""
    notes = {
        "kept as people edited them": len(report.kept),
        "deleted by people and not brought back": len(report.deleted),
        "left, since their page cannot be read": len(report.unmerged),
        "possibly the same paper as another": len(report.duplicates),
        "not understood": len(report.unread),
    }
    head = f"{report.digest}: {counted(report.entries, 'entry', 'entries')}, {len(report.new)} new"
    rest = f", {len(report.changed)} changed, {len(report.unchanged)} unchanged"
    return [head + rest, *(f"  {number} {what}" for what, number in notes.items() if number)]


def write_message(file: Path | None, intake: Intake, *, left: int = 0, cleared: int = 0) -> None:
    """Write the message where it is wanted and there is something to commit; say so where there is not."""
    if not (intake.has_written or cleared):
        typer.echo("Nothing changed.")
        if file is not None:
            file.unlink(missing_ok=True)
    elif file is not None:
        write_whole(file, commit_message([plan.report for plan in intake.plans], left, cleared))
