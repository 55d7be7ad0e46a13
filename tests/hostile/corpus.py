"""The payloads: one file a group, one string each. Whoever finds another adds a line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "payloads"


class Payload(NamedTuple):
    """Text from outside that wants to be more than text."""

    group: str
    place: int
    text: str

    @property
    def name(self) -> str:
        return f"{self.group}[{self.place}]"


def _payloads() -> Iterator[Payload]:
    for file in sorted(FOLDER.glob("*.toml")):
        for place, text in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["payloads"]):
            yield Payload(file.stem, place, text)


PAYLOADS = tuple(_payloads())
TEXTS = tuple(payload.text for payload in PAYLOADS)
