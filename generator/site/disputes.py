"""Values on which pages and the machine disagree."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.archive import Archive
from generator.model.fields import fields_of, is_set
from generator.model.ledger import Value, Written
from generator.model.page import Page
from generator.model.tag import Vocabulary
from generator.text.sentences import shortened

LONGEST_VALUE = 160


class Dispute(NamedTuple):
    """A value on which a page and the machine disagree. The page's is shown; an empty one says nothing."""

    page: Page
    field: str
    ours: str
    theirs: str


def disputes(archive: Archive, path: str) -> Iterator[Dispute]:
    """Values of a page that are not those which the machine last had for it."""
    written = archive.ledger.get(path)
    if written is not None:
        yield from _of_page(archive.pages[path], written, archive.vocabulary)


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
