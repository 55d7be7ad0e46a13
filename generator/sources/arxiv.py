"""arXiv: ``GET /api/query?id_list=2401.07037,2402.00001&max_results=2``, and a search by title.

An error arrives as a feed, and now and then so does nothing at all, though papers were asked for.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from generator.model.digest import Entry
from generator.readers import arxiv_atom
from generator.readers.reader import UnreadableError
from generator.sources.errors import SourceError
from generator.sources.web import Answer, Manners, PassingError, Web
from generator.text.decode import decode

MANNERS = Manners(gap=3.0, patience=30.0, tries=4, remedy="Look at ARXIV_ENDPOINT.")
"""What arXiv's terms of use ask for; a visitor who is turned away is not heard again at once."""
ENDPOINT = "https://export.arxiv.org"
AT_ONCE = 200
"""Ids of one question: an address of two thousand characters."""
FOUND = 5

_ENDPOINT = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_WORD = re.compile(r"[^\W_]{2,}")
MOST_WORDS = 12
"""Words of a title that are searched for."""


def by_ids(web: Web, numbers: Sequence[str], endpoint: str = ENDPOINT) -> Iterator[dict[str, Entry]]:
    """Papers by their ids, in one question for as many as an address holds. Raises SourceError."""
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        query = {"id_list": ",".join(some), "max_results": str(len(some))}
        yield web.get(_address(endpoint), query, partial(_papers, asked=len(some)))


def by_title(web: Web, title: str, endpoint: str = ENDPOINT) -> tuple[Entry, ...]:
    """Papers whose title holds the words of this one. Raises SourceError."""
    words = _WORD.findall(title)[:MOST_WORDS]
    if not words:
        return ()
    query = {"search_query": " AND ".join(f"ti:{word}" for word in words), "max_results": str(FOUND)}
    return tuple(web.get(_address(endpoint), query, partial(_papers, asked=0)).values())


def _address(endpoint: str) -> str:
    if not _ENDPOINT.fullmatch(endpoint):
        raise SourceError("ARXIV_ENDPOINT is no address", f"Write it as {ENDPOINT}.")
    return f"{endpoint.rstrip('/')}/api/query"


def _papers(answer: Answer, asked: int) -> dict[str, Entry]:
    """The papers of an answer by id; `asked` is how many must be there."""
    text = decode(answer.body)
    if answer.status == 200 and not text.strip():
        raise PassingError("the answer is empty", "Try again later.")
    if not arxiv_atom.recognises(text):
        kind = "a web page" if text.lstrip()[:1] == "<" else "something else"
        raise SourceError(f"{kind} came instead of a feed ({answer.status})", MANNERS.remedy)
    try:
        (digest,), unread = arxiv_atom.read(text)
    except UnreadableError as error:
        raise SourceError(error.message.rstrip("."), "Look at the ids.") from None
    if any("breaks off" in piece.reason for piece in unread):
        raise PassingError("the feed breaks off", "Try again later.")
    papers = {entry.ids["arxiv"]: entry for entry in digest.entries if "arxiv" in entry.ids}
    if asked and not papers:
        raise PassingError(f"the feed is empty, though {asked} were asked for", "Try again later.")
    return papers
