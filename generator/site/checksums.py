"""The checksums of a built site, in the form that ``sha256sum --check`` reads.

Whoever publishes the site can sign this one file; whoever reads it can then check every other.
"""

import hashlib
from pathlib import Path
from typing import Final

from generator.storage.files import PREFIX, discard, write_whole

CHECKSUMS: Final = "checksums.txt"


def write_checksums(site: Path) -> None:
    """Name every file of the site with its SHA-256, but this one, sorted; what a killed run left goes."""
    discard(site.glob(f"{PREFIX}*"))
    lines = []
    for file in sorted(site.rglob("*"), key=lambda file: file.relative_to(site).as_posix()):
        if file.is_file() and file != site / CHECKSUMS:
            with file.open("rb") as data:
                digest = hashlib.file_digest(data, "sha256").hexdigest()
            lines.append(f"{digest}  {file.relative_to(site).as_posix()}\n")
    write_whole(site / CHECKSUMS, "".join(lines))
