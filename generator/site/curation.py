"""What waits for a person: doubles, papers without a topic, values in dispute, what was not understood."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from generator.model.archive import Archive
from generator.model.ids import address, normalise
from generator.model.listing import Listing
from generator.model.page import Page
from generator.site.catalogue import Catalogue
from generator.site.disputes import LONGEST_VALUE, disputes
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.origin import field_words
from generator.site.pack import Packs
from generator.site.renderer import Renderer
from generator.text.characters import mended
from generator.text.sentences import shortened
from generator.text.titles import title_key

MOST = 100
"""Entries of each list; the others follow as these are done."""

Entry = TypeVar("Entry")


class Pile(NamedTuple, Generic[Entry]):
    """One kind of work: how much there is of it, and what lies on top."""

    total: int
    top: Sequence[Entry]


class Perhaps(NamedTuple):
    """A paper of another source that may be that of a page."""

    page: Page
    record: Listing
    title: str
    addresses: tuple[tuple[str, str], ...]
    """Ids as they are read, and where they lead."""
    reason: str


class Piece(NamedTuple):
    """Something in a digest that became no paper."""

    record: Listing
    line: int
    text: str
    reason: str


def curation(renderer: Renderer, archive: Archive, kept: Packs) -> Leaf:
    """The page that says what waits for a person; *kept* holds which pages were in dispute."""

    def draw(where: Where) -> Drawn:
        main = renderer.fragment(
            "curation",
            root=where.root,
            doubles=_pile(list(doubles(renderer.catalogue))),
            untagged=_pile(list(untagged(renderer.catalogue))),
            disputes=_pile(list(disputes(archive, kept))),
            perhaps=_pile(list(perhaps(archive))),
            pieces=_pile(list(pieces(renderer.catalogue))),
        )
        return Drawn(main, "What waits for somebody to look at it.")

    return Leaf("curate.md", "To curate", draw)


def doubles(catalogue: Catalogue) -> Iterator[tuple[Page, ...]]:
    """Papers whose titles differ in nothing that counts; those that a digest listed last come first."""
    pages = catalogue.pages
    keys = [title_key(pages[path].paper.title) for path in catalogue.order]
    shared = {key for key, number in Counter(keys).items() if key and number > 1}
    alike: dict[str, list[Page]] = defaultdict(list)
    for path, key in zip(catalogue.order, keys, strict=True):
        if key in shared:
            alike[key].append(pages[path])
    yield from map(tuple, alike.values())


def untagged(catalogue: Catalogue) -> Iterator[Page]:
    """Papers that are under no topic of the vocabulary, the newest first."""
    return (catalogue.pages[path] for path in catalogue.order if not catalogue.filed_under(path))


def perhaps(archive: Archive) -> Iterator[Perhaps]:
    """Papers of other sources that may be those of pages, for somebody to compare."""
    for record, one in archive.suggestions():
        known = {kind: value for kind, value in one.ids.items() if normalise(kind, value) == value}
        addresses = tuple(
            (f"{field_words(f'ids.{kind}')} {value}", address(kind, value)) for kind, value in known.items()
        )
        title = shortened(one.title, LONGEST_VALUE)
        yield Perhaps(archive.pages[one.page], record, title, addresses, shortened(one.reason, LONGEST_VALUE))


def _named(kind: str, value: str) -> str:
    return f"{field_words(f'ids.{kind}')} {value}"


def pieces(catalogue: Catalogue) -> Iterator[Piece]:
    """What was not understood of the digests, and entries that were refused; the newest digest first."""
    for record in catalogue.digests:
        refused = (one._replace(reason=one.reason or "It was refused.") for one in record.refused)
        for line, text, reason in (*record.unread, *refused):
            yield Piece(record, line, shortened(mended(text), LONGEST_VALUE), reason)


def _pile(entries: Sequence[Entry]) -> Pile[Entry]:
    return Pile(len(entries), list(islice(entries, MOST)))
