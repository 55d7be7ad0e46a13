"""Values on which pages and the machine disagree; months in which nothing changed are known from before."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from generator.model import archive as model
from generator.model import fields
from generator.model.archive import Archive, ledger_of
from generator.model.fields import fields_of, is_set
from generator.model.ledger import Value, Written
from generator.model.page import Page
from generator.model.tag import Vocabulary
from generator.site.keys import key, made_by
from generator.site.pack import Packs
from generator.text.sentences import shortened

LONGEST_VALUE = 160


class Dispute(NamedTuple):
    """A value on which a page and the machine disagree. The page's is shown; an empty one says nothing."""

    page: Page
    field: str
    ours: str
    theirs: str


def disputes(archive: Archive, kept: Packs) -> Iterator[Dispute]:
    """Values of pages that are not those which the machine last had for them.

    *kept* holds which pages of a month have any, by what these pages and the machine say.
    """
    program = made_by(*(Path(name) for name in (__file__, fields.__file__, model.__file__)))
    shared = key(program, [repr(tag) for tag in archive.vocabulary])
    for _, paths in groupby(archive.pages, key=ledger_of):
        for path in _disputed(archive, list(paths), shared, kept):
            yield from _of_page(archive.pages[path], archive.ledger[path], archive.vocabulary)
    kept.forget_others()


def _disputed(archive: Archive, paths: Sequence[str], shared: str, kept: Packs) -> list[str]:
    known = ((path, archive.pages[path].content.fingerprint, archive.written(path)) for path in paths)
    name = key(shared, list(known))
    files = kept.get(name)
    if files is None:
        found = [path for path in paths if _is_disputed(archive, path)]
        files = {"pages": json.dumps(found).encode()}
        kept.put(name, files)
    disputed: list[str] = json.loads(files["pages"])
    return disputed


def _is_disputed(archive: Archive, path: str) -> bool:
    written = archive.ledger.get(path)
    return written is not None and any(_of_page(archive.pages[path], written, archive.vocabulary))


def _of_page(page: Page, written: Written, vocabulary: Vocabulary) -> Iterator[Dispute]:
    ours = fields_of(page.paper)
    for field, theirs in written.fields.items():
        dispute = _of_field(page, field, ours.get(field), theirs, vocabulary)
        if dispute is not None:
            yield dispute
    if written.abstract and written.abstract != page.content.abstract_hash:
        yield Dispute(page, "abstract", told(page.abstract), "")


def _of_field(
    page: Page, field: str, ours: Value | None, theirs: Value, vocabulary: Vocabulary
) -> Dispute | None:
    """The dispute about a field, if there is one. What people add to a set disputes nothing."""
    if not is_set(field):
        return Dispute(page, field, told(ours), told(theirs)) if ours != theirs else None
    own = {vocabulary.meant(member) for member in ours or ()}
    gone = [member for member in theirs if vocabulary.meant(member) not in own]
    return Dispute(page, field, "", told(tuple(gone))) if gone else None


def told(value: Value | None) -> str:
    """A value in a line."""
    return shortened(value if isinstance(value, str) else ", ".join(value or ()), LONGEST_VALUE)
