"""Leaves become pages: each is drawn, joined into the shell of its depth, and put into the new site."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from generator.site.environment import LeafTemplate
from generator.site.keys import Keys, key
from generator.site.leaf import Leaf, Making, Where, address_of
from generator.site.output.tree import Tree
from generator.site.said import News

KEY: Final = 2 * len(key())
"""Characters of what a leaf is made of: a key of its shape, and one of what it tells of papers. What MkDocs
and other plugins write is known by a fingerprint of its bytes."""


class LeafFile(File):
    """The file of a leaf, for links to it to resolve. MkDocs neither reads nor copies it."""

    def is_documentation_page(self) -> bool:
        """Not for MkDocs, which would make a page of it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """What stands at its address is drawn."""


class LeafFiles(Files):
    """The files of MkDocs, and besides those of leaves, which are made when something links to them."""

    def __init__(self, files: Files, leaves: Sequence[Container[str]], config: MkDocsConfig) -> None:
        """*leaves* hold the paths of all that is drawn."""
        super().__init__(files)
        self._leaves, self._config = leaves, config

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below ``docs/``."""
        found = super().get_file_from_path(path)
        if found is None and any(path in paths for paths in self._leaves):
            place = f"{address_of(path)}index.html"
            found = LeafFile(path, None, self._config.site_dir, use_directory_urls=True, dest_uri=place)
        return found


class Stale(NamedTuple):
    """A leaf to be drawn."""

    leaf: Leaf
    made_of: str | None
    """What the page is made of; None of one that is drawn in every build."""


class Drawing:
    """Draws leaves for one site."""

    def __init__(
        self,
        config: MkDocsConfig,
        env: jinja2.Environment,
        context: Callable[[str], Mapping[str, Any]],
        keys: Keys,
        news: News | None,
    ) -> None:
        """*context* gives what a template is rendered with, for a way back to the root; *news* are what the
        old site says otherwise, None where that may be anything."""
        self._env, self._context, self._keys, self.news = env, context, keys, news
        self._site_url, self._site_name = config.site_url, config.site_name
        self._edit = _edit_form(config)
        self.left_out: set[str] = set()
        """Addresses of leaves that could not be drawn."""

    def stale(self, leaves: Iterable[Leaf], tree: Tree) -> list[Stale]:
        """The leaves that have to be drawn; of the others the old site has the very pages, which stay."""
        stale = []
        for leaf in leaves:
            if leaf.making is None:
                stale.append(Stale(leaf, None))
            elif leaf.only and self._is_untouched(leaf) and lasts(address_of(leaf.path), tree):
                continue
            elif made_of := self._anew(leaf, leaf.making(), tree):
                stale.append(Stale(leaf, made_of))
        return stale

    def _is_untouched(self, leaf: Leaf) -> bool:
        return self.news is not None and self.news.is_more and self.news.papers.isdisjoint(leaf.only)

    def _anew(self, leaf: Leaf, made: Making, tree: Tree) -> str | None:
        """What a page is made of; None where the old site has it so."""
        made = made._replace(shape=(leaf.title, leaf.template, leaf.has_source, *made.shape))
        return made.anew(f"{address_of(leaf.path)}index.html", self._keys, self.news, tree)

    def put(self, stale: Stale, tree: Tree) -> None:
        """Draw a leaf, and put the page into the new site."""
        leaf, made_of = stale
        address = address_of(leaf.path)
        base = get_relative_url(".", address)
        where = Where(
            root=base.rstrip("/") + "/",
            canonical=self._site_url + address if self._site_url else None,
            edit=self._edit(leaf.path) if leaf.has_source else None,
        )
        drawn = leaf.draw(where)
        if not drawn.main:
            self.left_out.add(address)
            return
        template = self._env.get_template(leaf.template)
        assert isinstance(template, LeafTemplate)
        slots = leaf.slots(drawn, where.canonical, self._site_name)
        html = template.join(base, slots, lambda: self._context(base))
        tree.write(f"{address}index.html", html.encode("utf-8", "replace"), made_of)


def lasts(address: str, tree: Tree) -> bool:
    """Whether the old site has the page of a leaf, drawn as one; it then stays, whatever it is made of."""
    return tree.has_page(address[:-1], KEY) or tree.has_of_length(f"{address}index.html", KEY)


def _edit_form(config: MkDocsConfig) -> Callable[[str], str | None]:
    """Says where a file below ``docs/`` is edited, as MkDocs' settings have it."""
    template, folder = config.edit_uri_template, config.edit_uri
    repository = f"{config.repo_url.rstrip('/')}/" if config.repo_url else ""
    begin = urljoin(repository, folder) if folder else ""

    def edit(path: str) -> str | None:
        if template:
            return urljoin(repository, template.format(path=path, path_noext=path.removesuffix(".md")))
        return begin + path if folder else None

    return edit
