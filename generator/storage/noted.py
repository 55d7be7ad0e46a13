"""What is noted of the records and ledgers of an archive, else found in them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from generator.model.problem import Problem
from generator.storage.folders import entries
from generator.storage.notes import Notes
from generator.storage.reading import log_bytes

Found = TypeVar("Found")


def noted_logs(
    root: Path,
    folder: Path,
    notes: Notes[Found],
    look: Callable[[Path, bytes], Found | None],
    problems: list[Problem],
) -> Iterator[tuple[Path, str, Found]]:
    """Every log in a folder of which something is known: the file, its fingerprint, and what it is."""

    def read(entry: os.DirEntry[str], _: str) -> bytes | None:
        return log_bytes(root, Path(entry.path), problems)

    def find(name: str, data: bytes) -> Found | None:
        return look(folder / name, data)

    for entry in entries(folder, ".json"):
        if noted := notes.found(entry.name, entry, read, find):
            yield Path(entry.path), noted[1], noted[2]
