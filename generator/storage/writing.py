"""A plan is written: a journal first, then pages, ledger, records.

The journal holds every file of the plan, whole. A run that is interrupted is finished by the next one,
which finds the journal; a page that a person changed in between is left to the person.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.storage.files import write_whole

JOURNAL = ".papershelf-journal.json"
_OURS = re.compile(
    r"(?:docs/(?:papers/[^/]+|tags)/[^/]+\.md|digests/(?:ledger/)?[^/]+\.json|redirects\.toml)"
)
"""The only files that a journal may name; a journal is a file that anybody could have laid there."""


class Change(NamedTuple):
    """A file to write: its fingerprint before (None: there was none), its new text (None: remove it)."""

    before: str | None
    text: str | None


def apply(root: Path, texts: Mapping[str, str | None]) -> None:
    """Write files, by path below the root and in the order given; None removes one. Raises OSError."""
    changes = {path: Change(_fingerprint(root / path), text) for path, text in texts.items()}
    if not changes:
        return
    write_whole(root / JOURNAL, json.dumps(changes, ensure_ascii=False))
    _carry_out(root, changes)


def resume(root: Path) -> list[str]:
    """Finish what an interrupted run began; return the pages that people changed meanwhile.

    These are left as they are, and ledger and records with them, so that adding the digest again merges.
    """
    journal = root / JOURNAL
    changes = _journal(journal)
    left = [path for path, change in changes.items() if _is_foreign(root / path, change)]
    pages = {path: change for path, change in changes.items() if path.startswith("docs/")}
    _carry_out(root, {path: pages[path] for path in pages if path not in left} if left else changes)
    return left


def _journal(journal: Path) -> dict[str, Change]:
    if journal.is_symlink() or not journal.exists():
        return {}
    try:
        changes = {path: Change(*change) for path, change in json.loads(journal.read_bytes()).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
    return changes if all(_OURS.fullmatch(path) for path in changes) else {}


def _carry_out(root: Path, changes: Mapping[str, Change]) -> None:
    for path, change in changes.items():
        if change.text is None:
            (root / path).unlink(missing_ok=True)
        elif _fingerprint(root / path) != _digest(change.text):
            write_whole(root / path, change.text)
    (root / JOURNAL).unlink(missing_ok=True)


def _is_foreign(file: Path, change: Change) -> bool:
    now = _fingerprint(file)
    return now not in (change.before, _digest(change.text) if change.text is not None else None)


def _fingerprint(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
