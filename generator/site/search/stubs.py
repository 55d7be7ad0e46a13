"""The stubs: what is to be found of each paper, as a small page for the indexer."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.site.renderer import TOPICS_IN_ROW, Renderer
from generator.site.wording import authors_line
from generator.text.markdown import plain


class Stub(NamedTuple):
    """What is to be found of a paper, and what a result shows of it."""

    address: str
    title: str
    authors: tuple[str, ...]
    abstract: str
    """Plain text, as a reader sees it."""
    shown: str
    """Facts for the result, as JSON."""

    def html(self, renderer: Renderer) -> Markup:
        """The page for the indexer: the abstract first, so that passages are cut from it alone, then title
        and names, each with its weight."""
        return renderer.fragment("stub", stub=self)


def stubs(renderer: Renderer) -> Iterator[Stub]:
    """A stub for each paper, the newest first."""
    for path in renderer.catalogue.order:
        page = renderer.catalogue.pages[path]
        abstract = plain(page.paper.abstract)
        shown = _shown(renderer, path, words=len(abstract.split()))
        yield Stub(page.address, page.paper.title, page.paper.authors, abstract, shown)


def _shown(renderer: Renderer, path: str, words: int) -> str:
    """What a result shows besides title and passage. It goes with the paper as the value of a filter:
    unlike metadata, a filter is not searched, so that no paper is found by the number of its votes."""
    catalogue = renderer.catalogue
    paper = catalogue.pages[path].paper
    facts = {
        "authors": authors_line(paper.authors),
        "date": catalogue.listed(path),
        "votes": catalogue.votes(path),
        "topics": [getattr(topic, "slug", topic) for topic in catalogue.topics(path)[:TOPICS_IN_ROW]],
        "code": "code" in paper.links,
        "words": words,
    }
    told = {name: value for name, value in facts.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
