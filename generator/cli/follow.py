"""``papershelf follow``: what became of papers is asked for again, on a schedule."""

from pathlib import Path

import typer

from generator.cli import report
from generator.cli.findings import write_message
from generator.cli.look import ask_by_ids
from generator.cli.options import DryRun, Message
from generator.cli.report import Failure, counted
from generator.cli.services import arxiv_org
from generator.cli.work import at_work, write
from generator.enrich.changes import Followed, Kind, numbers
from generator.enrich.changes import follow as followed_by
from generator.ingest.follow import follow as lead_after
from generator.ingest.update import Updater
from generator.model.digest import Entry


def follow(
    context: typer.Context,
    dry_run: DryRun = False,
    message: Message = None,
) -> None:
    """Ask arXiv again for the papers that have its id: was one withdrawn, accepted somewhere, or revised?

    A withdrawal gives the page its status and a notice, an acceptance its venue, unless a person wrote one;
    new versions are told. Two hundred papers are asked for at once, three seconds between two questions.
    ARXIV_ENDPOINT names a mirror. A service that fails costs a line; what came before is written.
    """
    root: Path = context.obj
    papers: dict[str, Entry] = {}
    with at_work(root, dry_run=dry_run) as (archive, failures):
        moved = lead_after(archive)
        is_new = not dry_run and write(root, moved, archive)
        wanted = sorted(numbers(archive))
        failed = list(ask_by_ids(arxiv_org(), wanted, papers.update))
        failures += failed or [_unknown(number) for number in wanted if number not in papers]
        followed = followed_by(archive, Updater(archive), papers)
        if not dry_run:
            is_new |= write(root, followed.plan, archive)
    _tell(followed, failures, len(papers), dry_run=dry_run)
    write_message(message, _message(followed), is_new=is_new)


def _unknown(number: str) -> Failure:
    return Failure("arXiv", 0, f"There is no paper {number}.", "Look at the page that has this id.")


def _tell(followed: Followed, failures: list[Failure], papers: int, *, dry_run: bool) -> None:
    if dry_run:
        typer.echo(followed.plan.diff(), nl=False)
    changed = counted(len(followed.plan.pages), "page", "pages")
    lines = [f"{counted(papers, 'paper', 'papers')} asked for, {changed} changed"]
    for kind in Kind:
        lines += report.listed(
            kind, [f"docs/{one.page}: {one.words}" for one in followed.changes if one.kind is kind]
        )
    for line in [*lines, *report.details([followed.plan.report])]:
        typer.echo(report.one_line(line), err=dry_run)
    for failure in failures:
        typer.echo(report.one_line(str(failure)), err=True)


def _message(followed: Followed) -> str:
    """Fixed words and numbers, nothing that a source says."""
    head = f"Follow what became of papers: {counted(len(followed.plan.pages), 'page', 'pages')} changed"
    numbers = ((kind, sum(one.kind is kind for one in followed.changes)) for kind in Kind)
    lines = [f"{kind.capitalize()}: {number}" for kind, number in numbers if number]
    return "\n".join([head, "", *lines]).strip() + "\n"
