"""The pages that lead to lists: of digests, of topics, of authors, of months; and what is not well."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.model.problem import Problem
from generator.model.record import Record
from generator.model.tag import Tag
from generator.site.catalogue import Author, Catalogue
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.names import family_name_first
from generator.site.pagination import Sheet, sheets
from generator.site.renderer import Renderer
from generator.site.wording import date_words


class Branch(NamedTuple):
    """A topic in the tree, with the branches below it."""

    tag: Tag
    papers: int
    branches: "tuple[Branch, ...]"


def indexes(renderer: Renderer, problems: Sequence[Problem]) -> Iterator[Leaf]:
    """Every page that leads to lists, the search, and the page that says what was left out."""
    yield from _digests(renderer)
    yield _topics(renderer)
    yield from _authors(renderer)
    yield _months(renderer)
    yield _search(renderer)
    yield _status(renderer, problems)


def _digests(renderer: Renderer) -> Iterator[Leaf]:
    catalogue = renderer.catalogue

    def draw(where: Where, sheet: Sheet[Record]) -> Drawn:
        months = [
            (date_words(month), [(record, len(catalogue.of_digest[record.name])) for record in records])
            for month, records in groupby(sheet.items, key=lambda record: record.date[:7])
        ]
        main = renderer.fragment("digests", root=where.root, months=months, sheet=sheet)
        return Drawn(main, "Every digest of the archive, the newest first.")

    for sheet in sheets("digests/index.md", catalogue.digests):
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


def _authors(renderer: Renderer) -> Iterator[Leaf]:
    authors = sorted(renderer.catalogue.authors.values(), key=lambda author: family_name_first(author.name))
    pages = sheets("authors/index.md", authors)
    letters = _letters(pages)

    def draw(where: Where, sheet: Sheet[Author]) -> Drawn:
        main = renderer.fragment("authors", root=where.root, sheet=sheet, letters=letters)
        return Drawn(main, "Authors with two papers or more in the archive, by family name.")

    for sheet in pages:
        yield Leaf(sheet.path, "Authors", partial(draw, sheet=sheet))


def _letters(pages: Sequence[Sheet[Author]]) -> dict[str, str]:
    """The first letters of family names, each with the page on which it begins."""
    letters: dict[str, str] = {}
    for sheet in pages:
        for author in sheet.items:
            letter = family_name_first(author.name)[0][:1].upper()
            if letter.isascii() and letter.isalpha():
                letters.setdefault(letter, sheet.address(sheet.number))
    return letters


def _months(renderer: Renderer) -> Leaf:
    def draw(where: Where) -> Drawn:
        months = ((month, len(paths)) for month, paths in renderer.catalogue.months.items())
        years = [(year, list(group)) for year, group in groupby(months, key=lambda month: month[0][:4])]
        main = renderer.fragment("months", root=where.root, years=years)
        return Drawn(main, "The papers of each month in which they were first listed.")

    return Leaf("papers/index.md", "Months", draw)


def _search(renderer: Renderer) -> Leaf:
    def draw(where: Where) -> Drawn:
        catalogue = renderer.catalogue
        names = {tag.slug: tag.name for tag in catalogue.vocabulary if tag.slug in catalogue.counts}
        main = renderer.fragment("search", root=where.root, names=names, papers=len(catalogue.pages))
        return Drawn(main, "Search the archive by words, topic and year.")

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
