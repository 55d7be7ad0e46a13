"""``papershelf mail``: a digest, or the best of a week, as a newsletter."""

import os
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from generator.cli.clock import now
from generator.cli.report import counted, one_line
from generator.cli.work import at_work
from generator.mail.edition import LATEST, Edition, edition
from generator.mail.errors import MailError, NothingYetError
from generator.mail.message import NOBODY, Envelope, message
from generator.mail.send import Refused, send
from generator.mail.settings import Settings, settings_from
from generator.site.build import SiteError
from generator.site.catalogue import catalogue
from generator.site.identity import Site, site_of
from generator.storage.files import write_whole
from generator.storage.mailings import MAILED, read_mailings, write_mailings

NOTHING_TO_DO = 3
"""The exit status where there is nothing to send, or it was sent before."""


def mail(
    context: typer.Context,
    digest: Annotated[
        str,
        typer.Argument(metavar="EDITION", help="A digest by name, a week such as 2026-W48, latest, or week."),
    ] = LATEST,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write the message; NAME.eml by default.")
    ] = None,
    is_to_be_sent: Annotated[bool, typer.Option("--send", help="Send it instead of writing it.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Send it although it was sent before.")] = False,
) -> None:
    """Make a newsletter of a digest, or of the week's most voted papers (`week`: the newest that is over).

    The message is written to look at, or sent with --send: PAPERSHELF_MAIL_SERVER, _FROM and _TO say how,
    and _USER, _PASSWORD and _UNSUBSCRIBE where they are needed. What was sent stands in mailed.toml and is
    not sent again; the exit status is 3 then, and where there is nothing to send yet.
    """
    root: Path = context.obj
    try:
        site = site_of(root)
        settings = settings_from(os.environ, site.name) if is_to_be_sent else None
        with at_work(root, dry_run=False) as (archive, _):
            chosen = edition(catalogue(archive), digest, site.url)
            if settings:
                _send(root, chosen, site, settings, force=force)
            else:
                _write(chosen, site, output)
    except NothingYetError as error:
        _stop(str(error), NOTHING_TO_DO)
    except (MailError, SiteError) as error:
        _stop(str(error), 1)


def _write(chosen: Edition, site: Site, output: Path | None) -> None:
    """Write the message as of the day of its digest, so that the same archive gives the same file."""
    day = datetime.fromisoformat(f"{chosen.day}-01-01"[:10]).replace(tzinfo=UTC)
    nobody = Address(one_line(site.name), addr_spec=NOBODY)
    made = message(chosen, site, Envelope(nobody, nobody, f"mailto:{NOBODY}"), day)
    file = output or Path(f"{chosen.name}.eml")
    write_whole(file, made.as_bytes().decode())
    typer.echo(f"{file}: {counted(len(chosen.items), 'paper', 'papers')}, as {made['Message-ID']}")


def _send(root: Path, chosen: Edition, site: Site, settings: Settings, *, force: bool) -> None:
    """Send it, noted before: a run that is killed meanwhile has sent it, as far as anybody can know."""
    before = _mailings(root)
    if chosen.name in before and not force:
        _stop(f"{chosen.name} was sent before ({MAILED} says so). --force sends it again.", NOTHING_TO_DO)

    def made(recipient: Address) -> EmailMessage:
        return message(chosen, site, Envelope(settings.sender, recipient, settings.unsubscribe), moment)

    moment = now()
    known = made(settings.sender)["Message-ID"]
    try:
        write_mailings(root, {**before, chosen.name: known})
        refused = send(settings.server, settings.sender, settings.recipients, made)
    except (MailError, OSError):  # of a file that has its name the disk may still say that it is not kept
        write_mailings(root, before)
        raise
    _tell(chosen, refused, len(settings.recipients))


def _mailings(root: Path) -> dict[str, str]:
    try:
        return read_mailings(root)
    except (ValueError, OSError) as error:
        _stop(f"{MAILED} cannot be read: {str(error).splitlines()[0]}. Restore it from git.", 1)


def _tell(chosen: Edition, refused: list[Refused], recipients: int) -> None:
    typer.echo(f"{chosen.name}: sent to {recipients - len(refused)} of {recipients}")
    for one in refused:
        typer.echo(one_line(f"{one.recipient} did not get it: {one.reason}"), err=True)
    if refused:
        raise typer.Exit(1)


def _stop(text: str, status: int) -> NoReturn:
    typer.echo(one_line(text), err=True)
    raise typer.Exit(status)
