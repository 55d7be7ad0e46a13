"""The page of a paper."""

from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from generator.model import ids
from generator.model.archive import Archive
from generator.model.page import Page
from generator.model.paper import LINK_KINDS, Paper
from generator.model.problem import Problem
from generator.site import related, related_table
from generator.site.catalogue import Appearance
from generator.site.cite import bibtex
from generator.site.head import citation_tags, data_block, pdf, scholarly_article
from generator.site.keys import Keys, key, made_by
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.origin import licence, source
from generator.site.pack import Packs
from generator.site.related import Related, rare
from generator.site.related_table import Table
from generator.site.renderer import Renderer
from generator.site.wording import is_hugging_face
from generator.text import terms, vectors
from generator.text.clean import LONGEST_ABSTRACT, LONGEST_NAME, clean_line
from generator.text.markdown import plain, render
from generator.text.sentences import shortened

PAPER = "paper.html"
"""The template of these pages."""
LONGEST_DESCRIPTION = 200
MOST_LINKED = 200
"""Authors whose names lead to their pages."""
REASONS = 2
"""What is said of why a paper is related."""
FORM = "correct-a-paper.yml"
"""The issue form in which what is wrong with a page is told."""
_ID_NAMES = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview", "acl": "ACL Anthology"}
_LINK_NAMES = {kind: kind.capitalize() for kind in LINK_KINDS if kind != "other"} | {"pdf": "PDF"}


class Action(NamedTuple):
    """Something to open: a word and an address."""

    word: str
    address: str


class Suggestion(NamedTuple):
    """A related paper, with what both have in common."""

    page: Page
    reasons: tuple[str, ...]


class PaperPages:
    """Draws the pages of papers; what is asked of all papers together is found out once."""

    def __init__(self, renderer: Renderer, archive: Archive, kept: Packs) -> None:
        """*kept* holds what was found of related papers in earlier builds."""
        self._renderer = renderer
        self._archive = archive
        self._kept = kept

    def leaf(self, page: Page) -> Leaf:
        """The page of one paper."""
        return Leaf(
            page.path,
            page.paper.title,
            partial(self._drawn, page),
            template=PAPER,
            key=partial(self._made_of, page.path),
        )

    def _made_of(self, path: str, keys: Keys) -> str:
        return keys.page(path, self._related.near(path))

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
            path: key(page.paper.title, page.content.abstract_hash)
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
        main = renderer.fragment(
            "paper",
            root=where.root,
            edit=where.edit,
            fix=fix_address(where.repository, page),
            page=page,
            paper=paper,
            notice=Markup(render(paper.notice or "")),  # noqa: S704 - sanitised there
            appearances=appearances,
            authors=self._authors(page, where.root),
            actions=list(actions(paper, appearances)),
            summary_by=summary_by(paper, appearances),
            abstract=Markup(render(page.abstract)),  # noqa: S704 - sanitised there
            notes=Markup(render(page.notes)),  # noqa: S704 - sanitised there
            chips=renderer.chip_links(page.path, where.root),
            related=self._suggestions(page),
            bibtex=None if paper.status == "withdrawn" else bibtex(page, where.canonical),
            source=source(self._archive, page.path),
            licence=licence,
            before=catalogue.pages[before] if before else None,
            after=catalogue.pages[after] if after else None,
            near=partial(_way, page),
            shortened=shortened,
        )
        return Drawn(main, description(page), self._head(page, where))

    def _authors(self, page: Page, root: str) -> list[Markup]:
        """Those of a crowd are named; links for each would weigh more than the paper."""
        names, slugs = page.paper.authors, self._renderer.catalogue.signatures[page.path]
        linked = zip(names[:MOST_LINKED], slugs[:MOST_LINKED], strict=True)
        links = [self._renderer.author(name, slug, root) for name, slug in linked]
        return links + [escape(name) for name in names[MOST_LINKED:]]

    def _head(self, page: Page, where: Where) -> Markup:
        return self._renderer.fragment(
            "citation",
            title=page.paper.title,
            canonical=where.canonical,
            tags=list(citation_tags(page.paper, where.canonical)),
            article=data_block(scholarly_article(page.paper, where.canonical)),
        )

    def _suggestions(self, page: Page) -> list[Suggestion]:
        """Related papers; topics that both are filed under are named before terms."""
        catalogue = self._renderer.catalogue
        own = {chip.name: None for chip in self._renderer.chips(page.path)}
        text = _text(page)
        found = []
        for neighbour in self._related.of(page.path):
            topics = [chip.name for chip in self._renderer.chips(neighbour.path) if chip.name in own][:2]
            terms = [f"“{term}”" for term in neighbour.reasons(text, REASONS) if not _is_named(term, topics)]
            reasons = (*topics, *terms[: REASONS - len(topics)])
            found.append(Suggestion(catalogue.pages[neighbour.path], reasons))
        return found


def _made_by() -> str:
    """The program that finds related papers."""
    sources = [Path(module.__file__ or "") for module in (related, related_table, vectors, terms)]
    return made_by(*sources, sources[-1].with_suffix(".txt"))


def _way(page: Page, other: Page) -> str:
    """The way from the page of one paper to that of another."""
    folder, other_folder = (one.address.split("/")[1] for one in (page, other))
    name = other.address.split("/")[2]
    return f"../{name}/" if folder == other_folder else f"../../{other_folder}/{name}/"


def _text(page: Page) -> str:
    """What a paper is compared by."""
    return f"{page.abstract}\n{page.paper.title}"


def _is_named(term: str, topics: list[str]) -> bool:
    return any(term.casefold() in topic.casefold() or topic.casefold() in term.casefold() for topic in topics)


def fix_address(repository: str | None, page: Page) -> str | None:
    """The issue form for corrections, with this page filled in."""
    if repository is None:
        return None
    return f"{repository}/issues/new?template={FORM}&page=docs/{quote(page.path)}"


def description(page: Page) -> str:
    """The paper in a line, for search engines and previews."""
    text = page.paper.summary or plain(page.abstract[: 4 * LONGEST_DESCRIPTION])
    return shortened(text, LONGEST_DESCRIPTION)


def actions(paper: Paper, appearances: tuple[Appearance, ...]) -> Iterator[Action]:
    """What there is to open, the paper itself first. Several of a kind are numbered."""
    if address := pdf(paper):
        yield Action("PDF", address)
    for kind, value in paper.ids.items():
        yield Action(f"arXiv {value}" if kind == "arxiv" else _ID_NAMES[kind], ids.address(kind, value))
    if "arxiv" in paper.ids and any(is_hugging_face(one.record.source) for one in appearances):
        yield Action("Hugging Face", f"https://huggingface.co/papers/{paper.ids['arxiv']}")
    for kind, word in _LINK_NAMES.items():
        for number, address in enumerate(paper.links.get(kind, ()), start=1):
            if kind != "pdf" or number > 1:
                yield Action(word if number == 1 else f"{word} {number}", address)
    for address in paper.links.get("other", ()):
        yield Action(urlsplit(address).netloc, address)


def summary_by(paper: Paper, appearances: tuple[Appearance, ...]) -> str | None:
    """Who or what wrote the one-line summary: whom the record names, where it is still the record's."""
    if paper.summary is None:
        return None
    for one in reversed(appearances):
        if clean_line(one.listed.summary or "", LONGEST_ABSTRACT) == paper.summary:
            return clean_line(one.listed.summary_by or "", LONGEST_NAME) or "the digest"
    return "a contributor"
