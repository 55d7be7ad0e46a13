"""A file of the site that is no page."""

from collections.abc import Callable
from typing import NamedTuple

from generator.site.keys import Keys
from generator.site.output.tree import Tree


class SiteFile(NamedTuple):
    """A file, made when it is needed."""

    path: str
    make: Callable[[], str]
    key: Callable[[Keys], str] | None = None
    """Says what it is made of; without it the file is made in every build."""

    def put(self, tree: Tree, keys: Keys) -> None:
        """Put the file into the new site, unless the old one has the same."""
        made_of = keys.of(self.path, self.key(keys)) if self.key else None
        if made_of is None or not tree.has(self.path, made_of):
            tree.write(self.path, self.make().encode("utf-8", "replace"), made_of)
