"""The report of what was found of papers, for people and as the message of a commit."""

from collections.abc import Sequence
from pathlib import Path

import typer

from generator.cli import report
from generator.cli.report import Failure, counted
from generator.enrich.found import Found
from generator.enrich.seek import Offer
from generator.model.ids import address
from generator.model.record import Suggestion
from generator.site.origin import field_words
from generator.storage.files import write_whole


def tell(found: Found, failures: Sequence[Failure], looked: int, *, dry_run: bool) -> None:
    """Print what was found, what is doubtful, and what failed."""
    if dry_run:
        typer.echo(found.plan.diff(), nl=False)
    pages = len({offer.page for offer, _ in found.taken})
    doubtful = len({one.page for one in found.doubtful})
    head = f"{counted(looked, 'paper', 'papers')} looked for: {pages} found, {doubtful} doubtful"
    lines = [head, *report.listed("found", [_given(*one) for one in found.taken])]
    lines += report.listed("doubtful, for a person to say", [_doubt(one) for one in found.doubtful])
    lines += report.details([found.plan.report])
    for line in lines:
        typer.echo(report.one_line(line), err=dry_run)
    for failure in failures:
        typer.echo(report.one_line(str(failure)), err=True)


def _given(offer: Offer, facts: tuple[str, ...]) -> str:
    words = ", ".join(field_words(fact) for fact in facts)
    return f"docs/{offer.page}: {words} from {offer.origin.source}. {offer.verdict.told}"


def _doubt(one: Suggestion) -> str:
    where = next((address(kind, value) for kind, value in one.ids.items()), "no id")
    return f"docs/{one.page}: {one.title!r}, {where}. {one.reason}"


def message_of(found: Found) -> str:
    """The message of a commit: fixed words and numbers, nothing that a source says."""
    head = f"Fill in what digests left out: {counted(len(found.plan.pages), 'page', 'pages')} changed"
    doubtful = len(found.doubtful)
    return f"{head}\n" + (f"\nDoubtful, for a person to say: {doubtful}\n" if doubtful else "")


def write_message(file: Path | None, message: str, *, is_new: bool) -> None:
    """Write the message where it is wanted and there is something to commit; say so where there is not."""
    if not is_new:
        typer.echo("Nothing changed.")
        if file is not None:
            file.unlink(missing_ok=True)
    elif file is not None:
        write_whole(file, message)
