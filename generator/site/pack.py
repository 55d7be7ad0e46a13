"""Packs: many small files in one, that says itself whether it is whole and the one that was asked for."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

_MARK = b"papershelf 2\n"
_CHECK = 32
"""Bytes of a SHA-256, which processors have a command for."""


class Packs:
    """Packs below a folder, by their keys. One that is damaged, cut short or misnamed is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def get(self, key: str) -> dict[str, bytes] | None:
        """The files of a pack, or nothing."""
        self._used.add(key)
        try:
            with (self._folder / key).open("rb") as file:
                return _opened(file, key)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep a pack; it is there whole or not at all. A cache that cannot be written is none."""
        self._used.add(key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix="~", delete=False) as file:
                file.writelines(_closed(files, key))
            os.replace(file.name, self._folder / key)
        except OSError:
            return

    def use(self, keys: Iterable[str]) -> None:
        """Say of packs that nobody had to look into that they are needed still."""
        self._used.update(keys)

    def forget_others(self) -> None:
        """Remove what was not used."""
        for file in self._folder.glob("*"):
            if file.name not in self._used:
                file.unlink(missing_ok=True)


def _closed(files: Mapping[str, bytes], key: str) -> list[bytes]:
    sizes = {name: len(data) for name, data in files.items()}
    head = json.dumps({"key": key, "sizes": sizes}, separators=(",", ":")).encode()
    body = [len(head).to_bytes(4, "big"), head, *files.values()]
    check = hashlib.sha256()
    for piece in body:
        check.update(piece)
    return [_MARK, check.digest(), *body]


def _opened(file: BinaryIO, key: str) -> dict[str, bytes]:
    """The files, read one by one, since all at once they would be in memory twice.

    What is to be read is known to be there before it is. Raises ValueError and others where it is not, or
    where this is no pack of ours.
    """
    if file.read(len(_MARK)) != _MARK:
        raise ValueError(key)
    told, length = file.read(_CHECK), file.read(4)
    rest = os.fstat(file.fileno()).st_size - file.tell() - int.from_bytes(length, "big")
    if rest < 0:
        raise ValueError(key)
    start = file.read(int.from_bytes(length, "big"))
    head = json.loads(start)
    sizes: dict[str, int] = head["sizes"]
    if head["key"] != key or min(sizes.values(), default=0) < 0 or sum(sizes.values()) != rest:
        raise ValueError(key)
    check = hashlib.sha256(length + start)
    files = {}
    for name, size in sizes.items():
        files[name] = data = file.read(size)
        check.update(data)
    if check.digest() != told:
        raise ValueError(key)
    return files
