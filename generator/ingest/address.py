"""The address of a new page: made once, from month and title, and never changed."""

from collections.abc import Container, Iterator

from generator.model.archive import Archive
from generator.model.dates import month_of
from generator.model.digest import Entry
from generator.text.slug import slug

LONGEST = 32
"""Characters of the name that a title gives. An address stands in some forty places of the site; of 100,000
titles, 194 have the first words of another one of their month, and an id tells them apart."""


def taken_paths(archive: Archive) -> set[str]:
    """Every path that a page has or had, in lower case: addresses never die, nor change their meaning."""
    addresses = (*archive.redirects.moved, *archive.redirects.removed)
    led_on = (f"{address.removesuffix('/')}.md" for address in addresses)
    return {path.casefold() for path in (*archive.pages, *archive.broken, *archive.ledger, *led_on)}


def new_path(entry: Entry, date: str, taken: Container[str]) -> str:
    """A path below ``docs/`` that no page has or had.

    Where the title's is taken, an id tells the two apart, so that it does not matter which came first
    later on; without ids, a number does.
    """
    stem = f"papers/{month_of(date)}/{slug(entry.title, LONGEST)}"
    return next(path for path in _paths(stem, entry) if path not in taken)


def _paths(stem: str, entry: Entry) -> Iterator[str]:
    yield f"{stem}.md"
    for kind, value in sorted(entry.ids.items()):
        yield f"{stem}-{slug(value if kind == 'arxiv' else f'{kind} {value}')}.md"
    number = 2
    while True:
        yield f"{stem}-{number}.md"
        number += 1
