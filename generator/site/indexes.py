"""The pages that lead to lists: of digests, of topics; the search; and what is not well."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.model.listing import Listing
from generator.model.problem import Problem
from generator.model.tag import Tag
from generator.site.catalogue import Catalogue
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.pagination import Sheet, newest_first
from generator.site.renderer import Renderer
from generator.site.search.outline import outline
from generator.site.wording import date_words
from generator.site.years import years_of


class Branch(NamedTuple):
    """A topic in the tree, with the branches below it."""

    tag: Tag
    papers: int
    branches: "tuple[Branch, ...]"


def indexes(renderer: Renderer, problems: Sequence[Problem]) -> Iterator[Leaf]:
    """Every page that leads to lists, the search, and the page that says what was left out."""
    yield from _digests(renderer)
    yield _topics(renderer)
    yield _search(renderer)
    yield _status(renderer, problems)


def _digests(renderer: Renderer) -> Iterator[Leaf]:
    catalogue = renderer.catalogue

    def draw(where: Where, sheet: Sheet[Listing]) -> Drawn:
        months = [
            (date_words(month), [(record, len(catalogue.of_digest[record.name])) for record in records])
            for month, records in groupby(sheet.items, key=lambda record: record.date[:7])
        ]
        main = renderer.fragment(
            "digests", root=where.root, months=months, sheet=sheet, years=years_of(catalogue)
        )
        return Drawn(main, "Every digest of the archive, the newest first.")

    for sheet in newest_first("digests/index.md", catalogue.digests):
        yield Leaf(sheet.path, "Digests", partial(draw, sheet=sheet))


def _topics(renderer: Renderer) -> Leaf:
    def draw(where: Where) -> Drawn:
        catalogue = renderer.catalogue
        branches = [branch(catalogue, tag) for tag in by_name(catalogue.roots)]
        main = renderer.fragment(
            "topics", root=where.root, branches=branches, total=len(catalogue.vocabulary)
        )
        return Drawn(main, "The topics that papers are filed under, as a tree.")

    return Leaf("tags/index.md", "Topics", draw)


def by_name(tags: Sequence[Tag]) -> list[Tag]:
    """Topics in the order of their names."""
    return sorted(tags, key=lambda tag: (tag.name.casefold(), tag.slug))


def branch(catalogue: Catalogue, tag: Tag) -> Branch:
    """The part of the tree that begins with a topic."""
    below = tuple(branch(catalogue, child) for child in catalogue.below(tag))
    return Branch(tag, catalogue.counts.get(tag.slug, 0), below)


def _search(renderer: Renderer) -> Leaf:
    def draw(where: Where) -> Drawn:
        main = renderer.fragment("search", root=where.root, archive=outline(renderer.catalogue))
        return Drawn(main, "Search the archive by words, names, ids, topic and year.")

    return Leaf("search.md", "Search", draw, template="search.html")


def _status(renderer: Renderer, problems: Sequence[Problem]) -> Leaf:
    def draw(where: Where) -> Drawn:
        catalogue = renderer.catalogue
        main = renderer.fragment(
            "status",
            root=where.root,
            problems=problems,
            papers=len(catalogue.pages),
            digests=catalogue.digests,
        )
        return Drawn(main, "What the archive holds, how fresh it is, and what could not be published.")

    return Leaf("status.md", "Status", draw)
