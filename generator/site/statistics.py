"""The statistics: papers and topics over time, what had most votes, share with code, digests by weekday."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.tag import Tag
from generator.site.calendar import WEEKDAYS, is_day, weekday
from generator.site.catalogue import Catalogue
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.plots import Plot, by_month, hue_of, percent, shares_by_month
from generator.site.renderer import Renderer
from generator.site.trends import Trends
from generator.site.years import most_voted

TOPICS = 12
"""Topics whose course is shown side by side."""
LARGEST_TOPICS = 20
MOST_VOTED = 20
MIN_DIGESTS = 7
"""Digests before their weekdays say anything."""


class Row(NamedTuple):
    """A bar that lies in a table: a word, its number, and its length in percent of the longest."""

    word: str
    number: float
    length: float
    address: str | None = None
    note: str = ""


class Course(NamedTuple):
    """A topic with its plot."""

    tag: Tag
    plot: Plot


def statistics(renderer: Renderer, trends: Trends) -> Leaf:
    """The page of numbers."""

    def draw(where: Where) -> Drawn:
        catalogue = renderer.catalogue
        coded = sum(trends.with_code.values())
        main = renderer.fragment(
            "statistics",
            root=where.root,
            papers=len(catalogue.pages),
            digests=len(catalogue.digests),
            authors=catalogue.people_signed,
            span=(catalogue.digests[-1].date, catalogue.digests[0].date) if catalogue.digests else None,
            over_time=by_month("Papers by month", "Papers", trends.papers, running=trends.running),
            coded=coded,
            coded_share=percent(coded, len(catalogue.pages)),
            code=shares_by_month(
                "Papers with code", "Share", trends.with_code, trends.papers, running=trends.running
            ),
            weekdays=weekdays(catalogue),
            topics=largest_topics(catalogue),
            courses=courses(trends),
            voted=[
                renderer.brief(path, where.root)
                for path in most_voted(catalogue, catalogue.order, MOST_VOTED)
            ],
        )
        return Drawn(main, "The archive in numbers: papers and topics over time, votes, code, weekdays.")

    return Leaf("statistics.md", "Statistics", draw)


def weekdays(catalogue: Catalogue) -> list[Row]:
    """Papers of a digest on each day of the week, on average; nothing where digests are few."""
    sizes: dict[int, list[int]] = defaultdict(list)
    for record in catalogue.digests:
        if is_day(record.date):
            sizes[weekday(record.date)].append(len(catalogue.of_digest[record.name]))
    if sum(map(len, sizes.values())) < MIN_DIGESTS:
        return []
    means = {day: sum(sizes[day]) / len(sizes[day]) for day in sizes}
    return [
        Row(
            name,
            means.get(day, 0.0),
            percent(means.get(day, 0), max(means.values())),
            note=str(len(sizes.get(day, ()))),
        )
        for day, name in enumerate(WEEKDAYS)
    ]


def largest_topics(catalogue: Catalogue) -> list[Row]:
    """The topics with most papers, wide and narrow ones alike."""
    most = Counter(catalogue.counts).most_common(LARGEST_TOPICS)
    return [
        Row(tag.name, number, percent(number, most[0][1]), f"tags/{slug}/")
        for slug, number in sorted(most, key=lambda item: (-item[1], item[0]))
        if (tag := catalogue.vocabulary.get(slug))
    ]


def courses(trends: Trends) -> list[Course]:
    """The widest topics side by side, all on one scale: shares of what each month brought."""
    return list(_courses(trends, _tops(trends)))


def _tops(trends: Trends) -> list[Tag]:
    counts = trends.catalogue.counts
    filled = (tag for tag in trends.catalogue.roots if counts.get(tag.slug))
    return sorted(filled, key=lambda tag: (-counts[tag.slug], tag.slug))[:TOPICS]


def _courses(trends: Trends, tags: list[Tag]) -> Iterator[Course]:
    months = trends.papers
    by_tag = {tag.slug: trends.course(tag.slug) for tag in tags}
    shares = [percent(course[month], months[month]) for course in by_tag.values() for month in months]
    for tag in tags:
        caption, top = f"Share of papers on {tag.name}", max(shares, default=0)
        hue, running = hue_of(tag.slug), trends.running
        plot = shares_by_month(caption, "Share", by_tag[tag.slug], months, top, hue, running)
        if plot is not None:
            yield Course(tag, plot)
