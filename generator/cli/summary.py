"""``papershelf summary``: a branch in words, for the page of a pull request."""

from pathlib import Path
from typing import Annotated

import typer

from generator.check.changes import RevisionError, changed_files
from generator.check.run import check
from generator.check.summary import summary as in_words
from generator.cli.clock import tick, today
from generator.cli.report import one_line
from generator.storage.browsing import browse_archive


def summary(
    context: typer.Context,
    changed_since: Annotated[str, typer.Option(metavar="REV", help="What the branch started from.")],
) -> None:
    """Say in Markdown what changed since a revision, and what the check says of it."""
    root: Path = context.obj
    try:
        changed = changed_files(root, changed_since)
        problems = check(root, today=today(), changed_since=changed_since)
    except RevisionError as error:
        typer.echo(one_line(str(error)), err=True)
        raise typer.Exit(2) from None
    pages = browse_archive(root, now=tick()).pages
    titles = {f"docs/{path}": page.paper.title for path, page in pages.items()}
    typer.echo(in_words(changed, titles, problems), nl=False)
