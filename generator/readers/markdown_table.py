"""A table of papers: the columns by what their headings say, the paper of a row by its links."""

import re
from collections.abc import Mapping, Sequence

from generator.model.digest import Entry
from generator.readers.addresses import sort, unsorted
from generator.readers.markdown_blocks import Block
from generator.readers.markdown_item import pieces, plain, spoken, trimmed
from generator.readers.people import listed
from generator.readers.said_dates import day_in

BY_MACHINE = "a language model"
"""Tables whose titles end in "Read more on arXiv or HuggingFace" are made by programs."""

_COLUMNS = {
    name: re.compile(words)
    for name, words in {
        "title": "titles?|papers?|paper titles?|names?|标题|论文|论文标题",
        "authors": "authors?|作者",
        "abstract": "abstracts?",
        "summary": "summary|summaries|tl;?dr|remarks?|notes?|comments?|description|highlights?"
        "|摘要|总结|简介",
        "date": "dates?|published|publish(?:ed)? date|日期",
        "venue": "venues?|conference|journal|publication|会议",
        "keywords": "tags?|keywords?|topics?|关键词",
    }.items()
}
_BY_PROGRAM = re.compile(r"[(–—-]\s*read more on\s*\[", re.IGNORECASE)


def columns(header: Block) -> dict[str, int]:
    """Which column holds what; empty for a table that is not of papers."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header.texts):
        for name, words in _COLUMNS.items():
            if words.fullmatch(plain(cell).strip().lower()):
                found.setdefault(name, place)
    return found


def entry(row: Block, named: Mapping[str, int], summary_by: str) -> Entry | None:
    """The paper of a row, or None where the row has no title."""
    place = named.get("title", _linked(row.texts))
    cell = row.texts[place] if place < len(row.texts) else ""
    said = spoken(cell)
    title = said.title if said and said.title else trimmed(plain(cell))
    if not title:
        return None
    about = sort(piece.address for text in row.texts for piece in pieces(text) if piece.address)
    by_program = _BY_PROGRAM.search(cell) is not None

    def text(name: str) -> str:
        return plain(row.texts[named[name]]) if name in named and named[name] < len(row.texts) else ""

    return Entry(
        line=row.line,
        title=title,
        abstract=text("abstract"),
        authors=() if by_program else listed(text("authors")),
        submitter=(text("authors") or None) if by_program else None,
        date=day_in(text("date")),
        ids=about.ids,
        venue=text("venue") or None,
        keywords=listed(text("keywords")),
        links=unsorted(about.links),
        summary=text("summary") or None,
        summary_by=(BY_MACHINE if by_program else summary_by) if text("summary") else None,
    )


def _linked(cells: Sequence[str]) -> int:
    """The first cell that leads to a paper."""
    return next((place for place, cell in enumerate(cells) if spoken(cell)), 0)
