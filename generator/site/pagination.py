"""Long lists, in sheets of a hundred.

A list that grows at its head, as lists of papers do, is counted from its end: a sheet that is full stays as
it is, at its address, whatever comes. Its first page holds what does not fill a sheet yet.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from generator.site.leaf import address_of

SIZE = 100
LEAST = 50
"""Items that the first page of a growing list has at least, where there are as many."""
AROUND = 2
"""Sheets on either side of one to which it has links."""

Item = TypeVar("Item")


class Link(NamedTuple):
    """A sheet in the line of sheets; without an address it is the one where we are, or a gap."""

    word: str
    address: str | None = None


class Sheet(NamedTuple, Generic[Item]):
    """One page of a list."""

    path: str
    """The file that the page would have below ``docs/``."""
    items: Sequence[Item]
    total: int | None
    """Items of the whole list; a sheet that is to stay as it is does not say."""
    words: str = ""
    """Which part of the list this is; empty where it is all of it."""
    before: str | None = None
    after: str | None = None
    links: tuple[Link, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether the list begins here."""
        return self.before is None

    @property
    def shape(self) -> tuple[object, ...]:
        """All that is shown of the list besides its items."""
        return self.total, self.words, self.before, self.after, self.links


def sheets(path: str, items: Sequence[Item], size: int = SIZE) -> list[Sheet[Item]]:
    """The pages of a list whose first page is made from *path*. An empty list has one page, too.

    >>> [sheet.path for sheet in sheets("digests/hf.md", range(201))]
    ['digests/hf.md', 'digests/hf/page/2.md', 'digests/hf/page/3.md']
    """
    count = -(-len(items) // size)
    if count < 2:
        return [Sheet(path, items, len(items))]
    base = address_of(path)
    places = [base, *(f"{base}page/{number}/" for number in range(2, count + 1))]
    return [
        Sheet(
            path=f"{base}page/{number}.md" if number > 1 else path,
            items=items[(number - 1) * size : number * size],
            total=len(items),
            words=f"{(number - 1) * size + 1:,} to {min(number * size, len(items)):,} of {len(items):,}",
            before=places[number - 2] if number > 1 else None,
            after=places[number] if number < count else None,
            links=_line([Link(str(one), place) for one, place in enumerate(places, 1)], number - 1),
        )
        for number in range(1, count + 1)
    ]


def newest_first(path: str, items: Sequence[Item], size: int = SIZE) -> list[Sheet[Item]]:
    """The same of a list that grows at its head: sheets are numbered from the oldest items on.

    >>> [(sheet.path, len(sheet.items)) for sheet in newest_first("tags/speech.md", range(270))]
    [('tags/speech.md', 70), ('tags/speech/page/2.md', 100), ('tags/speech/page/1.md', 100)]
    """
    full = max(0, (len(items) - LEAST) // size) if len(items) > size else 0
    if not full:
        return [Sheet(path, items, len(items))]
    base, head = address_of(path), len(items) - full * size
    line = [Link("newest", base), *(Link(str(n), f"{base}page/{n}/") for n in range(full, 0, -1))]
    first = Sheet(
        path,
        items[:head],
        len(items),
        f"The newest {head} of {len(items):,}",
        None,
        line[1].address,
        _line(line, 0),
    )
    return [first, *(_full(base, items, line, place, size) for place in range(1, full + 1))]


def _full(base: str, items: Sequence[Item], line: Sequence[Link], place: int, size: int) -> Sheet[Item]:
    """A sheet that is full. Nothing on it tells how many there are, but on the last two."""
    number = len(line) - place
    end = len(items) - (number - 1) * size
    return Sheet(
        path=f"{base}page/{number}.md",
        items=items[end - size : end],
        total=None,
        words=f"{(number - 1) * size + 1:,} to {number * size:,}, counted from the oldest",
        before=line[place - 1].address,
        after=line[place + 1].address if number > 1 else None,
        links=_line(line, place),
    )


def _line(line: Sequence[Link], here: int) -> tuple[Link, ...]:
    """The outermost sheets and those around, with gaps between; the one where we are leads nowhere."""
    near = range(max(0, here - AROUND), min(len(line), here + AROUND + 1))
    shown = sorted({0, len(line) - 1, *near})
    links = [line[0] if here else Link(line[0].word)]
    for before, place in pairwise(shown):
        gap = [] if place == before + 1 else [Link("…")]
        links += [*gap, line[place] if place != here else Link(line[place].word)]
    return tuple(links)
