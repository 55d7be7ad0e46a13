"""The pages of authors, and the index that leads to them, by letter where they are many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from generator.site.authorship import Author
from generator.site.catalogue import Catalogue
from generator.site.leaf import Drawn, Leaf, Making, Where
from generator.site.names import family_name_first
from generator.site.pagination import SIZE, Sheet, newest_first, sheets
from generator.site.renderer import Renderer
from generator.text.slug import author_slug

NAMES = 300
"""Names on a page of the index."""
MOST = 40
"""Authors with most papers, above the letters."""
COAUTHORS = 12
MANY = 5
"""Papers from which on all count with whom one was written. Of fewer, each names its authors beside it."""
SEVERAL = 10
"""Papers from which on a name that nobody has told apart may well be that of several people."""
LARGEST_GROUP = 50
"""Authors of a paper up to whom they count as having worked together; among hundreds it says little."""
OTHER = "other"


class Letter(NamedTuple):
    """A part of the index: the family names that begin alike."""

    name: str
    address: str
    authors: Sequence[Author]


def writers(renderer: Renderer) -> Iterator[Leaf]:
    """The page of every author who has one, and the index of them all."""
    yield from _index(renderer)
    pages = AuthorPages(renderer)
    for author in renderer.catalogue.authors.values():
        yield from pages.leaves(author)


def namesakes(authors: Iterable[Author]) -> Mapping[str, Sequence[Author]]:
    """Those who share a name: people have told them apart, or somebody still has to."""
    sharing: dict[str, list[Author]] = defaultdict(list)
    for author in authors:
        if author.person or author.is_unsorted:
            sharing[author_slug(author.name)].append(author)
    return sharing


class AuthorPages:
    """Draws the pages of authors."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._drawn = renderer.macro("author")
        self._company: dict[str, list[tuple[Author, int]]] = {}
        """Whom the pages name that were asked what they are made of: those that are drawn then take it."""
        self._sharing = namesakes(renderer.catalogue.authors.values())

    def leaves(self, author: Author) -> Iterator[Leaf]:
        """The pages of one author."""
        for sheet in newest_first(f"authors/{author.slug}.md", author.paths):
            one = _AuthorSheet(self, author, sheet)
            is_told_apart = author.person or author.is_unsorted  # with numbers of others' papers
            only = () if is_told_apart else author.paths
            yield Leaf(sheet.path, author.name, one.draw, "author.html", making=one.making, only=only)

    def draw(self, author: Author, sheet: Sheet[str], where: Where) -> Drawn:
        """One of them."""
        catalogue = self._renderer.catalogue
        main = self._drawn(
            root=where.root,
            edit=where.edit if author.person else None,
            author=author,
            namesakes=self._others(author),
            years=years(catalogue, author) if sheet.is_first else {},
            coauthors=self._coauthors(author) if sheet.is_first else [],
            rows=[self._renderer.brief(path, where.root) for path in sheet.items],
            sheet=sheet,
            may_be_several=sheet.is_first and self._may_be_several(author),
        )
        return Drawn(main)

    def _may_be_several(self, author: Author) -> bool:
        """Whether a name stands on so many papers that it may be that of several, whom nobody told apart."""
        return len(author.paths) >= SEVERAL and not (author.person or author.is_unsorted)

    def making(self, author: Author, sheet: Sheet[str]) -> Making:
        """What it is made of."""
        others = [(one.slug, one.name, len(one.paths)) for one in self._others(author)]
        shape = sheet.shape, author.name, author.is_unsorted, others
        if not sheet.is_first:
            return Making(sheet.items, shape)
        self._company[author.slug] = company = self._coauthors(author)
        return Making(author.paths, (*shape, [(one.slug, one.name, number) for one, number in company]))

    def _coauthors(self, author: Author) -> list[tuple[Author, int]]:
        known = self._company.pop(author.slug, None)
        return coauthors(self._renderer.catalogue, author) if known is None else known

    def _others(self, author: Author) -> Sequence[Author]:
        """Those of the same name."""
        alike = self._sharing.get(author_slug(author.name), ()) if self._sharing else ()
        return [one for one in alike if one.slug != author.slug]


class _AuthorSheet(NamedTuple):
    """A page of an author. There are as many as papers, and of each no more is kept than this."""

    pages: AuthorPages
    author: Author
    sheet: Sheet[str]

    def draw(self, where: Where) -> Drawn:
        return self.pages.draw(self.author, self.sheet, where)

    def making(self) -> Making:
        return self.pages.making(self.author, self.sheet)


def years(catalogue: Catalogue, author: Author) -> dict[str, int]:
    """Papers by year, the newest first."""
    counts = Counter(catalogue.days[path][:4] for path in author.paths)
    return {year: counts[year] for year in sorted(counts, reverse=True) if year}


def coauthors(catalogue: Catalogue, author: Author) -> list[tuple[Author, int]]:
    """Those with whom most papers were written, of those who have a page."""
    together: Counter[str] = Counter()
    for path in author.paths:
        slugs = catalogue.signatures[path]
        if len(slugs) <= LARGEST_GROUP:
            together.update(filter(catalogue.authors.__contains__, set(slugs)))
    del together[author.slug]
    least = 1 if len(author.paths) >= MANY else 2
    told = [item for item in together.items() if item[1] >= least]
    most = sorted(told, key=lambda item: (-item[1], item[0]))[:COAUTHORS]
    return [(catalogue.authors[slug], number) for slug, number in most]


def _index(renderer: Renderer) -> Iterator[Leaf]:
    known = renderer.catalogue.authors.values()
    named = sorted([(family_name_first(author.name), author) for author in known], key=itemgetter(0))
    authors = [author for _, author in named]
    letters = list(_letters(named)) if len(authors) > SIZE else []
    yield _all(renderer, authors, letters)
    for letter in letters:
        yield from _names(renderer, letter, letters)


def _all(renderer: Renderer, authors: Sequence[Author], letters: Sequence[Letter]) -> Leaf:
    most = sorted(authors, key=lambda author: -len(author.paths))[:MOST] if letters else authors

    def draw(where: Where) -> Drawn:
        main = renderer.fragment(
            "authors", root=where.root, authors=most, letters=letters, total=len(authors)
        )
        return Drawn(main, "Authors with two papers or more in the archive, by family name.")

    return Leaf("authors/index.md", "Authors", draw)


def _names(renderer: Renderer, letter: Letter, letters: Sequence[Letter]) -> Iterator[Leaf]:
    heading = f"Authors: {letter.name}"

    def draw(where: Where, sheet: Sheet[Author]) -> Drawn:
        main = renderer.fragment("letter", root=where.root, sheet=sheet, letter=letter, letters=letters)
        return Drawn(main, f"{heading}, by family name.")

    def making(sheet: Sheet[Author]) -> Making:
        names = [(one.name, one.slug, len(one.paths)) for one in sheet.items]
        return Making((), (sheet.shape, names, [one.name for one in letters]))

    for sheet in sheets(f"{letter.address.rstrip('/')}.md", letter.authors, NAMES):
        yield Leaf(sheet.path, heading, partial(draw, sheet=sheet), making=partial(making, sheet))


def _letters(named: Iterable[tuple[tuple[str, str], Author]]) -> Iterator[Letter]:
    """The parts of the index in the order of the letters; names in other scripts stand together, last."""
    parts: Mapping[str, list[Author]] = defaultdict(list)
    for (family, _), author in named:
        first = family[:1]
        parts[first if first.isascii() and first.isalpha() else OTHER].append(author)
    for part in sorted(parts, key=lambda part: (part == OTHER, part)):
        name = "other" if part == OTHER else part.upper()
        yield Letter(name, f"authors/letter/{part}/", parts[part])
