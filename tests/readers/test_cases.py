"""Every file in ``cases/`` reads as the ``.expected.json`` beside it says: to add a case, add the two files.

``python -c "from tests.readers.test_cases import write; write('name.ext')"`` writes the second, to be read
before it is believed.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.readers.reader import UnreadableError
from generator.readers.registry import read

CASES = Path(__file__).parent / "cases"
INPUTS = sorted(path for path in CASES.iterdir() if not path.name.endswith(".expected.json"))


def told(data: bytes) -> dict[str, Any]:
    try:
        reading = read(data)
    except UnreadableError as error:
        return {"error": [error.line, error.message, error.remedy]}
    digests = json.loads(msgspec.json.encode(reading.digests))
    return {"digests": digests, "unread": [list(piece) for piece in reading.unread]}


def write(name: str) -> None:
    text = json.dumps(told((CASES / name).read_bytes()), indent=1, ensure_ascii=False)
    (CASES / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_case(path: Path) -> None:
    expected = path.with_name(f"{path.name}.expected.json")
    assert expected.is_file(), f"{expected.name} is missing; see the docstring of this file"
    assert told(path.read_bytes()) == json.loads(expected.read_text(encoding="utf-8"))
