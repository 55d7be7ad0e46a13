"""``mailed.toml``: which newsletters went out. It is committed, so that a run anywhere knows of them."""

import json
from collections.abc import Mapping
from pathlib import Path

from generator.storage import toml
from generator.storage.files import write_whole

MAILED = "mailed.toml"
_HEAD = "# What went out, by the id of its message. Written by papershelf mail.\n\n"


def read_mailings(root: Path) -> dict[str, str]:
    """The id of the message of each edition that went out. Raises ValueError, OSError."""
    file = root / MAILED
    if file.is_symlink():
        raise ValueError("it is a link")
    if not file.exists():
        return {}
    return toml.decode(file.read_bytes().decode("utf-8"), dict[str, str])


def write_mailings(root: Path, mailings: Mapping[str, str]) -> None:
    """Write the file, an edition a line; remove it where there is none. Raises OSError."""
    if not mailings:
        (root / MAILED).unlink(missing_ok=True)
        return
    # A JSON string without control characters is a TOML string as well.
    lines = [f"{json.dumps(name)} = {json.dumps(mailings[name])}\n" for name in sorted(mailings)]
    write_whole(root / MAILED, _HEAD + "".join(lines))
