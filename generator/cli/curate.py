"""The curator's commands: each works out a plan, shows it or writes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from generator.cli import report
from generator.cli.options import DryRun
from generator.cli.work import at_work, refuse_damage, write
from generator.curate import move as moving
from generator.curate import undo
from generator.curate.errors import CurationError
from generator.curate.refresh import reclean as recleaned
from generator.curate.refresh import retag as retagged
from generator.curate.rename_tag import rename_tag as tag_renamed
from generator.ingest.follow import follow
from generator.ingest.plan import Plan
from generator.model.archive import Archive
from generator.model.provenance import Origin, origins
from generator.storage.reading import read_archive, read_vocabulary_texts

PageName = Annotated[str, typer.Argument(metavar="PAGE", help="A page, such as docs/papers/2026-11/x.md.")]


def retag(context: typer.Context, dry_run: DryRun = False) -> None:
    """Tag every paper anew; tags that people added or took out stay so."""
    _carry_out(context.obj, retagged, dry_run=dry_run)


def reclean(context: typer.Context, dry_run: DryRun = False) -> None:
    """Clean every paper anew from the records; what people edited stays."""
    _carry_out(context.obj, recleaned, dry_run=dry_run)


def rename_tag(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="The topic's name now, as papers write it.")],
    new: Annotated[str, typer.Argument(help="Its new name.")],
    dry_run: DryRun = False,
) -> None:
    """Rename a topic in the vocabulary and on every page; the old address leads to the new one."""
    root: Path = context.obj
    _carry_out(
        root,
        lambda archive: tag_renamed(archive, read_vocabulary_texts(root), old, new),
        dry_run=dry_run,
    )


def merge(
    context: typer.Context,
    keep: Annotated[str, typer.Argument(help="The page that stays.")],
    duplicate: Annotated[str, typer.Argument(help="The page of the same paper that goes.")],
    dry_run: DryRun = False,
) -> None:
    """Make two pages of one paper one; the address of the duplicate leads to the page that is kept.

    Pages that have different ids of one kind are two papers; if they are one, remove the wrong id first.
    """
    _carry_out(context.obj, lambda archive: moving.merge(archive, keep, duplicate), dry_run=dry_run)


def split(
    context: typer.Context,
    page: PageName,
    digest: Annotated[str, typer.Argument(help="The digest whose entry is another paper.")],
    dry_run: DryRun = False,
) -> None:
    """Give what a digest filed under a page a page of its own."""
    _carry_out(context.obj, lambda archive: undo.split(archive, page, digest), dry_run=dry_run)


def move(
    context: typer.Context,
    page: PageName,
    target: Annotated[str, typer.Argument(help="Where it goes: docs/papers/2026-11/another-name.md.")],
    dry_run: DryRun = False,
) -> None:
    """Give a page another address; the old one leads to it."""
    _carry_out(context.obj, lambda archive: moving.move(archive, page, target), dry_run=dry_run)


def release(
    context: typer.Context,
    page: PageName,
    field: Annotated[str, typer.Argument(help="title, authors, tags, links.code, abstract …")],
    dry_run: DryRun = False,
) -> None:
    """Give a field that a person changed back to the machine."""
    _carry_out(context.obj, lambda archive: undo.release(archive, page, field), dry_run=dry_run)


def drop(
    context: typer.Context,
    digest: Annotated[str, typer.Argument(help="A record, such as digests/hf-text-2026-11-23.json.")],
    dry_run: DryRun = False,
) -> None:
    """Take a digest back, with the pages that nobody touched."""
    _carry_out(context.obj, lambda archive: undo.drop(archive, digest), dry_run=dry_run)


def remove(
    context: typer.Context,
    page: PageName,
    notice: Annotated[str, typer.Option(help="What stands at the address from now on.")] = (
        "This page was taken down."
    ),
    dry_run: DryRun = False,
) -> None:
    """Take a page down for good: no digest brings it back, and a notice stands at its address."""
    _carry_out(context.obj, lambda archive: moving.remove(archive, page, notice), dry_run=dry_run)


def why(context: typer.Context, page: PageName) -> None:
    """Say where each value of a page comes from: which digest, or a person."""
    archive = read_archive(context.obj)
    refuse_damage(archive)
    try:
        path = moving.page_of(archive, page).path
    except CurationError as error:
        _fail(error)
    for origin in origins(archive, path):
        typer.echo(report.one_line(_told(archive, origin)))


def _told(archive: Archive, origin: Origin) -> str:
    dates = [f"{name} ({archive.records[name].format})" for name in origin.records]
    parts = [", ".join(dates) or "a person"]
    if origin.people:
        parts = [*dates[:1], f"a person added {', '.join(origin.people)}"]
    if origin.removed:
        parts.append(f"a person took out {', '.join(origin.removed)}")
    return f"{origin.field}: {'; '.join(parts)}"


def _carry_out(root: Path, plan_of: Callable[[Archive], Plan], *, dry_run: bool) -> None:
    with at_work(root, dry_run=dry_run) as (archive, left):
        moved = follow(archive)
        if not dry_run:
            write(root, moved, archive)
        try:
            plan = plan_of(archive)
        except CurationError as error:
            _fail(error)
        if dry_run:
            typer.echo(moved.diff() + plan.diff(), nl=False)
        else:
            write(root, plan, archive)
    for failure in left:
        typer.echo(report.one_line(str(failure)), err=True)
    for line in report.summary(plan):
        typer.echo(report.one_line(line), err=dry_run)


def _fail(error: CurationError) -> NoReturn:
    typer.echo(report.one_line(str(error)), err=True)
    raise typer.Exit(2)
