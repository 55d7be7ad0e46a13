"""What is found in the pages of a month by themselves, and kept while these stay as they are."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from generator.model.archive import Archive, ledger_of
from generator.site import disputes
from generator.site.keys import key, made_by
from generator.site.pack import Packs
from generator.storage.notes import program
from generator.text.titles import title_key


class Month(NamedTuple):
    """The papers of a month, by the paths of their pages."""

    paths: Sequence[str]
    titles: Sequence[str]
    """Their titles as these are compared."""
    disputed: Sequence[str]
    """Those with values on which the page and the machine disagree."""


def months(archive: Archive, kept: Packs) -> Iterator[Month]:
    """What is found in each month, by what its pages and the machine say."""
    finders = made_by(Path(__file__), Path(disputes.__file__))
    shared = key(program(), finders, *map(repr, archive.vocabulary))
    for _, paths in groupby(archive.pages, key=ledger_of):
        yield _month(archive, list(paths), shared, kept)
    kept.forget_others()


def _month(archive: Archive, paths: Sequence[str], shared: str, kept: Packs) -> Month:
    pages = [archive.pages[path] for path in paths]
    prints = " ".join(page.content.fingerprint for page in pages)
    name = key(shared, *paths, prints, " ".join(map(archive.written, paths)))
    files = kept.get(name)
    if files is None:
        found = {
            "titles": [title_key(page.paper.title) for page in pages],
            "disputed": [path for path in paths if any(disputes.disputes(archive, path))],
        }
        files = {part: json.dumps(members).encode() for part, members in found.items()}
        kept.put(name, files)
    return Month(paths, json.loads(files["titles"]), json.loads(files["disputed"]))
