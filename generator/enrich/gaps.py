"""What a page does not say, and another source does."""

from collections.abc import Iterator, Set

from generator.model.digest import Entry
from generator.model.page import Page

FACTS = ("authors", "date", "venue", "categories")
LINKS = ("code", "project", "model", "dataset", "demo")
"""Kinds of links that are taken; a PDF follows from the id."""


def filling(said: Set[str], raw: Entry, entry: Entry) -> Entry | None:
    """Of an entry its title, its ids, and the facts that are not among those said; None where there are none.

    What is said is what stands on the page, and what the machine wrote there and a person took out. `entry`
    is the cleaned one; what is kept is raw, as in every record.
    """
    facts = {name: value for name in FACTS if (value := getattr(raw, name)) and name not in said}
    links = {kind: entry.links[kind] for kind in LINKS if kind in entry.links and f"links.{kind}" not in said}
    ids = {kind: value for kind, value in raw.ids.items() if entry.ids.get(kind) == value}
    if not (facts or links or any(f"ids.{kind}" not in said for kind in ids)):
        return None
    return Entry(title=raw.title, ids=ids, links=links, version=raw.version, withdrawn=raw.withdrawn, **facts)


def facts_of(entry: Entry) -> Iterator[str]:
    """The names of an entry's facts as pages have them."""
    yield from (f"ids.{kind}" for kind in entry.ids)
    yield from (name for name in FACTS if getattr(entry, name))
    yield from (f"links.{kind}" for kind in entry.links)


def lacks(page: Page) -> bool:
    """Whether a page lacks what every paper has: somebody who wrote it, a day, and an id to find it by."""
    paper = page.paper
    return not (paper.authors and paper.date and paper.ids)
