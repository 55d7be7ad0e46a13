"""The lists of papers: each digest, topic and month."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from generator.model.listing import Listing
from generator.model.tag import Tag
from generator.site.catalogue import Appearance
from generator.site.leaf import Drawn, Leaf, Making, Where
from generator.site.pagination import Sheet, newest_first, sheets
from generator.site.plots import Plot, by_month, hue_of
from generator.site.renderer import Renderer
from generator.site.trends import Trends
from generator.site.wording import count_words, date_words, source_name
from generator.text.markdown import render
from generator.text.own_links import address_from

RECENT = 30
"""Digests whose pages hold the abstracts; those of the others are fetched when they are unfolded."""


class Step(NamedTuple):
    """A step of the trail: a word, and an address below the root unless it is where we are."""

    word: str
    address: str | None = None


def listings(renderer: Renderer, trends: Trends) -> Iterator[Leaf]:
    """Every list of papers, on as many pages as it takes."""
    digests = [None, *renderer.catalogue.digests, None]
    for newer, record, older in zip(digests, digests[1:], digests[2:], strict=False):
        assert record is not None
        yield from _digest(renderer, record, newer, older)
    for tag in renderer.catalogue.vocabulary:
        yield from _topic(renderer, trends, tag)
    months = [None, *renderer.catalogue.months, None]
    for newer_month, month, older_month in zip(months, months[1:], months[2:], strict=False):
        assert month is not None
        yield from _month(renderer, month, newer_month, older_month)


def digest_title(record: Listing) -> str:
    """What the page of a digest is called."""
    return f"Digest of {date_words(record.date)}"


def _digest(
    renderer: Renderer, record: Listing, newer: Listing | None, older: Listing | None
) -> Iterator[Leaf]:
    papers, title = renderer.catalogue.of_digest[record.name], digest_title(record)
    beside = [(one.name, one.date, one.source) if one else None for one in (newer, record, older)]
    is_recent = any(record is one for one in renderer.catalogue.digests[:RECENT])
    listed = _unfolding if is_recent else numbered

    def draw(where: Where, sheet: Sheet[str]) -> Drawn:
        rows = listed(renderer, ((path, papers[path]) for path in sheet.items), where.root)
        main = renderer.fragment(
            "digest",
            root=where.root,
            record=record,
            heading=title,
            rows=rows,
            sheet=sheet,
            missing=len(record.entries) - len(papers),
            listed=len(record.entries),
            older=older,
            newer=newer,
        )
        words = f"{count_words(len(papers), 'paper')}, from {source_name(record.source)}."
        return Drawn(main, f"{title}: {words}")

    def making(sheet: Sheet[str]) -> Making:
        return Making(sheet.items, (sheet.shape, beside, len(record.entries), len(papers), is_recent))

    for sheet in sheets(f"digests/{record.name}.md", list(papers)):
        yield Leaf(sheet.path, title, partial(draw, sheet=sheet), making=partial(making, sheet))


def _topic(renderer: Renderer, trends: Trends, tag: Tag) -> Iterator[Leaf]:
    catalogue = renderer.catalogue
    paths = catalogue.by_topic.get(tag.slug, ())
    above = catalogue.line(tag)[:0:-1]

    def draw(where: Where, sheet: Sheet[str]) -> Drawn:
        main = renderer.fragment(
            "topic",
            root=where.root,
            edit=where.edit,
            tag=tag,
            above=above,
            below=catalogue.below(tag) if sheet.is_first else (),
            counts=catalogue.counts,
            course=_course(trends, tag) if sheet.is_first else None,
            companions=trends.companions(tag) if sheet.is_first else [],
            rows=_rows(renderer, sheet, where.root),
            sheet=sheet,
        )
        return Drawn(main, tag.description or f"Papers on {tag.name}.")

    topic = f"{tag!r} {[(one.slug, one.name) for one in above]}"

    def making(sheet: Sheet[str]) -> Making:
        if not sheet.is_first:
            return Making(sheet.items, (sheet.shape, topic))
        below = [(child.slug, child.name, catalogue.counts.get(child.slug)) for child in catalogue.below(tag)]
        around = below, _course(trends, tag), trends.companions(tag)
        return Making(sheet.items, (sheet.shape, topic, around))

    for sheet in newest_first(f"tags/{tag.slug}.md", paths):
        yield Leaf(sheet.path, tag.name, partial(draw, sheet=sheet), making=partial(making, sheet))


def _course(trends: Trends, tag: Tag) -> Plot | None:
    """The topic over time."""
    caption, hue = f"Papers on {tag.name} by month", hue_of(tag.slug)
    return by_month(caption, "Papers", trends.course(tag.slug), hue=hue, running=trends.running)


def _month(renderer: Renderer, month: str, newer: str | None, older: str | None) -> Iterator[Leaf]:
    heading = f"Papers of {date_words(month)}"
    paths = renderer.catalogue.months[month]
    trail = [Step("Months", "papers/"), Step(month[:4], f"years/{month[:4]}/"), Step(date_words(month))]

    def draw(where: Where, sheet: Sheet[str]) -> Drawn:
        main = renderer.fragment(
            "list",
            root=where.root,
            heading=heading,
            trail=trail,
            rows=_rows(renderer, sheet, where.root),
            sheet=sheet,
            older=older,
            newer=newer,
        )
        count = f": {count_words(len(paths), 'paper')}" if sheet.is_first else ""
        return Drawn(main, f"{heading}{count}.")

    def making(sheet: Sheet[str]) -> Making:
        return Making(sheet.items, (sheet.shape, newer, older))

    for sheet in newest_first(f"papers/{month}.md", paths):
        yield Leaf(sheet.path, heading, partial(draw, sheet=sheet), making=partial(making, sheet))


def _rows(renderer: Renderer, sheet: Sheet[str], root: str) -> Markup:
    """The papers of a sheet. Those behind the newest are told in two lines; their abstracts are fetched."""
    rows = renderer.rows if sheet.is_first else renderer.briefs
    return rows(sheet.items, root)


def numbered(renderer: Renderer, papers: Iterable[tuple[str, Appearance]], root: str) -> Markup:
    """The papers of a digest with their places and votes."""
    rows = "".join(
        f"<li value={one.place}>{renderer.row_of(path, root, None, one.votes)}\n" for path, one in papers
    )
    return Markup(rows)  # noqa: S704 - joined from what is HTML


def _unfolding(renderer: Renderer, papers: Iterable[tuple[str, Appearance]], root: str) -> Markup:
    """The papers of a digest, each with an abstract that unfolds."""
    rows = ""
    for path, one in papers:
        row = renderer.row_of(path, root, None, one.votes, _abstract(renderer, path, root))
        rows += f"<li value={one.place}>{row}\n"
    return Markup(rows)  # noqa: S704 - joined from what is HTML


def _abstract(renderer: Renderer, path: str, root: str) -> Markup | None:
    """The abstract, where there is more of it than the line that stands there anyway."""
    page = renderer.catalogue.pages[path]
    if page.content.lead.is_all:
        return None
    return Markup(render(page.abstract, partial(address_from, root, path)))  # noqa: S704 - sanitised there
