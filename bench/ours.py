"""The site of an archive without its check, as the peers build theirs; without search, if that is wanted.

python bench/ours.py ARCHIVE [--without-search]

Leaving search out is no option of the product: here what begins it is put out of action.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from generator.site import composition
from generator.site.build import build


def leave_search_out() -> None:
    """Let the build make no index. Where its beginnings are called otherwise by now, this fails."""

    def nothing(*_: Any, **__: Any) -> tuple[()]:
        return ()

    for owner, name in (
        (composition, "put_search"),
        (composition.Search, "parts"),
        (composition.Search, "forget_others"),
    ):
        getattr(owner, name)
        setattr(owner, name, nothing)


if __name__ == "__main__":
    if "--without-search" in sys.argv:
        leave_search_out()
    print(build(Path(sys.argv[1]).resolve(), strict=False)[:3])
