"""A year of an archive as it exports it: a JSON list of what JSON Lines has, each paper on its own line."""

import re

from generator.model.digest import Reading
from generator.readers import papers_jsonl

name = papers_jsonl.name
source = papers_jsonl.source
limit = papers_jsonl.limit

_HEAD = re.compile(r'\s*\[\n\{"title": "[^\n]*?", "page": "papers/')
_AROUND = re.compile(r"^[\[\]]$|,$", re.MULTILINE)


def recognises(head: str) -> bool:
    """A list whose first line is a paper with a title and a page, in this order."""
    return _HEAD.match(head) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the lines without what makes them a list. Lines of the file keep their numbers."""
    return papers_jsonl.read(_AROUND.sub("", text), date)
