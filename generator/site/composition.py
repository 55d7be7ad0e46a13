"""All that MkDocs does not make of a site: leaves, sources, feeds, maps, exports and search.

What the old site has is kept first. The rest are tasks for one process or, where there are many, for several:
none needs what another makes, but for the pages of papers, which wait until it is known what is related, and
for the pages that tell of the archive as a whole, which come last.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.model.archive import Archive
from generator.model.page import Page
from generator.model.problem import Problem
from generator.site import parallel
from generator.site.catalogue import Catalogue
from generator.site.drawing import KEY, Drawing, Stale, lasts
from generator.site.exports import exports
from generator.site.keys import Keys
from generator.site.leaf import Leaf
from generator.site.llms import llms
from generator.site.output.files import Files
from generator.site.output.tree import Tree
from generator.site.pack import Packs
from generator.site.papers import PaperPages
from generator.site.parallel import Later, Task
from generator.site.search.pagefind import SearchError
from generator.site.search.papers import CataloguePapers
from generator.site.search.parts import Search
from generator.site.search.write import put as put_search
from generator.site.sitemap import compressed, sections, sitemaps
from generator.site.sources import Source
from generator.site.subscriptions import Subscriptions
from generator.site.texts import Texts

SHARED: Final = 1000
"""Pages to be drawn for each process besides this one: a copy of a process takes a tenth of a second."""
_BATCHES: Final = 200

Item = TypeVar("Item")


class Told(NamedTuple):
    """What a copy of the process has done."""

    made: Files
    left_out: set[str]
    problems: list[Problem]
    texts: Mapping[str, bytes]


@dataclass(frozen=True)
class Composition:
    """Makes a site."""

    config: MkDocsConfig
    archive: Archive
    catalogue: Catalogue
    papers: PaperPages
    subscriptions: Subscriptions
    sources: Sequence[Source]
    drawing: Drawing
    keys: Keys
    texts: Texts
    tree: Tree
    cache: Path

    def compose(self, leaves: Sequence[Leaf], papers: Sequence[Page]) -> None:
        """Put everything into the new site. Raises PluginError, OSError and parallel.CopyError."""
        stale = self.drawing.stale(leaves, self.tree)
        first = [one for one in stale if one.made_of is not None]
        later = Later(self.papers.relate, list(self._batches(self._put_papers, papers)))
        lasting = sum(leaf.making is not None for leaf in leaves)
        beside: Iterable[Page] = self.archive.pages.values()
        if papers and 2 * len(first) < lasting:  # the old site has most, papers too
            beside, stale_papers = self._not_standing(papers)
            first += stale_papers
            papers, later = [], parallel.NOTHING
        tasks = [self._put_search, self._put_exports, *self._batches(self._put, first), self._put_feeds]
        self._do(tasks, len(first) + len(papers), later)
        self._put([one for one in stale if one.made_of is None])
        self._put_sources(beside)
        self._put_maps()

    def _do(self, tasks: Sequence[Task], pages: int, later: Later) -> None:
        copies = min(parallel.copies(), pages // SHARED)
        there, known = self.tree.count(), len(self.archive.problems)
        for told in parallel.do_all(tasks, lambda: self._told(there, known), copies, later):
            self.tree.take(told.made)
            self.drawing.left_out.update(told.left_out)
            self.archive.problems += told.problems
            self.texts.take(told.texts)
        self.archive.problems[known:] = sorted(self.archive.problems[known:])  # whoever found them
        self.texts.keep()

    def _told(self, there: Mapping[str, int], known: int) -> Told:
        return Told(
            self.tree.since(there), self.drawing.left_out, self.archive.problems[known:], self.texts.used
        )

    @staticmethod
    def _batches(put: Callable[[Sequence[Item]], None], items: Sequence[Item]) -> Iterator[Task]:
        size = max(1, -(-len(items) // _BATCHES))
        for start in range(0, len(items), size):
            yield partial(put, items[start : start + size])

    def _put(self, stale: Sequence[Stale]) -> None:
        for one in stale:
            self.drawing.put(one, self.tree)

    def _not_standing(self, papers: Iterable[Page]) -> tuple[list[Page], list[Stale]]:
        """Papers of which page and Markdown do not both stay, in a folder of their own; and what of them has
        to be drawn. Most need not be asked what they are made of."""
        touched, tree = self.papers.touched(self.drawing.news), self.tree
        rest = [
            page
            for page in papers
            if page.path in touched or not tree.has_page(page.address[:-1], KEY, page.content.fingerprint)
        ]
        perhaps = (page for page in rest if page.path in touched or not lasts(page.address, tree))
        return rest, self.drawing.stale(map(self.papers.leaf, perhaps), tree)

    def _put_papers(self, pages: Sequence[Page]) -> None:
        """Pages of papers, each with its Markdown beside it."""
        self._put(self.drawing.stale(map(self.papers.leaf, pages), self.tree))
        for page in pages:
            self._put_source(page)

    def _put_feeds(self) -> None:
        for file in self.subscriptions.files():
            file.put(self.tree, self.keys, self.drawing.news)

    def _put_sources(self, pages: Iterable[Page]) -> None:
        for page in pages:
            self._put_source(page)
        for source in self.sources:
            self.tree.write(source.destination, source.file.read_bytes())

    def _put_source(self, page: Page) -> None:
        place, known = f"{page.address}index.md", page.content.fingerprint
        if page.address not in self.drawing.left_out and not self.tree.has(place, known):
            self.tree.write(place, page.text.encode(), known)

    def _put_maps(self) -> None:
        """What tells machines which pages there are."""
        name, address = self.config.site_name, self.config.site_url
        if not address:
            return
        for path, part in sitemaps(address, sections(self.catalogue, address, self.keys)).items():
            if not self.tree.has(path, part.made_of):
                told = part.make()
                self.tree.write(path, compressed(told) if path.endswith(".gz") else told, part.made_of)
        text = llms(self.catalogue, name, self.config.site_description, address)
        self.tree.write("llms.txt", text.encode())

    def _put_exports(self) -> None:
        kept = Packs(self.cache / "exports")
        for one in exports(self.catalogue, self.config.site_url or "", self.keys, kept):
            if not self.tree.has(one.path, one.made_of):
                self.tree.write(one.path, one.make(), one.made_of)
        kept.forget_others()

    def _put_search(self) -> None:
        search = Search(CataloguePapers(self.catalogue), self.cache / "search")
        try:
            put_search(search.parts(), self.tree)
        except SearchError as error:
            raise PluginError(str(error)) from None
        search.forget_others()
