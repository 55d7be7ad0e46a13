"""Where MkDocs builds, and where the site is: MkDocs empties the folder that it builds into."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from generator.site.output.tree import Tree
from generator.storage.lock import lock

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

CACHE = ".cache"


class Output:
    """The folders of one build, which are its alone while it lasts: MkDocs is sent to one of ours."""

    def __init__(self, root: Path, config: MkDocsConfig, *, is_preview: bool) -> None:
        """A preview has a site of its own, which stays for the next one. Raises LockedError and OSError."""
        self._config, self._target = config, config.site_dir
        site = Path(config.site_dir).resolve()
        cache = root / CACHE / "preview" if is_preview else _cache_of(root.resolve(), site)
        self._site = cache / "site" if is_preview else site
        self._made, self._cache = cache / "made", cache
        self._held = ExitStack()
        cache.mkdir(parents=True, exist_ok=True)
        self._held.enter_context(lock(cache, name="lock"))
        config.site_dir = str(self._made)

    def tree(self) -> Tree:
        """The site that this build makes. Raises OSError."""
        return Tree(self._site, self._cache)

    def leave(self) -> None:
        """Let others build, and tell MkDocs' other commands where the site is."""
        self._config.site_dir = self._target
        self._held.close()

    def serve(self, server: "LiveReloadServer") -> None:
        """Show the site where it is, and not where MkDocs wanted it."""
        server.root = str(self._site)
        server.error_handler = self._error_page

    def _error_page(self, code: int) -> bytes | None:
        page = self._site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None


def _cache_of(root: Path, site: Path) -> Path:
    """A folder on the disk of the site: below the archive's own, or beside a site that is elsewhere."""
    if site.is_relative_to(root):
        return root / CACHE / "-".join(site.relative_to(root).parts)
    return site.with_name(f".{site.name}-papershelf")
