"""The lists of papers: each digest, topic, author and month, and the home page."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from markupsafe import Markup

from generator.model.record import Record
from generator.model.tag import Tag
from generator.site.catalogue import Appearance, Author
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.pagination import Sheet, sheets
from generator.site.renderer import Renderer
from generator.site.wording import count_words, date_words, source_name

LATEST = 30
"""Papers of the latest digest on the home page."""


class Step(NamedTuple):
    """A step of the trail: a word, and an address below the root unless it is where we are."""

    word: str
    address: str | None = None


def listings(renderer: Renderer) -> Iterator[Leaf]:
    """Every list of papers, on as many pages as it takes."""
    digests = [None, *renderer.catalogue.digests, None]
    for newer, record, older in zip(digests, digests[1:], digests[2:], strict=False):
        assert record is not None
        yield from _digest(renderer, record, newer, older)
    for tag in renderer.catalogue.vocabulary:
        yield from _topic(renderer, tag)
    for author in renderer.catalogue.authors.values():
        yield from _author(renderer, author)
    for month, paths in renderer.catalogue.months.items():
        yield from _month(renderer, month, paths)


def home(renderer: Renderer) -> Leaf:
    """The latest digest, the search box, the topics."""
    return Leaf("index.md", "Home", lambda where: _draw_home(renderer, where))


def digest_title(record: Record) -> str:
    """What the page of a digest is called."""
    return f"Digest of {date_words(record.date)}"


def _digest(renderer: Renderer, record: Record, newer: Record | None, older: Record | None) -> Iterator[Leaf]:
    papers = renderer.catalogue.of_digest[record.name]

    def draw(where: Where, sheet: Sheet[str]) -> Drawn:
        rows = _numbered(renderer, ((path, papers[path]) for path in sheet.items), where.root)
        main = renderer.fragment(
            "digest",
            root=where.root,
            record=record,
            heading=digest_title(record),
            rows=rows,
            sheet=sheet,
            missing=len(record.entries) - len(papers),
            older=older,
            newer=newer,
        )
        words = f"{count_words(len(papers), 'paper')}, from {source_name(record.source)}."
        return Drawn(main, f"{digest_title(record)}: {words}")

    for sheet in sheets(f"digests/{record.name}.md", list(papers)):
        yield Leaf(sheet.path, digest_title(record), partial(draw, sheet=sheet))


def _topic(renderer: Renderer, tag: Tag) -> Iterator[Leaf]:
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
            below=catalogue.below(tag),
            counts=catalogue.counts,
            rows=_rows(renderer, sheet.items, where.root),
            sheet=sheet,
        )
        return Drawn(main, tag.description or f"Papers on {tag.name}.")

    for sheet in sheets(f"tags/{tag.slug}.md", paths):
        yield Leaf(sheet.path, tag.name, partial(draw, sheet=sheet))


def _author(renderer: Renderer, author: Author) -> Iterator[Leaf]:
    trail = [Step("Authors", "authors/")]
    return _plain_list(renderer, author.address, author.name, author.paths, trail)


def _month(renderer: Renderer, month: str, paths: Sequence[str]) -> Iterator[Leaf]:
    trail = [Step("Months", "papers/")]
    return _plain_list(renderer, f"papers/{month}/", f"Papers of {date_words(month)}", paths, trail)


def _plain_list(
    renderer: Renderer, address: str, heading: str, paths: Sequence[str], trail: list[Step]
) -> Iterator[Leaf]:
    def draw(where: Where, sheet: Sheet[str]) -> Drawn:
        main = renderer.fragment(
            "list",
            root=where.root,
            heading=heading,
            trail=trail,
            rows=_rows(renderer, sheet.items, where.root),
            sheet=sheet,
        )
        return Drawn(main, f"{heading}: {count_words(len(paths), 'paper')}.")

    for sheet in sheets(f"{address.rstrip('/')}.md", paths):
        yield Leaf(sheet.path, heading, partial(draw, sheet=sheet))


def _rows(renderer: Renderer, paths: Sequence[str], root: str) -> Markup:
    rows = "".join(f"<li>{renderer.row(path, root)}</li>\n" for path in paths)
    return Markup(rows)  # noqa: S704 - joined from what is HTML


def _numbered(renderer: Renderer, papers: Iterable[tuple[str, Appearance]], root: str) -> Markup:
    rows = "".join(
        f'<li value="{one.place}">{renderer.row_of(path, root, None, one.votes)}</li>\n'
        for path, one in papers
    )
    return Markup(rows)  # noqa: S704 - joined from what is HTML


def _draw_home(renderer: Renderer, where: Where) -> Drawn:
    catalogue = renderer.catalogue
    latest = catalogue.digests[0] if catalogue.digests else None
    papers = catalogue.of_digest[latest.name] if latest else {}
    rows = _numbered(renderer, islice(papers.items(), LATEST), where.root)
    main = renderer.fragment(
        "home",
        root=where.root,
        words=where.words,
        latest=latest,
        heading=digest_title(latest) if latest else "",
        rows=rows,
        shown=min(LATEST, len(papers)),
        total=len(papers),
        papers=len(catalogue.pages),
        earlier=catalogue.digests[1:8],
        roots=catalogue.roots,
        counts=catalogue.counts,
    )
    return Drawn(main)
