"""The site's look in a message: its colours and its letters, taken from its style sheet."""

import re
from typing import NamedTuple

from generator.site.environment import TEMPLATES

_COLOUR = re.compile(r"--(\w+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
_LETTERS = re.compile(r"--(serif|sans): ([^;]{1,400});")


class Look(NamedTuple):
    """Colours by name in both schemes, and families of letters."""

    light: dict[str, str]
    dark: dict[str, str]
    letters: dict[str, str]


def look() -> Look:
    """The site's. Its variables are unknown to mail programs, so a message holds their values."""
    style = (TEMPLATES / "assets/papershelf.css").read_text(encoding="utf-8")
    colours = _COLOUR.findall(style)
    return Look(
        light={name: light for name, light, _ in colours},
        dark={name: dark for name, _, dark in colours},
        letters={name: families.replace('"', "'") for name, families in _LETTERS.findall(style)},
    )
