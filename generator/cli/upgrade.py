"""``papershelf upgrade``: an archive that an older program kept."""

from pathlib import Path

import typer

from generator.cli.report import counted, one_line
from generator.cli.work import alone
from generator.storage.upgrade import upgraded
from generator.storage.writing import apply


def upgrade(context: typer.Context) -> None:
    """Bring records and ledger to the form in which this version keeps them; pages are not touched.

    Nothing is written where a file is damaged, or was written by a newer version.
    """
    root: Path = context.obj
    with alone(root):
        texts, faults = upgraded(root)
        for path, fault in faults.items():
            typer.echo(
                one_line(f"{path}:1:1: The machine's log cannot be read: {fault}. {fault.remedy}"), err=True
            )
        if faults:
            raise typer.Exit(1)
        apply(root, texts)
    told = counted(len(texts), "file", "files")
    typer.echo(f"{told} brought up to date." if texts else "Everything is up to date.")
