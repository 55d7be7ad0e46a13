"""What is noted of the records and ledgers of an archive, else found in them."""

from collections.abc import Callable, Iterator
from functools import partial
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
    for entry in entries(folder, ".json"):
        file = Path(entry.path)
        read = partial(log_bytes, root, file, problems)
        if noted := notes.found(entry.name, entry, read, partial(look, file)):
            yield file, noted[1], noted[2]
