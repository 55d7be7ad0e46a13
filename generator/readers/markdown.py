"""Markdown as people write it: tables of papers, papers under headings, lists of links with a remark.

A remark is the word of whoever wrote the digest, not an abstract: it is read as a summary, with its author.
"""

import re

from generator.model.dates import check_date
from generator.model.digest import Digest, Reading, Unread
from generator.readers.markdown_blocks import blocks
from generator.readers.paper_list import PaperList
from generator.readers.quoting import is_copied
from generator.readers.reader import MEBIBYTE, UnreadableError, unread
from generator.readers.said_dates import day_in
from generator.text import front_matter

name = "markdown"
source = "markdown"
limit = 8 * MEBIBYTE

WRITER = "whoever wrote the digest"

_PAPER = (
    r"https?://(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|(?:dx\.)?doi\.org"
    r"|openreview\.net|aclanthology\.org)/"
)
_SIGNS = (
    re.compile(rf"\]\(<?{_PAPER}", re.IGNORECASE),
    re.compile(rf"^\s{{0,8}}(?:[-*+]|\d{{1,4}}[.)])\s[^\n]{{0,500}}{_PAPER}", re.IGNORECASE | re.MULTILINE),
    re.compile(r"^\|\s*(?:paper )?(?:title|paper)s?\s*\|[^\n]*\n\|[-:| ]+$", re.IGNORECASE | re.MULTILINE),
)
_MODEL = re.compile(
    r"(?:summary model|摘要模型)\s*+[:：]?\s*+([^·|。\n]{2,60}?)(?:[·|。\n]|\.\s|$)", re.IGNORECASE
)
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")
_HEAD = 4000


def recognises(head: str) -> bool:
    """Links to papers as Markdown writes them, or a table that begins with titles; no page's masthead."""
    if is_copied(head) or head.lstrip().startswith(("<", "{", "@")):
        return False
    return any(pattern.search(head) for pattern in _SIGNS)


def read(text: str, date: str | None = None) -> Reading:
    """Read the file; its front matter may say ``date``, ``source`` and ``author``, else a heading the day."""
    values, body, line, left = _front_matter(text)
    by = values.get("author") or _model(body) or WRITER
    reading = PaperList(by)
    for block in blocks(body, line):
        reading.take(block)
    reading.end()
    if not reading.entries and not reading.tables:
        raise UnreadableError(1, "No paper was found in this Markdown.", "Link each title to its paper.")
    digest = Digest(
        source=values["source"] if _SOURCE.fullmatch(values.get("source", "")) else source,
        format=name,
        date=date or _day(values.get("date", "")) or reading.day,
        entries=tuple(reading.entries),
    )
    left += sorted([*reading.unread, *reading.bystanders()], key=lambda piece: piece.line)
    return Reading((digest,), tuple(left))


def _front_matter(text: str) -> tuple[dict[str, str], str, int, list[Unread]]:
    """Its values that are plain text, the body with its line, and word of front matter that is none."""
    if not text.startswith("---\n"):
        return {}, text, 1, []
    try:
        matter = front_matter.parse(text)
    except front_matter.FrontMatterError as error:
        return {}, text, 1, [unread(error.line, text[:200], f"{error.message} {error.remedy}")]
    values = {key: value for key, value in matter.values.items() if isinstance(value, str)}
    return values, matter.body, matter.body_line, []


def _day(text: str) -> str | None:
    try:
        return check_date(text[:10].strip())
    except ValueError:
        return day_in(text)


def _model(body: str) -> str | None:
    """The language model that a digest names as the writer of its summaries."""
    named = _MODEL.search(body[:_HEAD])
    return f"{named[1].strip()} (machine)" if named else None
