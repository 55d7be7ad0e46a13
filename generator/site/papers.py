"""The page of a paper."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.model import ids
from generator.model.page import Page
from generator.model.paper import LINK_KINDS, Paper
from generator.site.catalogue import Appearance
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.renderer import Renderer, shortened
from generator.site.wording import is_hugging_face
from generator.text.clean import LONGEST_ABSTRACT, clean_line
from generator.text.markdown import plain, render

LONGEST_DESCRIPTION = 200
_ID_NAMES = {"arxiv": "arXiv", "doi": "DOI", "openreview": "OpenReview", "acl": "ACL Anthology"}
_LINK_NAMES = {kind: kind.capitalize() for kind in LINK_KINDS if kind != "other"} | {"pdf": "PDF"}


class Action(NamedTuple):
    """Something to open: a word and an address."""

    word: str
    address: str


def paper_leaf(renderer: Renderer, page: Page) -> Leaf:
    """The page of one paper."""
    return Leaf(page.path, page.paper.title, lambda where: draw(renderer, page, where))


def draw(renderer: Renderer, page: Page, where: Where) -> Drawn:
    """Everything that the site knows of a paper."""
    catalogue = renderer.catalogue
    appearances = catalogue.appearances.get(page.path, ())
    before, after = catalogue.beside.get(page.path, (None, None))
    main = renderer.fragment(
        "paper",
        root=where.root,
        edit=where.edit,
        page=page,
        paper=page.paper,
        appearances=appearances,
        authors=[renderer.author(name, where.root) for name in page.paper.authors],
        actions=list(actions(page.paper, appearances)),
        summary_by=summary_by(page.paper, appearances),
        abstract=Markup(render(page.paper.abstract)),  # noqa: S704 - sanitised there
        notes=Markup(render(page.notes)),  # noqa: S704 - sanitised there
        chips=renderer.chips(page.path),
        before=catalogue.pages[before] if before else None,
        after=catalogue.pages[after] if after else None,
    )
    head = renderer.fragment("citation", paper=page.paper, pdf=pdf(page.paper))
    return Drawn(main, description(page.paper), head)


def description(paper: Paper) -> str:
    """The paper in a line, for search engines and previews."""
    return shortened(paper.summary or plain(paper.abstract[: 4 * LONGEST_DESCRIPTION]), LONGEST_DESCRIPTION)


def pdf(paper: Paper) -> str | None:
    """Where the paper itself is."""
    if stated := paper.links.get("pdf"):
        return stated[0]
    return f"https://arxiv.org/pdf/{paper.ids['arxiv']}" if "arxiv" in paper.ids else None


def actions(paper: Paper, appearances: tuple[Appearance, ...]) -> Iterator[Action]:
    """What there is to open, the paper itself first. Several of a kind are numbered."""
    if address := pdf(paper):
        yield Action("PDF", address)
    for kind, value in paper.ids.items():
        yield Action(f"arXiv {value}" if kind == "arxiv" else _ID_NAMES[kind], ids.address(kind, value))
    if "arxiv" in paper.ids and any(is_hugging_face(one.record.source) for one in appearances):
        yield Action("Hugging Face", f"https://huggingface.co/papers/{paper.ids['arxiv']}")
    for kind, word in _LINK_NAMES.items():
        for number, address in enumerate(paper.links.get(kind, ()), start=1):
            if kind != "pdf" or number > 1:
                yield Action(word if number == 1 else f"{word} {number}", address)
    for address in paper.links.get("other", ()):
        yield Action(urlsplit(address).netloc, address)


def summary_by(paper: Paper, appearances: tuple[Appearance, ...]) -> str | None:
    """Who or what wrote the one-line summary: whom the record names, where it is still the record's."""
    if paper.summary is None:
        return None
    for one in reversed(appearances):
        if clean_line(one.listed.entry.summary or "", LONGEST_ABSTRACT) == paper.summary:
            return one.listed.entry.summary_by or "the digest"
    return "a contributor"
