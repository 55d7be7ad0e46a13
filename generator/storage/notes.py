"""What was found in files is noted in ``.cache/``, so that a file that stayed as it was is not read again.

A note stands while size, times and number of the file are those that were noted, or else while its bytes are
(a fresh checkout has new times). What changed only just now is not noted, since it may change again within
the same tick of the clock. Notes of other versions of the program, and damaged ones, are no notes. They can
be deleted at any time.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from msgspec.json import Decoder, encode

from generator.model.fingerprint import fingerprint
from generator.storage.files import write_whole
from generator.text.libraries import versions

FOLDER = ".cache/notes"
SETTLED = 2_000_000_000
"""Nanoseconds after which a file that has changed counts as settled."""
_SOURCES = ("model", "text", "storage")

Found = TypeVar("Found")


Signature: TypeAlias = tuple[int, int, int, int]
"""What tells whether a file is still the one that was read: its size, when it was written and when it changed
in nanoseconds, and its number. Nobody can set the time of its change."""

UNSEEN: Signature = (-1, 0, 0, 0)
"""Of a file that was gone when it was looked for, and there when it was opened."""

Noted: TypeAlias = tuple[Signature, str, Found]
"""A file, the fingerprint of its bytes, and what was found in it."""


class NoteFile(Generic[Found]):
    """One file of notes, by their keys, under a seal that tells whole ones of the same making."""

    def __init__(self, root: Path, name: str, shape: Decoder[dict[str, Found]], made_by: bytes) -> None:
        """*made_by* tells everything that decides what is noted, but for the key and what it names."""
        self._file = root / FOLDER / f"{name}.json"
        self._shape, self._made_by = shape, made_by

    def read(self) -> dict[str, Found]:
        """The notes; none where the file is damaged, or of another making."""
        try:
            if self._is_linked():
                return {}
            seal, _, body = self._file.read_bytes().partition(b"\n")
            return self._shape.decode(body) if seal.decode("ascii", "replace") == self._seal(body) else {}
        except (OSError, ValueError):
            return {}

    def write(self, notes: dict[str, Found]) -> None:
        """Put these notes in the place of those that are there."""
        if self._is_linked():
            return
        # Without notes all is as well, only slower: on a full disk, or where half a character is noted.
        with contextlib.suppress(OSError, ValueError):
            body = encode(notes)
            write_whole(self._file, f"{self._seal(body)}\n{body.decode()}")

    def _is_linked(self) -> bool:
        return any(part.is_symlink() for part in (self._file, *self._file.parents[:2]))

    def _seal(self, body: bytes) -> str:
        return hashlib.sha256(self._made_by + body).hexdigest()


class Notes(Generic[Found]):
    """What was found in the files of one kind, by their paths."""

    def __init__(self, root: Path, name: str, shape: Decoder[dict[str, Noted[Found]]], now: int) -> None:
        """*now* is the time in nanoseconds, before any of the files is looked at."""
        self._file = NoteFile(root, name, shape, program())
        self._settled = now - SETTLED
        self._old: dict[str, Noted[Found]] = self._file.read()
        self._new: dict[str, Noted[Found]] = {}
        self._has_more = False
        """Whether something is noted that was not."""

    def found(
        self,
        path: str,
        entry: os.DirEntry[str],
        read: Callable[[os.DirEntry[str], str], bytes | None],
        look: Callable[[str, bytes], Found | None],
    ) -> Noted[Found] | None:
        """What is noted of a file, else what a look at its bytes finds; None is not noted."""
        signature = _signature(entry)
        noted = self._old.get(path)
        if noted is not None and noted[0] == signature:
            self._new[path] = noted
            return noted
        data = read(entry, path)
        if data is None:
            return None
        known = fingerprint(data)
        found = noted[2] if noted is not None and noted[1] == known else look(path, data)
        if found is None:
            return None
        looked_at = (signature or UNSEEN, known, found)
        if signature is not None and max(signature[1:3]) < self._settled:
            self._new[path] = looked_at
            self._has_more = True
        return looked_at

    def keep(self) -> None:
        """Write the notes of the files that were asked for, where they differ from those that were read."""
        if self._has_more or len(self._new) < len(self._old):
            self._file.write(self._new)


def _signature(entry: os.DirEntry[str]) -> Signature | None:
    try:
        seen = entry.stat(follow_symlinks=False)
    except OSError:  # it has gone meanwhile, or is out of reach
        return None
    return seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino


@cache
def program(*rooms: str) -> bytes:
    """A hash of everything that decides what is found in a file, and of more rooms of the package."""
    digest = hashlib.sha256(" ".join(versions()).encode())
    package = Path(__file__).parents[1]
    for file in sorted(file for name in (*_SOURCES, *rooms) for file in (package / name).rglob("*.py")):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()
