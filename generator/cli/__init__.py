"""The commands. Only here is anything printed, and only here does the program exit."""

import sys
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final

import typer

from generator import __version__
from generator.cli import report

COMMANDS: Final = {
    "init": "init", "add": "add", "fetch": "fetch", "enrich": "enrich", "follow": "follow", "inbox": "inbox",
    "form": "form", "mail": "mail", "build": "build", "checksums": "build", "check": "check", "fmt": "check",
    "schema": "check", "summary": "summary", "upgrade": "upgrade", "why": "curate", "retag": "curate",
    "reclean": "curate", "rename-tag": "curate", "release": "curate", "move": "curate", "merge": "curate",
    "split": "curate", "drop": "curate", "remove": "curate",
}  # fmt: skip
"""Their names, each with its module here, in the order in which they are told."""


def application(words: Collection[str] = ()) -> typer.Typer:
    """The program, as far as these words of a command line may ask for it: most commands take less time than
    it would take to load all of them."""
    app = typer.Typer(
        name="papershelf",
        help="Turn digests of papers into a lasting, searchable archive.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_before_the_command)
    for name in [name for name in COMMANDS if name in words] or COMMANDS:
        module = import_module(f"{__name__}.{COMMANDS[name]}")
        app.command(name)(getattr(module, name.replace("-", "_")))
    return app


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"papershelf {__version__}")
        raise typer.Exit


def _before_the_command(
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
        application(sys.argv[1:])()
    except OSError as error:
        typer.echo(report.one_line(str(report.unwritten(error))), err=True)
        raise SystemExit(1) from None
