"""``papershelf build``: the check, then the site."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from generator.check.report import FORMATS
from generator.check.run import check
from generator.cli.clock import today
from generator.cli.report import one_line
from generator.model.problem import Problem
from generator.site.build import BuildReport, SiteError, site_folder
from generator.site.build import build as build_site
from generator.site.checksums import CHECKSUMS, write_checksums

_PLUGIN = "papershelf: "
"""How MkDocs begins what a plugin says."""


def build(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing where anything is wrong.")] = False,
) -> None:
    """Check the archive and build its site.

    A page that is wrong is left out and named, here and on the site's status page; the others are published.
    """
    root: Path = context.obj
    problems = [problem for problem in check(root, today=today()) if problem.severity == "error"]
    typer.echo(FORMATS["text"](problems), nl=False, err=True)
    if problems and strict:
        typer.echo(f"Nothing was built: {_count(problems)}. Mend what stands above.", err=True)
        raise typer.Exit(1)
    try:
        built = build_site(root, strict=strict)
    except SiteError as error:
        for line in (*error.warnings, str(error)):
            typer.echo(one_line(line), err=True)
        raise typer.Exit(1) from None
    known = {str(problem) for problem in problems}
    for warning in built.warnings:
        if (line := warning.removeprefix(_PLUGIN)) not in known:
            typer.echo(one_line(line), err=True)
    typer.echo(_told(built, root))


def checksums(context: typer.Context) -> None:
    """Write checksums.txt into the site that was built: every file of it with its SHA-256, to be signed."""
    root: Path = context.obj
    try:
        site = site_folder(root)
    except SiteError as error:
        _fail(str(error))
    if not site.is_dir():
        _fail("There is no site yet. Run papershelf build first.")
    write_checksums(site)
    typer.echo(f"{_below(site, root)}/{CHECKSUMS}")


def _fail(line: str) -> NoReturn:
    typer.echo(one_line(line), err=True)
    raise typer.Exit(1)


def _count(problems: list[Problem]) -> str:
    return "one problem" if len(problems) == 1 else f"{len(problems)} problems"


def _told(built: BuildReport, root: Path) -> str:
    return (
        f"{_below(built.site_dir, root)}/ holds {built.papers} papers of {built.digests} "
        f"{'digest' if built.digests == 1 else 'digests'} under {built.tags} topics. "
        "make serve (or mkdocs serve) opens it at http://127.0.0.1:8000/."
    )


def _below(folder: Path, root: Path) -> Path:
    """A folder as seen from the archive, where it lies in it."""
    return folder.relative_to(root.resolve()) if folder.is_relative_to(root.resolve()) else folder
