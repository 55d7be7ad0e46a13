"""The page of a paper: what stands in its Markdown file."""

from typing import NamedTuple

from generator.model.paper import Paper


class Page(NamedTuple):
    """A page as it was read. The page is the truth: what it says is what the site shows."""

    path: str
    """Below ``docs/``, with slashes: ``papers/2026-11/xcot-cross-lingual.md``."""
    text: str
    """The whole file, untouched."""
    paper: Paper
    notes: str
    """Markdown from the first heading on; it belongs to people. Empty where there is none."""

    @property
    def address(self) -> str:
        """Where the page stands on the site, relative to its root: ``papers/2026-11/xcot-cross-lingual/``."""
        return self.path.removesuffix(".md") + "/"
