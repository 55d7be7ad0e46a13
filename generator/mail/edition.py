"""An edition: what one message tells, chosen from the archive. The same archive gives the same edition."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.mail.errors import MailError, NothingYetError
from generator.model.listing import Listing
from generator.model.tag import Tag
from generator.site.catalogue import Appearance, Catalogue
from generator.site.renderer import TOPICS_IN_ROW
from generator.site.wording import authors_line, count_words, date_words, source_name
from generator.text.linear import linear
from generator.text.markdown import plain
from generator.text.sentences import first_sentence, shortened

LATEST, WEEK = "latest", "week"
"""The newest digest; the newest week that is over, which is the one before that of the newest digest."""
MOST, MOST_OF_WEEK = 50, 20
"""Papers of a message. Some mail programs cut a message off at 102 kB."""
LONGEST_EXCERPT = 240
LONGEST_TITLE = 300
"""Characters that a message shows of them."""

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class Item(NamedTuple):
    """A paper in an edition; plain text, one line each."""

    title: str
    address: str
    facts: tuple[str, ...]
    excerpt: str
    code: str | None


class Edition(NamedTuple):
    """A message in the making."""

    name: str
    """Of a digest, the name of its record; of a week, ``week-2026-w48``."""
    day: str
    """The day of the newest digest in it."""
    heading: str
    source: str
    total: int
    items: tuple[Item, ...]
    address: str
    """Where the site shows the same, and the rest."""


def edition(known: Catalogue, wanted: str, site_url: str) -> Edition:
    """The edition that is wanted: ``latest``, ``week``, a digest's name or ``2026-W48``. Raises MailError."""
    if not known.digests:
        raise NothingYetError("There is no digest in this archive.", "Add one: papershelf add FILE.")
    if match := _WEEK.fullmatch(wanted):
        return _of_week(known, (int(match[1]), int(match[2])), site_url)
    if wanted == WEEK:
        return _of_week(known, _newest_week_over(known), site_url)
    by_name = {record.name: record for record in known.digests}
    record = known.digests[0] if wanted == LATEST else by_name.get(wanted.removesuffix(".json"))
    if record is None:
        raise MailError(
            f"There is no digest {wanted!r}.",
            f"Name a file of digests/, such as {known.digests[0].name}, a week (2026-W48), latest or week.",
        )
    return _of_digest(known, record, site_url)


def _of_digest(known: Catalogue, record: Listing, site_url: str) -> Edition:
    papers = known.of_digest[record.name]
    if not papers:
        raise MailError(f"No paper of {record.name} has a page.", "Choose another digest.")
    return Edition(
        name=record.name,
        day=record.date,
        heading=f"Papers of {date_words(record.date)}",
        source=source_name(record.source),
        total=len(papers),
        items=tuple(_item(known, path, one.votes, site_url) for path, one in list(papers.items())[:MOST]),
        address=f"{site_url}digests/{record.name}/",
    )


def _of_week(known: Catalogue, week: tuple[int, int], site_url: str) -> Edition:
    """The papers with most votes of all digests of a week; where there are none, in the order of the days."""
    year, number = week
    name = f"{year}-W{number:02}"
    records = [record for record in known.digests if _week_of(record.date) == week]
    votes = _votes(one for record in reversed(records) for one in known.of_digest[record.name].items())
    if not votes:
        raise MailError(f"No digest of the week {name} has a paper with a page.", "Choose another week.")
    best = sorted(votes, key=lambda path: -(votes[path] or 0))[:MOST_OF_WEEK]
    monday = date.fromisocalendar(year, number, 1).isoformat()
    return Edition(
        name=f"week-{name.lower()}",
        day=max(record.date for record in records),
        heading=f"Most voted in the week of {date_words(monday)}",
        source=count_words(len(records), "digest"),
        total=len(votes),
        items=tuple(_item(known, path, votes[path], site_url) for path in best),
        address=f"{site_url}digests/",
    )


def _votes(listed: Iterable[tuple[str, Appearance]]) -> dict[str, int | None]:
    """Of each paper, the most votes that a digest counted."""
    votes: dict[str, int | None] = {}
    for path, one in listed:
        counts = [count for count in (votes.get(path), one.votes) if count is not None]
        votes[path] = max(counts, default=None)
    return votes


def _week_of(day: str) -> tuple[int, int] | None:
    """The week of a day as ISO 8601 counts them; a month or a year lies in none."""
    return date.fromisoformat(day).isocalendar()[:2] if len(day) == len("2026-11-23") else None


def _newest_week_over(known: Catalogue) -> tuple[int, int]:
    weeks = sorted({week for record in known.digests if (week := _week_of(record.date))})
    if len(weeks) < 2:
        raise NothingYetError("No week with digests is over.", "A digest of the next week ends it.")
    return weeks[-2]


def _item(known: Catalogue, path: str, votes: int | None, site_url: str) -> Item:
    page = known.pages[path]
    topics = [topic.name for topic in known.topics(path) if isinstance(topic, Tag)][:TOPICS_IN_ROW]
    counted = count_words(votes, "vote").replace(" ", "\u00a0") if votes else ""
    facts = [one_line(authors_line(page.paper.authors)), counted, one_line(", ".join(topics))]
    status = f"{page.paper.status.capitalize()}: " if page.paper.status else ""
    abstract = page.paper.notice or linear(first_sentence(plain(page.abstract))) or page.paper.summary or ""
    return Item(
        title=shortened(one_line(status + linear(page.paper.title)), LONGEST_TITLE),
        address=site_url + page.address,
        facts=tuple(fact for fact in facts if fact),
        excerpt=shortened(one_line(abstract), LONGEST_EXCERPT),
        code=next(iter(page.paper.links.get("code", ())), None),
    )


def one_line(text: str) -> str:
    """A text that neither breaks a line nor turns its direction, whatever stands in it.

    >>> one_line("Bcc:\\r\\nx\\u2028y\\u202ez")
    'Bcc: x y z'
    """
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
