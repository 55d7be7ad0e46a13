"""``papershelf enrich``: what digests leave out of papers is looked for elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli import report
from generator.cli.findings import message_of, tell, write_message
from generator.cli.look import look_into, look_up
from generator.cli.options import DryRun, Message
from generator.cli.work import at_work, write
from generator.curate.errors import CurationError
from generator.curate.move import page_of
from generator.enrich.choose import choose
from generator.enrich.found import take
from generator.enrich.seek import Search
from generator.ingest.follow import follow as lead_after
from generator.ingest.update import Updater
from generator.model.archive import Archive


def enrich(
    context: typer.Context,
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="[PAGE…]", help="Pages of papers; all by default.")
    ] = None,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Look into this digest, dump or folder, not the network.",
        ),
    ] = None,
    dry_run: DryRun = False,
    message: Message = None,
) -> None:
    """Find ids, authors, date, categories, code and venue of papers that came without them.

    What agrees in title and abstract is written to the page; what people wrote stays; what is doubtful is
    only told. Without --from, Hugging Face and then arXiv are asked for papers without authors, date or id
    (HF_ENDPOINT, HF_TOKEN and ARXIV_ENDPOINT are heeded). A service that fails costs a line.
    """
    root: Path = context.obj
    with at_work(root, dry_run=dry_run) as (archive, failures):
        moved = lead_after(archive)
        has_written = not dry_run and write(root, moved, archive)
        wanted = _chosen(archive, pages)
        updater = Updater(archive)
        search = Search((archive.pages[path] for path in wanted), updater.clean)
        failures += look_into(search, files) if files else look_up(search, archive, wanted)
        found = take(archive, updater, choose(search.offers(), _bearers(archive)))
        if not dry_run:
            has_written |= write(root, found.plan, archive)
    tell(found, failures, len(wanted), dry_run=dry_run)
    write_message(message, message_of(found), is_new=has_written)


def _chosen(archive: Archive, pages: list[str] | None) -> list[str]:
    """Paths of the pages that are meant. Raises typer.Exit, with the reason printed."""
    try:
        return sorted({page_of(archive, page).path for page in pages} if pages else archive.pages)
    except CurationError as error:
        typer.echo(report.one_line(str(error)), err=True)
        raise typer.Exit(2) from None


def _bearers(archive: Archive) -> dict[tuple[str, str], str]:
    return {item: path for path, page in archive.pages.items() for item in page.paper.ids.items()}
