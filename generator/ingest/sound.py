"""Whether the machine's own files can be built upon: over a damaged one a run would write the rest."""

import re
from collections.abc import Iterator

from generator.model.archive import Archive
from generator.model.problem import Problem

_PATH = re.compile(r"papers/(?!\.\.?/)[^/\0]+/[^/\0]+\.md")
_RESTORE = "Restore it from git."


def damage(archive: Archive) -> Iterator[Problem]:
    """What keeps a run from writing to this archive; pages and topics with faults do not.

    Records, ledgers and redirects are rewritten, and without the settings other values would be.
    """
    yield from (problem for problem in archive.problems if not problem.path.startswith("docs/"))
    for path in archive.ledger:
        if not _PATH.fullmatch(path):
            yield _no_page("digests/ledger", path)
    for said in archive.mentions():
        if not (_PATH.fullmatch(said.page or "") if said.outcome != "rejected" else said.page is None):
            yield _no_page(f"digests/{said.record}.json", said.page)


def _no_page(file: str, path: str | None) -> Problem:
    return Problem(file, 1, 1, f"{path!r} cannot be the path of a page.", _RESTORE, rule="log")
