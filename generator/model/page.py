"""The page of a paper: what stands in its Markdown file."""

from typing import NamedTuple, Protocol

from generator.model.paper import Paper


class Lead(NamedTuple):
    """What lists show of an abstract."""

    line: str
    """Its first sentence, or as much of it as fills a line; plain text, in which formulas are characters."""
    is_all: bool
    """Whether there is no more of the abstract."""


class Content(Protocol):
    """What a page holds besides the facts of its front matter; it may stay in its file until it is wanted."""

    @property
    def text(self) -> str:
        """The whole file, untouched."""

    @property
    def abstract(self) -> str:
        """Markdown; everything before the first heading."""

    @property
    def notes(self) -> str:
        """Markdown from the first heading on; it belongs to people. Empty where there is none."""

    @property
    def lead(self) -> Lead:
        """What lists show of the abstract."""

    @property
    def fingerprint(self) -> str:
        """That of the text, as UTF-8."""

    @property
    def abstract_hash(self) -> str | None:
        """The abstract as ledgers know it."""


class Page(NamedTuple):
    """A page as it was read. The page is the truth: what it says is what the site shows."""

    path: str
    """Below ``docs/``, with slashes: ``papers/2026-11/xcot-cross-lingual.md``."""
    paper: Paper
    content: Content

    @property
    def text(self) -> str:
        """The whole file, untouched."""
        return self.content.text

    @property
    def abstract(self) -> str:
        """Markdown; empty where there is none."""
        return self.content.abstract

    @property
    def notes(self) -> str:
        """Markdown of people; empty where there is none."""
        return self.content.notes

    @property
    def address(self) -> str:
        """Where the page stands on the site, relative to its root: ``papers/2026-11/xcot-cross-lingual/``."""
        return self.path.removesuffix(".md") + "/"
