"""The facts by which results are narrowed and sorted: one row for each paper of a group of shards.

The browser loads them when filters are opened. From one search they give the number of papers behind
every filter, which Pagefind's own filters take four searches and twice the bytes for.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from generator.site.search.encoding import encoded


def facts(rows: Iterable[tuple[str, int, int, Sequence[str]]]) -> str:
    """The table as JSON, column by column, papers in the order in which they are numbered.

    A day is told with the number of papers that follow each other on it.
    """
    days, votes, code, filed = zip(*rows, strict=True)
    topics = sorted({slug for slugs in filed for slug in slugs})
    number = {slug: index for index, slug in enumerate(topics)}
    return encoded(
        {
            "topics": topics,
            "days": [[day, len(list(same))] for day, same in groupby(days)],
            "votes": votes,
            "code": "".join(map(str, code)),
            "filed": [[number[slug] for slug in slugs] for slugs in filed],
        }
    )
