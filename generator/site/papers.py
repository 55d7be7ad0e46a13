"""The page of a paper."""

from collections.abc import Container, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.model.archive import Archive
from generator.model.page import Page
from generator.model.problem import Problem
from generator.site import related, related_table
from generator.site.cite import bibtex
from generator.site.head import citation_tags
from generator.site.keys import key, made_by
from generator.site.leaf import Drawn, Leaf, Making, Where
from generator.site.origin import licence, source
from generator.site.pack import Packs
from generator.site.related import Neighbour, Related, rare
from generator.site.related_table import Table
from generator.site.renderer import Renderer, title_html
from generator.site.said import News
from generator.site.statements import Action, actions, description, facts, summary_by
from generator.text import terms, vectors
from generator.text.linear import linear
from generator.text.markdown import render
from generator.text.own_links import address_from
from generator.text.sentences import shortened

MOST_LINKED = 200
"""Authors whose names lead to their pages."""
MOST_AT_ONCE, FIRST = 20, 12
"""Authors who are all shown at once; of more, how many are."""
LONGEST_NEXT = 32
"""Characters of the titles of the papers before and after."""
REASONS = 2
"""What is said of why a paper is related."""


class Suggestion(NamedTuple):
    """A related paper."""

    address: str
    title: Markup
    status: str | None
    line: str
    """What both have in common."""


class Names(NamedTuple):
    """The authors of a paper."""

    first: Markup
    others: Markup
    """Those who are shown when somebody wants to see them."""
    more: int
    """How many these are."""


class PaperPages:
    """Draws the pages of papers; what is asked of all papers together is found out once."""

    def __init__(self, renderer: Renderer, archive: Archive, kept: Packs) -> None:
        """*kept* holds what was found of related papers in earlier builds."""
        self._renderer = renderer
        self._archive = archive
        self._kept = kept
        self._paper = renderer.macro("paper")
        self._citation = renderer.macro("citation")

    def relate(self) -> Related:
        """What is related, found out once: then it is on the disk for all."""
        return self._related

    @property
    def compared(self) -> str:
        """A key of what is related to what."""
        return self._related.table.key_of_near

    def touched(self, news: News | None) -> Container[str]:
        """The papers whose pages may say something else than in the last site; where nothing is known, all.

        On a page stand the papers that are related, and those beside it in the digest that brought it.
        """
        related = self._related
        if news is None or not news.is_more or related.before != news.related:
            return self._renderer.catalogue.pages
        around = self._renderer.catalogue.beside.items()
        beside = (path for path, pair in around if not news.papers.isdisjoint(pair))
        return {*news.papers, *beside, *related.renewed, *related.table.naming(news.papers)}

    def leaf(self, page: Page) -> Leaf:
        """The page of one paper."""
        return Leaf(
            page.path,
            linear(page.paper.title),
            partial(self._drawn, page),
            template="paper.html",
            has_source=True,
            making=partial(self._making, page.path),
        )

    def _making(self, path: str) -> Making:
        near = self._related.near(path)
        beside = self._renderer.catalogue.beside.get(path, (None, None))
        around = (path, *near, *filter(None, beside))
        return Making(around, beside, lambda _, keys: keys.page(path, near))

    def _drawn(self, page: Page, where: Where) -> Drawn:
        """The page, or nothing where it cannot be drawn: one paper never costs the others their pages."""
        try:
            return self._draw(page, where)
        except OSError:  # a disk that fails, or somebody who edits meanwhile, is no fault of the page
            raise
        except Exception as error:  # whatever a page does to a library, the site goes on
            reason = f"The page cannot be drawn ({type(error).__name__}: {error})."
            problem = Problem(f"docs/{page.path}", 1, 1, reason, "Look at its abstract.", rule="site")
            self._archive.problems.append(problem)
            return Drawn(Markup())

    @cached_property
    def _related(self) -> Related:
        pages = self._renderer.catalogue.pages
        papers = {
            path: f"{page.content.abstract_hash} {page.paper.title}"
            for path, page in pages.items()
            if page.paper.status != "withdrawn"
        }
        name = key(rare(len(papers)), _made_by())
        found = Related(papers, lambda path: _text(pages[path]), Table.of(self._kept.get(name)))
        if found.has_changed:
            self._kept.put(name, found.table.files())
        self._kept.forget_others()
        return found

    def _draw(self, page: Page, where: Where) -> Drawn:
        """Everything that the site knows of a paper."""
        renderer, paper = self._renderer, page.paper
        catalogue = renderer.catalogue
        appearances = catalogue.appearances.get(page.path, ())
        before, after = catalogue.beside.get(page.path, (None, None))
        led = partial(address_from, where.root, page.path)
        main = self._paper(
            root=where.root,
            edit=where.edit,
            page=page,
            paper=paper,
            title=title_html(page),
            notice=Markup(render(paper.notice or "")),  # noqa: S704 - sanitised there
            appearances=appearances,
            authors=self._authors(page, where.root),
            facts=facts(page, appearances, where.root),
            actions=list(actions(paper, appearances)),
            summary_by=summary_by(paper, appearances),
            abstract=Markup(render(page.abstract, led)),  # noqa: S704 - sanitised there
            notes=Markup(render(page.notes, led)),  # noqa: S704 - sanitised there
            chips=renderer.chip_links(page.path, where.root),
            related=self._suggestions(page),
            bibtex=None if paper.status == "withdrawn" else bibtex(page, where.canonical),
            source=source(self._archive, page.path),
            licence=licence,
            before=self._way(page, before),
            after=self._way(page, after),
        )
        return Drawn(main, description(page), self._head(page))

    def _way(self, page: Page, other: str | None) -> Action | None:
        """The way to another paper of the digest."""
        if other is None:
            return None
        there = self._renderer.catalogue.pages[other]
        return Action(shortened(linear(there.paper.title), LONGEST_NEXT), _way(page, there))

    def _authors(self, page: Page, root: str) -> Names:
        """Those of a crowd are named; links for each would weigh more than the paper."""
        names, slugs = page.paper.authors, self._renderer.catalogue.signatures[page.path]
        linked = zip(names[:MOST_LINKED], slugs[:MOST_LINKED], strict=True)
        links = [self._renderer.author(name, slug, root) for name, slug in linked]
        links += [escape(name) for name in names[MOST_LINKED:]]
        first = len(links) if len(links) <= MOST_AT_ONCE else FIRST
        return Names(_joined(links[:first]), _joined(links[first:]), len(links) - first)

    def _head(self, page: Page) -> Markup:
        paper = page.paper
        is_cited = paper.status != "withdrawn"
        return self._citation(
            title=linear(paper.title),
            is_cited=is_cited,
            tags=list(citation_tags(paper)) if is_cited else (),
        )

    def _suggestions(self, page: Page) -> list[Suggestion]:
        """Related papers, each with what both have in common."""
        renderer = self._renderer
        own, text = {chip.name for chip in renderer.chips(page.path)}, _text(page)
        found = []
        for neighbour in self._related.of(page.path):
            other = renderer.catalogue.pages[neighbour.path]
            topics = [chip.name for chip in renderer.chips(other.path) if chip.name in own]
            line = " · ".join(_reasons(topics, neighbour, text))
            found.append(Suggestion(_way(page, other), title_html(other), other.paper.status, line))
        return found


def _reasons(topics: list[str], neighbour: Neighbour, text: str) -> list[str]:
    """Why a paper is related: topics that both are filed under are named before terms."""
    if len(topics) >= REASONS:
        return topics[:REASONS]
    terms = [term for term in neighbour.reasons(text, REASONS) if not _is_named(term, topics)]
    return [*topics, *terms][:REASONS]


def _joined(names: Sequence[Markup]) -> Markup:
    return Markup(", ".join(names))  # noqa: S704 - names that are escaped, or linked


def _made_by() -> str:
    """The program that finds related papers."""
    sources = [Path(module.__file__ or "") for module in (related, related_table, vectors, terms)]
    return made_by(*sources, sources[-1].with_suffix(".txt"))


def _way(page: Page, other: Page) -> str:
    """The way from the page of one paper to that of another."""
    folder = page.path.rpartition("/")[0]
    other_folder, _, name = other.path.removesuffix(".md").rpartition("/")
    return f"../{name}/" if folder == other_folder else f"../../{other_folder.partition('/')[2]}/{name}/"


def _text(page: Page) -> str:
    """What a paper is compared by."""
    return f"{page.abstract}\n{page.paper.title}"


def _is_named(term: str, topics: list[str]) -> bool:
    return any(term.casefold() in topic.casefold() or topic.casefold() in term.casefold() for topic in topics)
