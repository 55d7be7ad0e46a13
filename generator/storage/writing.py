"""A plan is written: first under temporary names, then as a journal; then its files take their names.

So a full disk shows before anything has changed. The journal holds every file of the plan, whole: a run that
is interrupted is finished by the next one, which finds the journal; a page that a person changed in between
is left to the person. Pages come first, then ledger, then records.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.json import Decoder, encode

from generator.storage.files import discard, put, remove, stage, sync, write_whole
from generator.storage.logs import decode_ledger, encode_ledger
from generator.storage.redirects import REDIRECTS

JOURNAL = ".papershelf-journal.json"
_OURS = re.compile(
    r"(?:docs/(?:papers/(?!\.\.?/)[^/\0]+|tags)/[^/\0]+\.md|digests/(?:ledger/)?[^/\0]+\.json|redirects\.toml)"
)
"""The only files that are written, whatever a journal, a record or a ledger says."""


class Change(NamedTuple):
    """A file to write: its fingerprint before (None: there was none), its new text (None: remove it)."""

    before: str | None
    text: str | None


_JOURNAL = Decoder(dict[str, Change])


class OvertakenError(OSError):
    """A file is no longer what it was when this run looked at it: somebody is editing it."""

    def __init__(self, file: object) -> None:
        super().__init__(0, "It was changed while this run was at work", str(file))

    def __reduce__(self) -> tuple[type["OvertakenError"], tuple[str]]:
        """For another process, which tells of it."""
        return type(self), (str(self.filename),)


def apply(root: Path, texts: Mapping[str, str | None], seen: Mapping[str, str | None] | None = None) -> None:
    """Write files, by path below the root and in the order given; None removes one.

    `seen` holds the texts that the plan was made from (None: there was no file). Where one of these files
    is another one by now, nothing is written. Raises OvertakenError, and OSError.
    """
    _refuse_strange(root, texts)
    changes = {path: Change(_fingerprint(root / path), text) for path, text in texts.items()}
    if not changes:
        return
    for path, text in (seen or {}).items():
        if changes[path].before not in (_digest(text), _digest(texts[path])):
            raise OvertakenError(root / path)
    staged: dict[str, Path] = {}
    try:
        for path, change in changes.items():
            if change.text is not None and change.before != _digest(change.text):
                staged[path] = stage(root / path, change.text)
        _refuse_overtaken(root, changes)
        _write_journal(root, changes)
        _carry_out(root, changes, staged)
    except BaseException:
        discard(staged.values())
        raise


def _refuse_strange(root: Path, paths: Iterable[str]) -> None:
    """No file but those of an archive is written, and none through a link to somewhere else."""
    for path in paths:
        file = root / path
        if not _OURS.fullmatch(path):
            raise OSError(0, "This is no place for a file of the archive", path)
        if any((root / part).is_symlink() for part in [Path(path), *Path(path).parents][:-1]):
            raise OSError(0, "This is a link, or lies in a folder that is one", str(file))


def resume(root: Path) -> list[str]:
    """Finish what an interrupted run began; return the pages that people changed meanwhile.

    These are left as they are, and what the ledger says of them, so that adding the digest again merges;
    what the interrupted run had already written there counts as the work of the person. Where it is a log
    that changed, no log is written. Where a page was to live on in another one, and still stands, nothing
    is done: the other one may be what changed. Raises OSError.
    """
    changes = _journal(root / JOURNAL)
    _refuse_strange(root, changes)
    left = [path for path, change in changes.items() if _is_foreign(root / path, change)]
    leaving = _leaving(changes)
    if left and any((root / path).exists() for path in leaving):
        changes = {
            path: Change(_digest(change.text), None)
            for path, change in changes.items()
            if _is_made(root / path, change)
        }
        _write_journal(root, changes)
    elif left:
        pages_only = not all(path.startswith("docs/") for path in left)
        # Pages are removed last: where one has left, the others were put, and the plan knows their base.
        unknown = [] if leaving else left
        changes = {
            path: _without(root / path, change, unknown)
            for path, change in changes.items()
            if path not in left and (path.startswith("docs/") or not pages_only)
        }
        _write_journal(root, changes)
    _carry_out(root, changes, {})
    return left


def _leaving(changes: Mapping[str, Change]) -> list[str]:
    """Pages that were to make room for another one, as in a move or a merge."""
    if REDIRECTS not in changes:
        return []
    return [
        path for path, change in changes.items() if path.startswith("docs/papers/") and change.text is None
    ]


def _is_made(file: Path, change: Change) -> bool:
    """Whether a run made this file, and nobody has touched it since."""
    return change.before is None and change.text is not None and _fingerprint(file) == _digest(change.text)


def _without(file: Path, change: Change, left: Iterable[str]) -> Change:
    """The change of a ledger without what it says of pages that are left; any other change as it is."""
    if file.parent.name != "ledger":
        return change
    now = decode_ledger(file.read_text(encoding="utf-8")).pages if file.exists() else {}
    planned = decode_ledger(change.text).pages if change.text is not None else {}
    pages = {path: written for path, written in planned.items() if f"docs/{path}" not in left}
    pages |= {path: written for path, written in now.items() if f"docs/{path}" in left}
    return Change(_fingerprint(file), encode_ledger(pages) if pages else None)


def _write_journal(root: Path, changes: Mapping[str, Change]) -> None:
    write_whole(root / JOURNAL, encode(changes).decode())


def _journal(journal: Path) -> dict[str, Change]:
    """What a run left to do. A file that is no journal is none of a run's: it is written whole."""
    if journal.is_symlink() or not journal.is_file():
        return {}
    try:
        changes = _JOURNAL.decode(journal.read_bytes())
        for path, change in changes.items():
            if path.startswith("digests/ledger/") and change.text is not None:
                decode_ledger(change.text)
    except ValueError:
        return {}
    return changes if all(_OURS.fullmatch(path) for path in changes) else {}


def _refuse_overtaken(root: Path, changes: Mapping[str, Change]) -> None:
    for path, change in changes.items():
        if _is_foreign(root / path, change):
            raise OvertakenError(root / path)


def _carry_out(root: Path, changes: Mapping[str, Change], staged: Mapping[str, Path]) -> None:
    for path, change in changes.items():
        _refuse_overtaken(root, {path: change})
        if change.text is None:
            remove(root / path)
        elif path in staged:
            put(staged[path], root / path)
        elif _fingerprint(root / path) != _digest(change.text):
            write_whole(root / path, change.text)
    sync(sorted({(root / path).parent for path in changes if (root / path).parent.is_dir()}))
    remove(root / JOURNAL)


def _is_foreign(file: Path, change: Change) -> bool:
    return _fingerprint(file) not in (change.before, _digest(change.text))


def _fingerprint(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _digest(text: str | None) -> str | None:
    return None if text is None else hashlib.sha256(text.encode()).hexdigest()
