"""A short run of the fuzzing: the same mutations each time. The long one is in README.md here."""

import ast
import random
from pathlib import Path

import pytest

from tests.fuzz.seeds import FOUND, seeds
from tests.fuzz.targets import TARGETS

TOKENS = [
    ast.literal_eval(f"b{line}")
    for line in Path(__file__).with_name("tokens.txt").read_text().splitlines()
    if line.startswith('"')
]
TRIES = {"readers": 400, "front-matter": 1500}
LONGEST = 3000


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_mutations_of_what_is_sent_break_nothing(target: str) -> None:
    chance, pool = random.Random(target), seeds(target)
    for number in range(TRIES[target]):
        data = mutated(chance, pool)
        try:
            TARGETS[target](data)
        except Exception as error:
            raise AssertionError(f"try {number}: {data!r}") from error


def mutated(chance: random.Random, pool: list[bytes]) -> bytes:
    """A seed after a few cuts, doublings, foreign bytes, tokens, and ends of other seeds."""
    data = bytearray(chance.choice(pool)[:LONGEST])
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 3, 20, 200)))
        other = chance.choice(pool)
        data[start:end] = chance.choice(
            [
                b"",
                data[start:end] * chance.randint(2, 4),
                chance.randbytes(chance.randint(1, 4)),
                chance.choice(TOKENS),
                other[(cut := chance.randint(0, len(other))) : cut + 200],
            ]
        )
    return bytes(data)
