"""Writers that break off, as a killed run does."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch


@contextmanager
def dying_after(files: int) -> Iterator[None]:
    """Let some files take their names, the journal first, and interrupt the run at the next."""
    left = iter(range(files))
    replace = os.replace

    def dying(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace(source, target)

    with patch.object(os, "replace", dying):
        yield
