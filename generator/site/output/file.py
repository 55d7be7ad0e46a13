"""A file of the site that is no page."""

from collections.abc import Callable
from typing import NamedTuple

from generator.site.keys import Keys
from generator.site.leaf import Making
from generator.site.output.tree import Tree
from generator.site.said import News


class SiteFile(NamedTuple):
    """A file, made when it is needed."""

    path: str
    make: Callable[[], str]
    making: Making | None = None
    """Says what it is made of; without it the file is made in every build."""

    def put(self, tree: Tree, keys: Keys, news: News | None) -> None:
        """Put the file into the new site, unless the old one has the same; *news* are what that says
        otherwise, None where that may be anything."""
        made_of = self.making.anew(self.path, keys, news, tree) if self.making else None
        if made_of or not self.making:
            tree.write(self.path, self.make().encode("utf-8", "replace"), made_of)
