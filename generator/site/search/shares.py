"""What a shard gives to search: its part of the index, its papers for results, its rows of each table."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.site.search.buckets import buckets
from generator.site.search.encoding import encoded, packed, together
from generator.site.search.pagefind import indexed
from generator.site.search.papers import Entry
from generator.site.search.people import people
from generator.site.search.spelling import counted
from generator.site.wording import authors_line
from generator.text.linear import linear

TOPICS_SHOWN = 3
IN_A_FILE = 4
"""Papers in a file of those that results show. A file for each would be the larger part of a site's files."""


def share(entries: Sequence[Entry]) -> dict[str, bytes]:
    """Everything about a shard, by name. Raises SearchError."""
    with indexed(entries) as (lengths, layout, words):
        index = {"buckets": together(buckets(words, layout)), "lengths": encoded(lengths).encode()}
    rows = {
        "facts": [[entry.day, entry.votes, int(entry.code), entry.filed] for entry in entries],
        "ids": [[name, entry.address, linear(entry.title)] for entry in entries for name in entry.ids],
        "people": list(people(entries)),
        "spellings": counted(entries),
    }
    return {
        **index,
        **{name: encoded(value).encode("utf-8", "replace") for name, value in rows.items()},
        **dict(_shown(entries)),
    }


def shown(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Of the files of a share those that stand on the site as they are."""
    return ((name, data) for name, data in files.items() if name.endswith(".bin"))


def rows(files: Mapping[str, bytes], name: str) -> Any:
    """The rows of one table."""
    return json.loads(files[name])


def _shown(entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    for start in range(0, len(entries), IN_A_FILE):
        papers = [_result(entry) for entry in entries[start : start + IN_A_FILE]]
        yield f"{start // IN_A_FILE}.bin", packed(encoded(papers))


def _result(entry: Entry) -> dict[str, object]:
    facts = {
        "address": entry.address,
        "title": linear(entry.title),
        "abstract": entry.abstract,
        "authors": authors_line(entry.authors),
        "date": entry.day,
        "votes": entry.votes,
        "code": entry.code,
        "topics": entry.topics[:TOPICS_SHOWN],
    }
    return {name: value for name, value in facts.items() if value}
