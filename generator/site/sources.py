"""The Markdown of pages, beside each of them: of topics, authors, and what somebody wrote by hand.

That of a paper is written from what was read, so that the site and its source say the same.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from mkdocs.structure.files import Files

from generator.site.admission import PAPERS


class Source(NamedTuple):
    """A file in ``docs/``, and where it stands on the site."""

    file: Path
    destination: str


def sources(files: Files) -> Iterator[Source]:
    """Of every page that is a file, papers aside."""
    for file in files.documentation_pages():
        if file.generated_by is None and file.abs_src_path and not file.src_uri.startswith(PAPERS):
            yield Source(Path(file.abs_src_path), str(PurePosixPath(file.dest_uri).with_suffix(".md")))
