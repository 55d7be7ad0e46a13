"""A leaf: one page of the site that is drawn from values, whatever it lists or shows."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.site.keys import Keys
from generator.site.output.tree import Tree
from generator.site.said import News


class Where(NamedTuple):
    """What a leaf needs to know of its own place while it is drawn."""

    root: str
    """The way from the page to the root of the site: ``../../``."""
    canonical: str | None
    """The whole address; None where the archive does not know its own."""
    edit: str | None
    """Where its file is edited; None for a page without one."""
    words: Markup = Markup()
    """What people wrote for this page, rendered and sanitised."""


class Drawn(NamedTuple):
    """What a leaf puts into its shell."""

    main: Markup
    description: str = ""
    head: Markup = Markup()


class Making(NamedTuple):
    """What a page is made of."""

    papers: Sequence[str]
    """Those of which it tells, by the paths of their pages."""
    shape: tuple[object, ...]
    """All else, which says all of itself as text."""
    said: Callable[[Sequence[str], Keys], str] | None = None
    """Makes a key of what the page tells of the papers, if that is not what lists tell of them."""

    def key(self, keys: Keys) -> str:
        """A key of what the page tells of the papers."""
        return keys.papers(self.papers) if self.said is None else self.said(self.papers, keys)

    def anew(self, place: str, keys: Keys, news: News | None, tree: Tree) -> str | None:
        """What a file of the new site is made of; None where the old site has it so, and it stays. *news* are
        what the old site says otherwise, None where that may be anything."""
        shape = keys.of(place, "\0".join(self.papers), *self.shape)
        is_told = news is not None and news.papers.isdisjoint(self.papers)
        if is_told and tree.has_begun_with(place, shape):
            return None
        made_of = shape + keys.of(self.key(keys))
        return None if tree.has(place, made_of) else made_of


class Leaf(NamedTuple):
    """A page to be: its file below ``docs/``, which need not exist, its title, and how it is drawn."""

    path: str
    title: str
    draw: Callable[[Where], Drawn]
    template: str = "leaf.html"
    has_source: bool = False
    """Whether people can edit the file."""
    making: Callable[[], Making] | None = None
    """Says what the page is made of; without it the page is drawn in every build."""
    only: Sequence[str] = ()
    """Papers: a page that was drawn stays as it is unless something else is said of one of these, or what had
    been read before is gone or reads otherwise. Empty where it may change for other reasons."""

    def slots(self, drawn: Drawn, canonical: str | None, site_name: str) -> dict[str, str]:
        """What goes into the shell."""
        return {
            "title": site_name if self.path == "index.md" else f"{self.title} · {site_name}",
            "description": drawn.description,
            "canonical": canonical or "",
            "head": drawn.head,
            "main": drawn.main,
        }


def address_of(path: str) -> str:
    """Where the page of a file stands.

    >>> address_of("digests/index.md"), address_of("digests/hf-2026-11-23.md"), address_of("index.md")
    ('digests/', 'digests/hf-2026-11-23/', '')
    >>> address_of("papers/2026-11/a-fairness-index.md")
    'papers/2026-11/a-fairness-index/'
    """
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("index") if stem.endswith("/index") else f"{stem}/"
