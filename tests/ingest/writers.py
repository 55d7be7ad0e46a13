"""Writers that break off, as a killed run does."""

from collections.abc import Callable
from pathlib import Path

from generator.storage import files


def dying_after(writes: int) -> Callable[[Path, str], None]:
    """Write as always, but be interrupted after some files."""
    left = iter(range(writes))

    def write(path: Path, text: str) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        files.write_whole(path, text)

    return write
