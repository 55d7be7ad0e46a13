"""Papers of saved days as the tagger sees them at ingest."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.readers import hf_api
from generator.text.clean import clean_entry
from generator.text.markdown import plain

DOCS = Path(__file__).resolve().parents[2] / "docs"
LAST_TUNING_DAY = "2025-09-30"
_MAILED = re.compile(r"\nTitle: (.+?)\nAuthors?: .+?\n\\\\\n(.+?)\n\\\\", re.DOTALL)


class Paper(NamedTuple):
    """What the tagger may read of a paper, and where it was listed."""

    day: str
    arxiv: str
    title: str
    abstract: str
    keywords: tuple[str, ...]


def papers(folder: Path) -> Iterator[Paper]:
    """The papers of a folder of answers of the Daily Papers API, in the order of the days."""
    for file in sorted(folder.glob("*.json")):
        for digest in hf_api.read(file.read_text("utf-8"), date=file.stem).digests:
            for entry in (clean_entry(raw, {}) for raw in digest.entries):
                yield Paper(
                    file.stem, entry.ids.get("arxiv", ""), entry.title, plain(entry.abstract), entry.keywords
                )


def mailed(text: str) -> list[tuple[str, str]]:
    """Titles and abstracts of a mailing of arXiv; replacements without an abstract are left out."""
    return [(" ".join(title.split()), " ".join(body.split())) for title, body in _MAILED.findall(text)]
