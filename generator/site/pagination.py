"""Long lists, in sheets of a hundred."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from generator.site.leaf import address_of

SIZE = 100

Item = TypeVar("Item")


class Sheet(NamedTuple, Generic[Item]):
    """One page of a list."""

    path: str
    """The file that the page would have below ``docs/``."""
    number: int
    """From 1."""
    sheets: int
    first: int
    """The place of its first item in the whole list, from 1; 0 in an empty list."""
    total: int
    items: Sequence[Item]
    base: str
    """The address of the first sheet."""

    @property
    def shape(self) -> tuple[int, ...]:
        """All that is shown of the list besides its items."""
        return self.number, self.sheets, self.first, self.total

    @property
    def last(self) -> int:
        """The place of its last item."""
        return max(self.first + len(self.items) - 1, 0)

    def address(self, number: int) -> str:
        """Where another sheet of the list stands."""
        return self.base if number == 1 else f"{self.base}page/{number}/"

    @property
    def near(self) -> list[int]:
        """Sheets worth a link: the outermost and the neighbours, in order; 0 where some are left out."""
        shown = sorted(
            {1, self.sheets, *range(max(1, self.number - 2), min(self.sheets, self.number + 2) + 1)}
        )
        links = shown[:1]
        for before, number in pairwise(shown):
            links += [number] if number == before + 1 else [0, number]
        return links


def sheets(path: str, items: Sequence[Item], size: int = SIZE) -> list[Sheet[Item]]:
    """The pages of a list whose first page is made from *path*. An empty list has one page, too.

    >>> [sheet.path for sheet in sheets("tags/speech.md", range(201))]
    ['tags/speech.md', 'tags/speech/page/2.md', 'tags/speech/page/3.md']
    """
    count = max(1, -(-len(items) // size))
    base = address_of(path)
    return [
        Sheet(
            path=path if number == 1 else f"{base}page/{number}.md",
            number=number,
            sheets=count,
            first=(number - 1) * size + 1 if items else 0,
            total=len(items),
            items=items[(number - 1) * size : number * size],
            base=base,
        )
        for number in range(1, count + 1)
    ]
