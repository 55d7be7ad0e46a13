"""The MkDocs plugin: the archive beside ``mkdocs.yml`` becomes the site."""

import atexit
import gc
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.model.archive import Archive
from generator.model.page import Page as PaperFile
from generator.model.problem import Problem
from generator.site.admission import unaddressable
from generator.site.around import around
from generator.site.assets import find_assets
from generator.site.bars import with_bars
from generator.site.catalogue import Catalogue, catalogue
from generator.site.choice import leave_out, refuse_linked_folders, take_papers, without_leaf
from generator.site.composition import Composition
from generator.site.drawing import Drawing, LeafFiles
from generator.site.environment import TEMPLATES, SiteEnvironment, fragments
from generator.site.failure import failure
from generator.site.handwritten import harmless, sanitised
from generator.site.home import home
from generator.site.keys import Keys, common, key
from generator.site.leaf import Leaf
from generator.site.moved import former_addresses
from generator.site.output.place import CACHE, Output
from generator.site.output.tree import Tree
from generator.site.pack import Packs
from generator.site.pages import HomePage, LeafPage
from generator.site.papers import PaperPages
from generator.site.parallel import CopyError
from generator.site.policy import policies
from generator.site.programs import programs
from generator.site.reading_list import reading_list
from generator.site.renderer import Renderer
from generator.site.said import News, Said
from generator.site.sources import Source, sources
from generator.site.subscriptions import Subscriptions
from generator.site.texts import Texts
from generator.site.walk import leave_papers_out
from generator.storage.browsing import browse_archive
from generator.storage.reading import SETTINGS

if TYPE_CHECKING:  # a web server, and what watches files: nothing that a build needs
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("papershelf")
atexit.register(gc.freeze)  # what a process holds at its end need not be looked through once more

_PAGE_EVENTS = (
    "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page",
)  # fmt: skip


class Options(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """The plugin has none: what an archive sets for itself stands in its ``papershelf.toml``."""


class PapershelfPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Draws the pages of an archive; what people wrote by hand stays with MkDocs and Material."""

    def __init__(self) -> None:
        self._preview = False
        self._root = Path()
        self._url = ""
        self._archive = Archive()
        self._told = 0
        self._renderer: Renderer
        self._papers: PaperPages
        self._subscriptions: Subscriptions
        self._output: Output
        self._drawn: list[Leaf] = []
        self._drawn_papers: list[PaperFile] = []
        self._sources: tuple[Source, ...] = ()
        self._context: Callable[[str], Mapping[str, Any]]
        self._env: jinja2.Environment

    @property
    def catalogue(self) -> Catalogue:
        """What the last build was made of."""
        return self._renderer.catalogue

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are served from the working copy."""
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the archive, and put our templates before the theme's and behind the owner's."""
        self._root = Path(config.config_file_path).parent
        if Path(config.docs_dir) != self._root / "docs":
            raise PluginError("An archive's pages stand in docs/, beside mkdocs.yml. Leave docs_dir out.")
        refuse_linked_folders(Path(config.docs_dir))
        config.use_directory_urls = True
        try:
            self._output = Output(self._root, config, is_preview=self._preview)
        except OSError as error:
            raise failure(error) from None
        config.theme.static_templates.discard("sitemap.xml")  # MkDocs would date it by the clock
        if str(TEMPLATES) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES))
        gc.disable()  # hardly anything is thrown away before the end, and looking for it takes time
        self._archive = browse_archive(self._root, now=time.time_ns())
        self._archive.problems += unaddressable(self._archive)
        for problem in self._archive.problems:
            log.log(*_line(problem))
        self._told = len(self._archive.problems)
        self._renderer = Renderer(catalogue(self._archive), fragments(config.theme.dirs))
        self._papers = PaperPages(self._renderer, self._archive, Packs(self._root / CACHE / "related"))
        self._url = config.site_url or ""
        self._subscriptions = Subscriptions(
            self._renderer, config.site_name, self._url, self._archive.settings.newsletter
        )
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Spare MkDocs the walk through the papers, unless another plugin wants to see files or pages."""
        if not _listens(config, "files", *_PAGE_EVENTS):
            leave_papers_out()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Find the leaves, and leave out what is not to be published.

        Leaves are none of MkDocs' pages, unless another plugin wants to see pages: then it sees them all.
        """
        pages = self._archive.pages
        found = take_papers(files, config, pages)
        leave_out(files, config)
        leaves = {leaf.path: leaf for leaf in self._leaves()}
        for file in without_leaf(files, leaves):
            files.remove(file)
        self._sources = tuple(sources(files))
        for path in [path for path in leaves if path in found or path in files.src_uris]:
            if not leaves[path].has_source:
                leaves[path] = leaves[path]._replace(has_source=True)
        is_heard = _listens(config, *_PAGE_EVENTS)
        given = [leaves["index.md"]]
        if is_heard:
            given = [*leaves.values(), *map(self._papers.leaf, pages.values())]
        self._drawn = [] if is_heard else [leaf for leaf in leaves.values() if leaf.path != "index.md"]
        self._drawn_papers = [] if is_heard else list(pages.values())
        for leaf in self._drawn:
            if leaf.path in files.src_uris:
                files.remove(files.src_uris[leaf.path])
        for leaf in given:
            self._give(leaf, files, config)
        return LeafFiles(files, (leaves, pages), config)

    @staticmethod
    def _give(leaf: Leaf, files: Files, config: MkDocsConfig) -> None:
        """Make a leaf one of MkDocs' pages."""
        if leaf.path not in files.src_uris:
            docs, made = config.docs_dir, config.site_dir
            file = (
                File(leaf.path, docs, made, True)
                if leaf.has_source
                else File.generated(config, leaf.path, content="")
            )
            files.append(file)
        file = files.src_uris[leaf.path]
        file.inclusion = InclusionLevel.NOT_IN_NAV
        (HomePage if leaf.path == "index.md" and leaf.has_source else LeafPage)(leaf, file, config)

    def _leaves(self) -> Iterator[Leaf]:
        """All but those of papers, which are so many that each is made when it is wanted."""
        renderer = self._renderer
        yield self._subscriptions.announced(home(renderer))
        yield from former_addresses(renderer, self._archive.redirects)
        yield from map(self._subscriptions.announced, around(renderer, self._archive, self._root / CACHE))
        yield from (self._subscriptions.leaf(), programs(renderer, self._url), reading_list(renderer))

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the power from the front matter of pages that were written by hand."""
        if not isinstance(page, LeafPage):
            page.meta = harmless(page.meta)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Sanitise what was written by hand; leaves were sanitised where they were rendered."""
        return html if isinstance(page, LeafPage) else with_bars(sanitised(html))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember what the templates of leaves are rendered with."""
        self._context = lambda base: get_context(nav, files, config, base_url=base)
        return nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Put an environment that escapes, and renders leaves from shells, in the place of MkDocs'."""
        site = SiteEnvironment(env)
        site.globals |= {
            "policies": policies(preview=self._preview),
            "assets": find_assets(config.theme.dirs),
            "has_about": files.get_file_from_path("about.md") is not None,
        }
        self._env = site
        return site

    @event_priority(-100)  # what other plugins write afterwards belongs to the site, too
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put all that MkDocs and we make into the new site, and let it take the place of the old one."""
        made = Path(config.site_dir)
        try:
            tree = self._output.tree()
            said = self._compose(tree, config)
            for file in sorted(made.rglob("*")):
                path = file.relative_to(made).as_posix()
                if file.is_file() and not file.is_symlink() and not tree.holds(path):
                    tree.write(path, file.read_bytes())
            tree.publish(said._asdict())
        except OSError as error:
            raise failure(error) from error
        except CopyError as error:
            raise PluginError(str(error)) from None
        finally:
            self._leave()

    def _compose(self, tree: Tree, config: MkDocsConfig) -> Said:
        """Put everything that is not MkDocs' into the tree; what the site says then."""
        everywhere = self._env.globals["has_about"], self._subscriptions.newest is not None
        keys = Keys(self._archive, self.catalogue, key(common(config), *everywhere))
        said, news = self._said(keys, tree.take_note())
        drawing = Drawing(config, self._env, self._context, keys, news)
        kept = "preview/texts" if self._preview else "texts"  # a preview has another address
        self._renderer.texts = texts = Texts(keys, Packs(self._root / CACHE / kept))
        site = Composition(
            config=config,
            archive=self._archive,
            catalogue=self.catalogue,
            papers=self._papers,
            subscriptions=self._subscriptions,
            sources=self._sources,
            drawing=drawing,
            keys=keys,
            texts=texts,
            tree=tree,
            cache=self._root / CACHE,
        )
        site.compose(self._drawn, self._drawn_papers)
        for problem in self._archive.problems[self._told :]:
            log.log(*_line(problem))
        said = said or keys.said(None)  # of a first build only now, when nothing else takes room
        return said._replace(related=self._papers.compared)

    def _said(self, keys: Keys, note: Mapping[str, Any]) -> tuple[Said | None, News | None]:
        """What the site says, and what of it the old one says otherwise, which may be anything where nobody
        noted what that says."""
        before = Said.noted(note)
        if before is None:
            return None, None
        said = keys.said(before)
        return said, said.news(before, self.catalogue.signatures)

    @event_priority(-100)  # it may raise, and others have something to leave as well
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the site as it was, and say which file MkDocs could not write, or read."""
        if hasattr(self, "_output"):
            self._leave()
        if isinstance(error, OSError):
            raise failure(error, str(self._root)) from error

    def _leave(self) -> None:
        gc.freeze()
        gc.unfreeze()  # both together: what was made counts as old, and is not looked through at once
        gc.enable()
        self._output.leave()

    def on_serve(self, server: "LiveReloadServer", **_: object) -> "LiveReloadServer":
        """Show the site where we put it, and watch what makes it besides ``docs/``."""
        self._output.serve(server)
        for path in (self._root / "digests", self._root / SETTINGS, TEMPLATES):
            if path.exists():
                server.watch(str(path))
        return server


def _line(problem: Problem) -> tuple[int, str]:
    """A problem for the log, in one line. A warning fails a strict build; others go on without the page."""
    level = logging.INFO if problem.severity == "note" else logging.WARNING
    return level, " ".join(str(problem).split())


def _listens(config: MkDocsConfig, *events: str) -> bool:
    """Whether another plugin, or a hook, wants to hear of these."""
    handlers = (handler for name in events for handler in config.plugins.events[name])
    return any(not isinstance(getattr(handler, "__self__", None), PapershelfPlugin) for handler in handlers)
