"""What fragments are rendered with: the catalogue, the templates, and what many pages share."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

import jinja2
from markupsafe import Markup, escape

from generator.model.page import Page
from generator.model.tag import Tag
from generator.site.catalogue import Catalogue
from generator.site.texts import Texts
from generator.site.wording import (
    authors_line,
    count_words,
    date_words,
    source_name,
    time_element,
    votes_words,
)
from generator.text.markdown import render_title

TOPICS_IN_ROW = 3
MOST_ROWS = 30_000
"""Rows that are kept to be shown again, since they take a kilobyte each."""

MOST_TITLES = 1 << 14
"""Titles that are kept as they are shown, since a paper stands in many lists."""

_ROOT = Markup("<>")
"""Stands for the way to the root in rows that are kept; no text, which is escaped, can hold it."""


class Chip(NamedTuple):
    """A topic as it is shown; not linked where the vocabulary does not know it."""

    name: str
    link: str
    """For all pages: `_below` makes of it the one on a page."""


class Renderer:
    """Renders fragments of pages. Every value is escaped by the fragment's template."""

    def __init__(self, catalogue: Catalogue, environment: jinja2.Environment) -> None:
        self.catalogue = catalogue
        self.texts: Texts | None = None
        """What an earlier build said of papers, once it is known what that is made of."""
        self._environment = environment
        environment.globals |= {
            "date_words": date_words,
            "time": time_element,
            "count": count_words,
            "source_name": source_name,
            "title": title_html,
        }
        self._row_of_all = lru_cache(maxsize=MOST_ROWS)(self._listed)
        self._brief_of_all = lru_cache(maxsize=MOST_ROWS)(self._told_briefly)
        self._link_below = lru_cache(maxsize=MOST_ROWS)(_below)
        self._fragments: dict[str, jinja2.Template] = {}
        self._chips: dict[tuple[str, ...], tuple[Chip, ...]] = {}
        self._chip = lru_cache(maxsize=MOST_ROWS)(_chip)

    def fragment(self, name: str, **values: object) -> Markup:
        """A piece of a page."""
        if name not in self._fragments:
            self._fragments[name] = self._environment.get_template(f"fragments/{name}.html")
        return Markup(self._fragments[name].render(values))  # noqa: S704 - rendered by a template that escapes

    def rows(self, paths: Iterable[str], root: str) -> Markup:
        """Papers in a list, an item each."""
        return _items(self._row_of_all, paths, root)

    def _listed(self, path: str) -> str:
        return self.kept("row", path, self._row_for_all)

    def _row_for_all(self, path: str) -> str:
        first = self.catalogue.first(path)
        date = first.record.date if first else self.catalogue.pages[path].paper.date
        return str(self.row_of(path, _ROOT, date, self.catalogue.votes.get(path)))

    def kept(self, kind: str, path: str, make: Callable[[str], str]) -> str:
        """What is said of a paper, unless an earlier build said it."""
        return make(path) if self.texts is None else self.texts.get(kind, path, partial(make, path))

    def row_of(
        self, path: str, root: str, date: str | None, votes: int | None, abstract: Markup | None = None
    ) -> Markup:
        """A paper in a list: title, a line of facts, a line of the abstract, which unfolds if given."""
        page = self.catalogue.pages[path]
        line = self._line(page, date, votes)
        code = next(iter(page.paper.links.get("code", ())), None)
        line += [Markup('<a href="{}">code</a>').format(code)] if code else []
        line += self.chip_links(path, root)[:TOPICS_IN_ROW]
        return self._row(
            root=root,
            page=page,
            line=Markup(" · ").join(line),
            lead=page.content.lead,
            abstract=abstract,
        )

    @staticmethod
    def _line(page: Page, date: str | None, votes: int | None) -> list[Markup]:
        """What every list says of a paper."""
        line = [escape(authors_line(page.paper.authors))] if page.paper.authors else []
        line += [time_element(date)] if date else []
        return [*line, escape(votes_words(votes))] if votes else line

    @cached_property
    def _row(self) -> Callable[..., Markup]:
        return self.macro("row")

    @cached_property
    def _brief(self) -> Callable[..., Markup]:
        return self.macro("brief", "row")

    def macro(self, name: str, file: str | None = None) -> Callable[..., Markup]:
        """A piece of thousands of pages: to call a macro takes half as long as to render a template."""
        template = self._environment.get_template(f"fragments/{file or name}.html")
        macro: Callable[..., Markup] = getattr(template.module, name)
        return macro

    def brief(self, path: str, root: str) -> Markup:
        """A paper in two lines, for lists about something else: an author, a year, what is trending."""
        return _below(root, self._brief_of_all(path))

    def briefs(self, paths: Iterable[str], root: str) -> Markup:
        """Papers in two lines each, an item each."""
        return _items(self._brief_of_all, paths, root)

    def _told_briefly(self, path: str) -> str:
        page = self.catalogue.pages[path]
        line = self._line(page, self.catalogue.days[path], self.catalogue.votes.get(path))
        return str(self._brief(root=_ROOT, page=page, line=Markup(" · ").join(line)))

    def chips(self, path: str) -> Sequence[Chip]:
        """The topics of a paper; many papers have the same."""
        spellings = self.catalogue.pages[path].paper.tags
        if spellings not in self._chips:
            self._chips[spellings] = tuple(map(self._chip, self.catalogue.topics(path)))
        return self._chips[spellings]

    def chip_links(self, path: str, root: str) -> list[Markup]:
        """The topics of a paper, each as a row or a page shows it."""
        return [self._link_below(root, chip.link) for chip in self.chips(path)]

    def author(self, name: str, slug: str, root: str) -> Markup:
        """An author's name as a paper has it, linked where the author has a page."""
        author = self.catalogue.authors.get(slug)
        if author is None:
            return escape(name)
        return Markup(f"<a href={root}{author.address}>{escape(name)}</a>")  # noqa: S704 - a slug


def _chip(topic: Tag | str) -> Chip:
    if not isinstance(topic, Tag):
        return Chip(topic, str(escape(topic)))
    link = Markup("<a href={}tags/{}/>{}</a>").format(_ROOT, topic.slug, topic.name)
    return Chip(topic.name, str(link))


def _below(root: str, row: str) -> Markup:
    """A row that was drawn once for all pages, on one of them."""
    return Markup(row.replace(_ROOT, root))  # noqa: S704 - rendered by a template that escapes


def _items(row: Callable[[str], str], paths: Iterable[str], root: str) -> Markup:
    """Items of a list. The way to the root is put into all of them at once."""
    return _below(root, "".join([f"<li>{row(path)}\n" for path in paths]))


def title_html(page: Page) -> Markup:
    """A title with its formulas."""
    return _title(page.paper.title)


@lru_cache(maxsize=MOST_TITLES)
def _title(title: str) -> Markup:
    return Markup(render_title(title))  # noqa: S704 - escaped there
