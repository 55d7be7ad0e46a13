"""``papershelf init``: a new archive."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.report import counted, one_line
from generator.starter.archive import REPOSITORY, Wanted, files, in_the_way, write

SHOWN = 10
"""Files in the way that are named; the rest is a number."""


def _repository(text: str) -> str:
    if not REPOSITORY.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is no repository. Write owner/name, as GitHub does.")
    return text


def _name(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise typer.BadParameter("A name is one line of text.")
    return text.strip()


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where it is to stand.")] = Path(),
    name: Annotated[
        str, typer.Option(help="What the archive is called.", parser=_name)
    ] = "Archive of papers",
    repository: Annotated[
        str | None,
        typer.Option(metavar="OWNER/NAME", help="Its repository at GitHub.", parser=_repository),
    ] = None,
) -> None:
    """Make a new archive: settings, workflows, a vocabulary to start from, an example in the inbox."""
    texts = files(Wanted(name, repository))
    if found := in_the_way(folder, texts):
        more = [f"… and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        for line in (*found[:SHOWN], *more):
            typer.echo(one_line(line), err=True)
        typer.echo(one_line(f"{folder} holds this already, and nothing was written over it."), err=True)
        raise typer.Exit(1)
    write(folder, texts)
    typer.echo(
        one_line(f"{folder.resolve().name}/ is an archive now, of {counted(len(texts), 'file', 'files')}.")
    )
    typer.echo("papershelf inbox takes the example in, papershelf build makes the site. README.md goes on.")
