"""``papershelf check``, ``fmt`` and ``schema``: what is wrong, and what has one right answer."""

import json
import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.check.changes import RevisionError
from generator.check.layout import fmt as laid_out
from generator.check.mend import fix as mend_pages
from generator.check.report import FORMATS
from generator.check.run import check as check_archive
from generator.cli.clock import today
from generator.cli.report import one_line
from generator.cli.work import alone
from generator.model.problem import Problem
from generator.storage.files import write_whole
from generator.storage.reading import read_archive, read_vocabulary
from generator.text.schema import front_matter_schema


class Format(StrEnum):
    """How problems are told."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH…]", help="Files or folders; all by default.")
]


def check(
    context: typer.Context,
    paths: Paths = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what has one right answer.")] = False,
    changed_since: Annotated[
        str | None, typer.Option(metavar="REV", help="Report only on what changed since this revision.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.TEXT,
) -> None:
    """Look for mistakes in pages, topics, records and files; exit with 1 where there is one."""
    root: Path = context.obj
    paths = _found(root, paths)
    if fix:
        with alone(root):
            mended = mend_pages(root, _problems(root, paths, changed_since))
        for path in mended:
            typer.echo(f"mended {one_line(path)}", err=True)
    problems = _problems(root, paths, changed_since)
    typer.echo(FORMATS[form](problems), nl=False)
    errors = sum(problem.severity == "error" for problem in problems)
    if form is Format.TEXT:
        typer.echo(_summary(errors, len(problems) - errors), err=True)
    if errors:
        raise typer.Exit(1)


def _found(root: Path, paths: list[Path] | None) -> list[Path]:
    """Files that somebody names, from where he stands or from the archive, as messages name them.

    Raises typer.Exit, with the reason printed, where there is no such file.
    """
    found = []
    for path in paths or ():
        there = [one for one in (path, root / path) if os.path.lexists(one)]
        if not there:
            typer.echo(f"{one_line(str(path))}: there is no such file or folder.", err=True)
            raise typer.Exit(2)
        found.append(there[0])
    return found


def _problems(root: Path, paths: list[Path], changed_since: str | None) -> list[Problem]:
    try:
        return check_archive(root, today=today(), paths=paths, changed_since=changed_since)
    except RevisionError as error:
        typer.echo(one_line(str(error)), err=True)
        raise typer.Exit(2) from None


def _summary(errors: int, notes: int) -> str:
    told = {0: "All is well", 1: "One problem"}.get(errors, f"{errors} problems")
    noted = {0: "", 1: ", one note"}.get(notes, f", {notes} notes")
    return f"{told}{noted}."


def fmt(context: typer.Context, paths: Paths = None) -> None:
    """Put known keys in their order and mend line ends; nothing that a page says changes."""
    root: Path = context.obj
    with alone(root):
        for path in _laid_out(root, _found(root, paths)):
            typer.echo(f"docs/{one_line(path)}")


def _laid_out(root: Path, paths: list[Path]) -> Iterator[str]:
    archive = read_archive(root)
    texts = {path: page.text for path, page in archive.pages.items()} | archive.broken
    wanted = [path.resolve() for path in paths or [root]]
    for path, text in sorted(texts.items()):
        file = root / "docs" / path
        if any(file.resolve().is_relative_to(one) for one in wanted) and (new := laid_out(text)) != text:
            write_whole(file, new)
            yield path


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a page's front matter, for editors."""
    vocabulary = read_vocabulary(context.obj, [])
    typer.echo(json.dumps(front_matter_schema(vocabulary), indent=2, ensure_ascii=False))
