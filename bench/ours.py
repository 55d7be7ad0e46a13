"""The site of an archive without its check, as the peers build theirs; without parts of it, if wanted.

python bench/ours.py ARCHIVE [PART …]

PART is one of those in `PARTS`. Leaving them out is no option of the product: here what begins them is put
out of action.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from generator.site import composition
from generator.site.build import build

PARTS = {
    "search": (
        (composition, "search_files"),
        (composition.Search, "parts"),
        (composition.Search, "forget_others"),
    ),
    "exports": ((composition, "exports"),),
    "sources": ((composition.Composition, "_put_source"), (composition.Composition, "_put_sources")),
}
"""What the peers do not make, with what makes it."""


def leave_out(part: str) -> None:
    """Let the build not make a part. Where its beginnings are called otherwise by now, this fails."""

    def nothing(*_: Any, **__: Any) -> tuple[()]:
        return ()

    for owner, name in PARTS[part]:
        getattr(owner, name)
        setattr(owner, name, nothing)


if __name__ == "__main__":
    for part in sys.argv[2:]:
        leave_out(part)
    print(build(Path(sys.argv[1]).resolve(), strict=False)[:3])
