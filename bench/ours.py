"""The site of an archive without its check, as the peers build theirs; without parts of it, if wanted.

python bench/ours.py ARCHIVE [PART …]

PART is one of those in `PARTS`. Leaving them out is no option of the product: here what begins them is put
out of action.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from generator.site.build import build
from generator.site.composition import Composition

PARTS = {"search": ("_put_search",), "exports": ("_put_exports",), "sources": ("_put_source", "_put_sources")}
"""What the peers do not make, with the steps of the composition that make it."""


def leave_out(part: str) -> None:
    """Let the build not make a part. Where the steps are called otherwise by now, this fails."""

    def nothing(*_: Any) -> None:
        return None

    for step in PARTS[part]:
        getattr(Composition, step)
        setattr(Composition, step, nothing)


if __name__ == "__main__":
    for part in sys.argv[2:]:
        leave_out(part)
    print(build(Path(sys.argv[1]).resolve(), strict=False)[:3])
