"""``redirects.toml``: redirects as a file that people can read and review."""

import json
from collections.abc import Mapping

from generator.model.redirects import Redirects
from generator.storage import toml

REDIRECTS = "redirects.toml"


def encode_redirects(redirects: Redirects) -> str:
    """The text of the file, sorted, one address a line."""
    return (
        "# Addresses never die. Written by papershelf move, merge, rename-tag and remove.\n"
        + _table("moved", redirects.moved)
        + _table("removed", redirects.removed)
    )


def _table(name: str, rows: Mapping[str, str]) -> str:
    lines = [f"{_string(key)} = {_string(rows[key])}\n" for key in sorted(rows)]
    return f"\n[{name}]\n" + "".join(lines)


def _string(text: str) -> str:
    """A text as TOML writes it: as JSON does, but without half characters and bare DEL."""
    text = text.encode("utf-8", "replace").decode()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def decode_redirects(text: str) -> Redirects:
    """Read the file. Raises ValueError."""
    return toml.decode(text, Redirects)
