"""What stands on a copied page: paragraphs, and between them the facts that the page shows of each paper."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.model.dates import check_date
from generator.readers.copied_lines import Line, lines
from generator.readers.likeness import abstractness

Kind = Literal[
    "text",
    "masthead",
    "furniture",
    "number",
    "authors",
    "dot",
    "date",
    "link",
    "submitter",
    "votes",
    "organization",
]

_LONGEST_NAME = 100
_SHORTEST = 50
STANDS_ALONE = 160
"""A line longer than any wrapping makes is a paragraph of its own."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MASTHEAD = re.compile(
    r"(?:daily|trending) papers|by\s?(?:ak )?and the research community|get trending papers .{0,40}",
    re.IGNORECASE,
)
_FURNITURE = """
    new|subscribe|daily|weekly|monthly|previous|next|upvote|hugging face|models|datasets|spaces|
    buckets|buckets new|docs|enterprise|pricing|website|tasks|huggingchat|collections|languages|
    organizations|community|blog|posts|learn|discord|forum|github|solutions|team & enterprise|
    hugging face pro|enterprise support|inference providers|inference endpoints|storage buckets|log in|
    sign up|company|tos|privacy|about|careers|jobs|system theme|© hugging face|papers|trending|search|
    load more|view all|paper|arxiv page|arxiv|project page|view arxiv page|view pdf|read paper"""
_WORDS = frozenset(" ".join(words.split()) for words in _FURNITURE.split("|"))
_RULE = re.compile(r"[-=_*]{3,}")
_DATE = re.compile(
    rf"(?:published on\s+)?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+(\d{{1,2}})(?:,\s*(\d{{4}}))?"
    r"(?:\s++\[?\s*+(\d{1,6}))?",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"\d{1,5} authors?", re.IGNORECASE)
_VOTES = re.compile(r"upvotes?\s+(\d{1,7}|-)", re.IGNORECASE)
_SUBMITTER = re.compile(r"submitted by\s+(\S.{0,99})", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:link:\s*)?(github|code|project page|demo|model|dataset|arxiv page|arxiv|pdf)(?:\s+[\d.,]+[km]?)?",
    re.IGNORECASE,
)
_LABELS = {"github": "code", "project page": "project", "arxiv page": "arxiv"}
_PICTURE = re.compile(r"\[[^\[\]]{1,100}\]\s+(\S.{0,100})")


class Block(NamedTuple):
    """A paragraph or a fact, with the line on which it begins. ``text`` of a link says what it leads to."""

    kind: Kind
    line: int
    text: str = ""
    heading: bool = False
    address: str | None = None


def blocks(text: str) -> list[Block]:
    """The page in blocks, organisations told by the dot that follows them."""
    found: list[Block] = []
    gathered: list[Line] = []
    for line in lines(text):
        fact = _fact(line, gathered)
        if fact or not line.text or line.heading or _stands_alone(line, gathered):
            found.extend(_paragraphs(gathered))
            gathered = []
        if fact:
            found.append(fact)
        elif line.text:
            gathered.append(line)
    found.extend(_paragraphs(gathered))
    return [_named(block, following) for block, following in zip(found, [*found[1:], None], strict=False)]


def day(block: Block, latest: str | None) -> str | None:
    """The day that a date states. The page leaves out the current year, which only ``latest`` can tell."""
    match = _DATE.fullmatch(block.text)
    if match is None or not (match[3] or latest):
        return None
    written = f"{match[3] or str(latest)[:4]}-{_MONTHS.index(match[1].lower()) + 1:02}-{int(match[2]):02}"
    if not match[3] and written[: len(str(latest))] > str(latest):
        return None
    return written if _is_day(written) else None


def _is_day(text: str) -> bool:
    try:
        return bool(check_date(text))
    except ValueError:
        return False


def comments(block: Block) -> int | None:
    """The number of comments that stands behind a date."""
    match = _DATE.fullmatch(block.text)
    return int(match[4]) if match and match[4] else None


def _fact(line: Line, before: list[Line]) -> Block | None:
    """What a line states of a paper or the page; None for one that is part of a paragraph.

    A line that ends a wrapped paragraph may happen to be a number or a word of the page's furniture.
    """
    said = line.bare
    if _AUTHORS.fullmatch(said):
        return Block("authors", line.number, said)
    if _SUBMITTER.fullmatch(said):
        return Block("submitter", line.number, said.split(maxsplit=2)[2])
    if match := _VOTES.fullmatch(said):
        return Block("votes", line.number, match[1])
    if (match := _LABEL.fullmatch(said)) and (line.address or not _is_wrapped(before)):
        kind = match[1].lower()
        return Block("link", line.number, _LABELS.get(kind, kind), address=line.address)
    return None if _is_wrapped(before) else _weak_fact(line)


def _weak_fact(line: Line) -> Block | None:
    said = " ".join(line.bare.split())
    if said in (".", "·", "•"):
        return Block("dot", line.number)
    if line.text == "-" or re.fullmatch(r"\d{1,7}", said):
        return Block("number", line.number, "" if line.text == "-" else said)
    if _DATE.fullmatch(said):
        return Block("date", line.number, said)
    if _MASTHEAD.fullmatch(said.rstrip("!").strip()):
        return Block("masthead", line.number, said.lower())
    if said.lower() in _WORDS or _RULE.fullmatch(line.text) or said in ("[", "]", "*", ""):
        return Block("furniture", line.number) if line.text else None
    return None


def _is_wrapped(before: list[Line]) -> bool:
    """Whether the sentence of the line before goes on here."""
    last = before[-1].text if before else ""
    return _SHORTEST <= len(last) <= STANDS_ALONE and not last.endswith((".", "!", "?"))


def _stands_alone(line: Line, before: list[Line]) -> bool:
    return bool(before) and max(len(line.text), len(before[-1].text)) > STANDS_ALONE


def _paragraphs(gathered: list[Line]) -> Iterator[Block]:
    """The block of some lines; a heading takes the lines after it unless they read like an abstract."""
    if not gathered:
        return
    first, rest = gathered[0], gathered[1:]
    if first.heading:
        own = 1 + next((i for i, line in enumerate(rest) if not line.indented), len(rest))
        if abstractness("\n".join(line.text for line in gathered[own:])) > 0:
            yield _text(gathered[:own])
            yield _text(gathered[own:])
            return
    yield _text(gathered)


def _text(gathered: list[Line]) -> Block:
    address = next((line.address for line in gathered if line.address), None)
    words = "\n".join(line.text for line in gathered)
    return Block("text", gathered[0].number, words, gathered[0].heading, address)


def _named(block: Block, following: Block | None) -> Block:
    """A short paragraph before a dot names the organisation, with the words of its picture before it."""
    if block.kind != "text" or block.heading or following is None or following.kind != "dot":
        return block
    if len(block.text) > _LONGEST_NAME or "\n" in block.text or abstractness(block.text) > 0:
        return block
    picture = _PICTURE.fullmatch(block.text)
    return block._replace(kind="organization", text=picture[1] if picture else block.text)
