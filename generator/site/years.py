"""The pages of years, with their calendar and their months; and the index of months."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.site.calendar import Calendars, is_day
from generator.site.catalogue import Catalogue
from generator.site.leaf import Drawn, Leaf, Making, Where
from generator.site.renderer import Renderer
from generator.site.wording import count_words

MOST_VOTED = 10
TOPICS = 16


def years(renderer: Renderer) -> Iterator[Leaf]:
    """A page for every year with papers or digests, and the index of months."""
    found = years_of(renderer.catalogue)
    calendars = Calendars(renderer.catalogue)
    yield _months(renderer, found)
    for newer, year, older in zip([None, *found], found, [*found[1:], None], strict=False):
        yield _year(renderer, calendars, year, older, newer)


def years_of(catalogue: Catalogue) -> list[str]:
    """The years of which the archive holds something, the newest first."""
    when = {month[:4] for month in catalogue.months} | {record.date[:4] for record in catalogue.digests}
    return sorted((year for year in when if len(year) == 4 and year.isdecimal()), reverse=True)


def _months(renderer: Renderer, found: Sequence[str]) -> Leaf:
    def draw(where: Where) -> Drawn:
        months = renderer.catalogue.months
        grouped = [(year, [(m, len(months[m])) for m in months if m[:4] == year]) for year in found]
        main = renderer.fragment("months", root=where.root, years=grouped)
        return Drawn(main, "The papers of each month in which they were first listed.")

    return Leaf("papers/index.md", "Months", draw)


def _year(renderer: Renderer, calendars: Calendars, year: str, older: str | None, newer: str | None) -> Leaf:
    catalogue = renderer.catalogue
    months = {month: paths for month, paths in catalogue.months.items() if month[:4] == year}
    paths = [path for month in months.values() for path in month]
    digests = [record for record in catalogue.digests if record.date[:4] == year]

    def draw(where: Where) -> Drawn:
        days = sorted(day for day in calendars.days if day[:4] == year)
        shown = calendars.months(days[0][:7], days[-1][:7]) if days else []
        calendar = {month.month: month for month in shown}
        main = renderer.fragment(
            "year",
            root=where.root,
            year=year,
            older=older,
            newer=newer,
            papers=len(paths),
            digests=len(digests),
            calendar_months=list(calendar.values()),
            months=[(month, len(months[month])) for month in sorted(months) if month not in calendar],
            topics=_topics(catalogue, paths),
            voted=[renderer.brief(path, where.root) for path in most_voted(catalogue, paths, MOST_VOTED)],
            undated=[record for record in digests if not is_day(record.date)],
        )
        return Drawn(main, f"{year}: {count_words(len(paths), 'paper')}, by day, month and topic.")

    def making() -> Making:
        listed = [(record.name, record.date, len(catalogue.of_digest[record.name])) for record in digests]
        shape = list(months), listed, older, newer
        return Making(paths, shape, lambda _, keys: keys.vocabulary + keys.months(months))

    return Leaf(f"years/{year}.md", year, draw, making=making)


def _topics(catalogue: Catalogue, paths: Sequence[str]) -> list[tuple[object, int]]:
    """The topics under which most of these papers are filed."""
    counts = Counter(slug for path in paths for slug in catalogue.filed_under(path))
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TOPICS]
    return [(catalogue.vocabulary.get(slug), number) for slug, number in most]


def most_voted(catalogue: Catalogue, paths: Sequence[str], number: int) -> list[str]:
    """Of these papers those with most votes; of equals the newer first."""
    votes = catalogue.votes
    voted = [path for path in paths if votes.get(path, 0) > 0]
    return sorted(voted, key=votes.__getitem__, reverse=True)[:number]
