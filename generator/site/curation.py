"""What waits for a person: doubles, papers without a topic, values in dispute, what was not understood."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Generic, NamedTuple, TypeVar

from generator.model.archive import Archive
from generator.model.ids import address, normalise
from generator.model.listing import Listing
from generator.model.page import Page
from generator.site.catalogue import Catalogue
from generator.site.disputes import LONGEST_VALUE, disputes
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.monthly import Month, months
from generator.site.origin import field_words
from generator.site.pack import Packs
from generator.site.renderer import Renderer
from generator.text.characters import mended
from generator.text.sentences import shortened

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
    """The page that says what waits for a person; *kept* holds what was found in months before."""

    def draw(where: Where) -> Drawn:
        found = list(months(archive, kept))
        disputed = (path for month in found for path in month.disputed)
        main = renderer.fragment(
            "curation",
            root=where.root,
            doubles=_pile(list(doubles(renderer.catalogue, found))),
            untagged=_pile(list(untagged(renderer.catalogue))),
            disputes=_pile([one for path in disputed for one in disputes(archive, path)]),
            perhaps=_pile(list(perhaps(archive))),
            pieces=_pile(list(pieces(renderer.catalogue))),
        )
        return Drawn(main, "What waits for somebody to look at it.")

    return Leaf("curate.md", "To curate", draw)


def doubles(catalogue: Catalogue, found: Sequence[Month]) -> Iterator[tuple[Page, ...]]:
    """Papers whose titles differ in nothing that counts; those that a digest listed last come first."""
    numbers = Counter(chain.from_iterable(month.titles for month in found))
    shared = {title for title, number in numbers.items() if title and number > 1}
    titles = {
        path: title
        for month in found
        if not shared.isdisjoint(month.titles)
        for path, title in zip(month.paths, month.titles, strict=True)
        if title in shared
    }
    alike: dict[str, list[Page]] = defaultdict(list)
    for path in filter(titles.__contains__, catalogue.order) if titles else ():
        alike[titles[path]].append(catalogue.pages[path])
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


def pieces(catalogue: Catalogue) -> Iterator[Piece]:
    """What was not understood of the digests, and entries that were refused; the newest digest first."""
    for record in catalogue.digests:
        refused = (one._replace(reason=one.reason or "It was refused.") for one in record.refused)
        for line, text, reason in (*record.unread, *refused):
            yield Piece(record, line, shortened(mended(text), LONGEST_VALUE), reason)


def _pile(entries: Sequence[Entry]) -> Pile[Entry]:
    return Pile(len(entries), list(islice(entries, MOST)))
