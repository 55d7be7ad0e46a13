"""Packs: many small files in one, that says itself whether it is whole and the one that was asked for."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

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
            return _opened((self._folder / key).read_bytes(), key)
        except (OSError, ValueError, KeyError, TypeError):
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


def _opened(data: bytes, key: str) -> dict[str, bytes]:
    start = len(_MARK) + _CHECK
    if data[: len(_MARK)] != _MARK:
        raise ValueError(key)
    if hashlib.sha256(memoryview(data)[start:]).digest() != data[len(_MARK) : start]:
        raise ValueError(key)
    length = int.from_bytes(data[start : start + 4], "big")
    at = start + 4 + length
    head = json.loads(data[start + 4 : at])
    if head["key"] != key:
        raise ValueError(key)
    files = {}
    for name, size in head["sizes"].items():
        files[name] = data[at : at + size]
        at += size
    return files
