"""The MkDocs plugin: the archive beside ``mkdocs.yml`` becomes the site."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import jinja2
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from generator.model.archive import Archive
from generator.model.problem import Problem
from generator.site.admission import AUTHORS, PAPERS, TOPICS, links, refused, unaddressable
from generator.site.around import around
from generator.site.assets import destination, find_assets, is_unused
from generator.site.catalogue import Catalogue, catalogue
from generator.site.environment import TEMPLATES, SiteEnvironment, fragments
from generator.site.exports import write_exports
from generator.site.handwritten import harmless, sanitised
from generator.site.home import home
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.llms import llms
from generator.site.moved import former_addresses
from generator.site.pages import HomePage, LeafPage
from generator.site.papers import PaperPages
from generator.site.policy import policies
from generator.site.programs import programs
from generator.site.reading_list import reading_list
from generator.site.renderer import Renderer
from generator.site.search.index import Index, SearchError
from generator.site.search.stubs import stubs
from generator.site.search.tables import write_tables
from generator.site.sitemap import Place, sitemaps
from generator.site.subscriptions import Subscriptions
from generator.storage.reading import SETTINGS, read_archive

log = get_plugin_logger("papershelf")


class Options(Config):  # type: ignore[no-untyped-call]  # untyped in MkDocs
    """The plugin has none: what an archive sets for itself stands in its ``papershelf.toml``."""


class PapershelfPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Draws the pages of an archive; what people wrote by hand stays with MkDocs and Material."""

    def __init__(self) -> None:
        self._preview = False
        self._index = Index()
        self._root = Path()
        self._url = ""
        self._archive = Archive()
        self._renderer: Renderer
        self._subscriptions: Subscriptions

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
        _refuse_linked_folders(Path(config.docs_dir))
        config.use_directory_urls = True
        config.theme.static_templates.discard("sitemap.xml")  # MkDocs would date it by the clock
        if str(TEMPLATES) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES))
        self._archive = read_archive(self._root)
        self._archive.problems += unaddressable(self._archive)
        for problem in self._archive.problems:
            log.log(*_told(problem))
        self._renderer = Renderer(catalogue(self._archive), fragments(config.theme.dirs))
        self._url = config.site_url or ""
        self._subscriptions = Subscriptions(self._renderer, config.site_name, self._url)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give every leaf its file, and leave out what is not to be published."""
        _leave_out(files, config)
        leaves = {leaf.path: leaf for leaf in self._leaves()}
        for file in _without_leaf(files, leaves):
            files.remove(file)
        for leaf in leaves.values():
            file = files.get_file_from_path(leaf.path) or File.generated(config, leaf.path, content="")
            if leaf.path not in files.src_uris:
                files.append(file)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            is_home = leaf.path == "index.md" and file.generated_by is None
            (HomePage if is_home else LeafPage)(leaf, file, config)
        return files

    def _leaves(self) -> Iterator[Leaf]:
        renderer = self._renderer
        yield self._subscriptions.announced(home(renderer))
        papers = PaperPages(renderer, self._archive)
        for page in self._archive.pages.values():
            yield self._guarded(papers.leaf(page))
        yield from former_addresses(renderer, self._archive.redirects)
        yield from map(self._subscriptions.announced, around(renderer, self._archive))
        yield from (self._subscriptions.leaf(), programs(renderer, self._url), reading_list(renderer))

    def _guarded(self, leaf: Leaf) -> Leaf:
        """The leaf, or nothing where it cannot be drawn: one paper never costs the others their pages."""

        def draw(where: Where) -> Drawn:
            try:
                return leaf.draw(where)
            except Exception as error:  # whatever a page does to a library, the site goes on
                reason = f"The page cannot be drawn ({type(error).__name__}: {error})."
                problem = Problem(f"docs/{leaf.path}", 1, 1, reason, "Look at its abstract.", rule="site")
                self._archive.problems.append(problem)
                log.log(*_told(problem))
                return Drawn(Markup())

        return replace(leaf, draw=draw)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take the power from the front matter of pages that were written by hand."""
        if not isinstance(page, LeafPage):
            page.meta = harmless(page.meta)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Sanitise what was written by hand; leaves were sanitised where they were rendered."""
        return html if isinstance(page, LeafPage) else sanitised(html)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Put an environment that escapes, and renders leaves from shells, in the place of MkDocs'."""
        site = SiteEnvironment(env)
        site.globals |= {
            "policies": policies(preview=self._preview),
            "assets": find_assets(config.theme.dirs),
            "has_about": files.get_file_from_path("about.md") is not None,
        }
        return site

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page: the Markdown sources, the maps, feeds and exports, the search index."""
        site = Path(config.site_dir)
        for page in self._archive.pages.values():
            if (site / page.address).is_dir():  # not where it could not be drawn
                (site / page.address / "index.md").write_text(page.text, encoding="utf-8", newline="")
        if config.site_url:
            for name, text in sitemaps(config.site_url, self._places(config.site_url)).items():
                (site / name).write_text(text, encoding="utf-8")
            about = llms(self.catalogue, config.site_name, config.site_description, config.site_url)
            (site / "llms.txt").write_text(about, encoding="utf-8", newline="")
        self._subscriptions.write(site)
        write_exports(self.catalogue, site, self._url)
        papers = list(stubs(self._renderer))
        write_tables(self.catalogue, papers, site)
        try:
            self._index.write(self._renderer, papers, site)
        except SearchError as error:
            raise PluginError(str(error)) from None

    def _places(self, site_url: str) -> Iterator[Place]:
        known = self._renderer.catalogue
        yield Place(site_url, known.digests[0].date if known.digests else None)
        for record in known.digests:
            yield Place(f"{site_url}digests/{record.name}/", record.date)
        for slug, paths in known.by_topic.items():
            yield Place(f"{site_url}tags/{slug}/", known.last_listed(paths[0]))
        for path, page in known.pages.items():
            yield Place(site_url + page.address, known.last_listed(path))

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Watch what makes the site besides ``docs/``, so that a change shows at once."""
        for path in (self._root / "digests", self._root / SETTINGS, TEMPLATES):
            if path.exists():
                server.watch(str(path))
        return server

    def on_shutdown(self) -> None:
        """Remove what was kept between previews."""
        self._index.close()


def _refuse_linked_folders(docs: Path) -> None:
    """MkDocs walks into linked folders, in circles if need be, before any plugin can stop it."""
    for link in links(docs):
        if link.is_dir():
            raise PluginError(f"{link.path} is a link to a folder. Put the folder itself there.")


def _told(problem: Problem) -> tuple[int, str]:
    """A problem for the log, in one line. A warning fails a strict build; others go on without the page."""
    level = logging.INFO if problem.severity == "note" else logging.WARNING
    return level, " ".join(str(problem).split())


def _leave_out(files: Files, config: MkDocsConfig) -> None:
    wanted = frozenset([*map(str, config.extra_css), *map(str, config.extra_javascript)])
    for file, reason in list(refused(files, Path(config.docs_dir), wanted)):
        files.remove(file)
        if reason:
            log.warning("docs/%s is left out. %s", " ".join(file.src_uri.split()), reason)
    for file in list(files):
        if file.src_dir == config.docs_dir or file.is_documentation_page():
            continue
        if is_unused(file.src_uri):
            files.remove(file)
        file.dest_uri = destination(file.src_uri)


def _without_leaf(files: Files, leaves: Mapping[str, Leaf]) -> Iterator[File]:
    """Pages that stand where the site draws its own, or among what is read without being any."""
    for file in list(files):
        if not file.is_documentation_page() or file.src_uri == "index.md":
            continue
        if file.src_uri.startswith((PAPERS, TOPICS, AUTHORS)):
            if file.src_uri not in leaves:
                yield file
        elif file.src_uri in leaves:
            log.warning("docs/%s is left out. The site draws this page itself.", file.src_uri)
            yield file
