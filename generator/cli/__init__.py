"""The commands. Only here is anything printed, and only here does the program exit."""

from pathlib import Path
from typing import Annotated

import typer

from generator import __version__
from generator.cli import (
    add,
    build,
    check,
    curate,
    enrich,
    fetch,
    follow,
    form,
    inbox,
    init,
    mail,
    report,
    summary,
    upgrade,
)

app = typer.Typer(
    name="papershelf",
    help="Turn digests of papers into a lasting, searchable archive.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    init.init, add.add, fetch.fetch, enrich.enrich, follow.follow, inbox.inbox, form.form, mail.mail,
    build.build, build.checksums, check.check, check.fmt, check.schema, summary.summary, upgrade.upgrade,
    curate.why, curate.retag, curate.reclean, curate.rename_tag, curate.release,
    curate.move, curate.merge, curate.split, curate.drop, curate.remove,
):  # fmt: skip
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"papershelf {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    archive: Annotated[
        Path, typer.Option("--archive", "-C", help="The folder that holds docs/ and digests/.")
    ] = Path(),
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that stand before the command."""
    if context.invoked_subcommand != "init" and not (archive / "docs").is_dir():
        typer.echo(
            f"{archive}: there is no archive here. Run this where docs/ lies, or name it with -C; "
            "papershelf init makes a new one.",
            err=True,
        )
        raise typer.Exit(2)
    context.obj = archive


def main() -> None:
    """Run the command line. What the disk refuses, and no command expected it to, is told as well."""
    try:
        app()
    except OSError as error:
        typer.echo(report.one_line(str(report.unwritten(error))), err=True)
        raise SystemExit(1) from None
