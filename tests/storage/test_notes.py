"""Notes of what was found in files follow the files, and are written when they say something else."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from msgspec.json import Decoder

from generator.storage.folders import entries
from generator.storage.notes import FOLDER, SETTLED, Noted, Notes

_NUMBERS = Decoder(dict[str, Noted[int]])


def run(root: Path) -> dict[str, int]:
    """Look at the sizes of all texts, once it is long enough ago that they changed; how many were read."""
    notes = Notes(root, "sizes", _NUMBERS, time.time_ns() + SETTLED + 1)
    looked_into = {}

    def look(name: str, data: bytes) -> int:
        looked_into[name] = len(data)
        return len(data)

    for entry in entries(root / "texts", ".txt"):
        assert notes.found(entry.name, entry, lambda entry, _: Path(entry.path).read_bytes(), look)
    notes.keep()
    return looked_into


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{name}.txt").write_text(name)
    (tmp_path / FOLDER).mkdir(parents=True)
    assert run(tmp_path) == {"one.txt": 3, "two.txt": 3}
    return tmp_path


def written(root: Path) -> tuple[int, str]:
    file = root / FOLDER / "sizes.json"
    return os.stat(file).st_ino, file.read_text()


def test_what_is_noted_is_not_read_again_nor_written(root: Path) -> None:
    before = written(root)
    assert run(root) == {}
    assert written(root) == before


def test_a_file_that_changed_is_read_and_noted(root: Path) -> None:
    (root / "texts" / "one.txt").write_text("other")
    assert run(root) == {"one.txt": 5}
    assert run(root) == {}


def test_what_is_gone_is_forgotten(root: Path) -> None:
    (root / "texts" / "one.txt").unlink()
    assert run(root) == {}
    assert "one.txt" not in written(root)[1]
