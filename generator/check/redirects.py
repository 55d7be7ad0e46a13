"""Rules for redirects: addresses never die, and lead to a page of this site."""

import json
import re
from collections.abc import Iterator

from generator.check.subject import Finding, Subject
from generator.storage.redirects import REDIRECTS
from generator.text.page import shown

_ADDRESS = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)+")
_UNDO = "Restore the file from git; papershelf move, merge and rename-tag write it."


def redirect_address(subject: Subject) -> Iterator[Finding]:
    """A redirect leads from one address of this site to another, each with a slash at the end."""
    redirects = subject.archive.redirects
    for address in dict.fromkeys((*redirects.moved, *redirects.moved.values(), *redirects.removed)):
        if not _ADDRESS.fullmatch(address):
            yield _at(subject, address, f"{shown(address)} is not an address of this site.", _UNDO)


def redirect_target(subject: Subject) -> Iterator[Finding]:
    """A redirect leads to a page that is there."""
    redirects = subject.archive.redirects
    for old, new in redirects.moved.items():
        if new in redirects.moved:
            message = f"{old} leads on to another redirect, {new}."
            yield _at(subject, old, message, f"Lead it to {redirects.moved[new]}.")
        elif new not in redirects.removed and not _files(subject, new):
            message = f"{old} leads to {new}, where no page is."
            yield _at(subject, old, message, "Lead it to a page.", _sources(new))


def redirect_source(subject: Subject) -> Iterator[Finding]:
    """No page stands at an address that leads elsewhere or was taken down."""
    redirects = subject.archive.redirects
    for address in dict.fromkeys((*redirects.moved, *redirects.removed)):
        for path in _files(subject, address):
            message = f"The page {path} stands at an address that has moved or was removed."
            yield _at(subject, address, message, "Remove this line, or rename the page.", (path,))


def _files(subject: Subject, address: str) -> tuple[str, ...]:
    return tuple(path for path in _sources(address) if path in subject.files)


def _sources(address: str) -> tuple[str, ...]:
    """The files that would stand at an address."""
    return f"docs/{address.removesuffix('/')}.md", f"docs/{address}index.md", f"docs/{address}README.md"


def _at(subject: Subject, address: str, message: str, remedy: str, also: tuple[str, ...] = ()) -> Finding:
    file = subject.files.get(REDIRECTS)
    text = (file.text if file else None) or ""
    position = max(text.find(json.dumps(address)), 0)
    line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
    return Finding(REDIRECTS, line, column, message, remedy, also)
