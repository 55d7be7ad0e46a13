"""What stands among papers and is none: items, rows and headings that nobody would miss before they are gone.

A list in which papers stand is a list of papers, so that another item of their level is most likely one, too,
with a link that is not known, or with none. The same goes for rows of a table, and for headings.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from generator.model.digest import Unread
from generator.readers.markdown_blocks import Block
from generator.readers.markdown_item import leads_elsewhere, pieces, plain, trimmed
from generator.readers.reader import unread
from generator.readers.said_dates import day_in

_REASONS = {
    "item": "An item in a list of papers, without a link to a paper that is known here.",
    "row": "A row in a table of papers, without a link to a paper that is known here.",
    "heading": "A heading among those of papers, without a link to a paper that is known here.",
}
_END = Block("paragraph", 0, ("",))

_NUMBER = re.compile(r"\W{0,9}\d{1,4}[.)]\s")
_AROUND = re.compile(
    r"\W*(?:about|abstract|acknowledge?ments?|authors?|awesome|changelog|cit(?:e|ation|ing)|conclusions?"
    r"|contact|(?:table of )?contents?|contribut(?:e|ing|ions?|ors?)|credits|editor.?s note|faq|features"
    r"|feedback|further reading|getting started|highlights|how to [a-z]{2,12}|intro(?:duction)?|legend"
    r"|licen[cs]e|links|news|notes?|other|outline|overview|preface|references"
    r"|related (?:lists?|work|resources)|resources|see also|sources|sponsors?|star history|subscribe|summary"
    r"|thanks|toc|todo|updates?|welcome"
    r"|目录|简介|介绍|引言|前言|关于|贡献|引用|许可|致谢|更新|新闻|说明|总结|参考文献)"
    r"(?:[\s&/]+(?:a|and|bibtex|collections?|digest|for|guide(?:lines)?|here|issue|lists?|me|month|more|of|on"
    r"|our|page|papers?|project|repo(?:sitory)?|resources|survey|the|this|to|today|us|week|you)){0,5}\W*",
    re.IGNORECASE,
)
"""Names of what stands around the papers of a list."""
_LIST = re.compile(
    r"\b(?:awesome|daily|digest|journal club|list|newsletter|papers|readings?|weekly)\b|论文|日报|周报",
    re.IGNORECASE,
)
"""Words that tell the name of a list, where it is the first heading."""


@dataclass
class _Heading:
    block: Block
    is_around: bool
    """Whether it, or one above it, is the name of something around the papers."""
    has_text: bool = False
    has_papers: bool = False
    """Whether a paper stands below it, or something that is told."""


def bystanders(seen: Sequence[Block], papers: Set[int], told: Set[int]) -> Iterator[Unread]:
    """What stands among the papers, and is neither one of them nor told yet; both are given by their lines.

    *seen* are the blocks of a text in their order, without those that say more of a paper.
    """
    left = [*_items(seen, papers), *_rows(seen, papers)]
    left += _headings(seen, papers, told | {block.line for block in left})
    for block in left:
        if block.line not in told:
            yield unread(block.line, plain(block.text), _REASONS[block.kind])


def _items(seen: Sequence[Block], papers: Set[int]) -> Iterator[Block]:
    for _, items in groupby((block for block in seen if block.kind == "item"), lambda item: item.in_list):
        yield from _of_list(list(items), papers)


def _of_list(items: list[Block], papers: Set[int]) -> Iterator[Block]:
    """Items as deep in a list as papers of it, but those that head papers, and what stands below an item."""
    depths = {item.depth for item in items if item.line in papers}
    end = 0
    for place, item in enumerate(items):
        if place < end or item.line in papers or item.depth not in depths or not _says_something(item.text):
            continue
        rest = range(place + 1, len(items))
        behind = next((other for other in rest if items[other].depth <= item.depth), len(items))
        if not any(items[other].line in papers for other in range(place, behind)):
            end = behind
            yield item


def _rows(seen: Sequence[Block], papers: Set[int]) -> Iterator[Block]:
    """Rows of a table of which another row is a paper."""
    table: list[Block] = []
    for block in [*seen, _END]:
        if block.kind == "row":
            table.append(block)
            continue
        if any(row.line in papers for row in table):
            yield from (row for row in table if row.line not in papers and _says_something(row.text))
        table = []


def _headings(seen: Sequence[Block], papers: Set[int], told: Set[int]) -> Iterator[Block]:
    """Headings of the level of papers' headings: with a number like theirs, else with text or a link."""
    found = _with_what_is_below(seen, papers, told)
    own = [heading.block for heading in found if heading.block.line in papers]
    numbered = {block.depth: True for block in own}
    for block in own:
        numbered[block.depth] &= _is_numbered(block)
    for heading in found:
        block = heading.block
        if block.depth not in numbered or block.line in papers or heading.is_around or heading.has_papers:
            continue
        if numbered[block.depth]:
            is_title = _is_numbered(block)
        else:
            is_title = heading.has_text or leads_elsewhere(block.text)
        if is_title and _says_something(block.text):
            yield block


def _with_what_is_below(seen: Sequence[Block], papers: Set[int], told: Set[int]) -> list[_Heading]:
    found: list[_Heading] = []
    above: list[_Heading] = []
    for block in seen:
        if block.kind == "heading":
            while above and above[-1].block.depth >= block.depth:
                above.pop()
        is_told = block.line in papers or block.line in told
        has_words = block.kind != "heading" and bool(trimmed(plain(block.text)))
        for heading in above:
            heading.has_text |= has_words
            heading.has_papers |= is_told
        if block.kind == "heading":
            is_around = any(heading.is_around for heading in above) or _is_around(block)
            found.append(_Heading(block, is_around))
            above.append(found[-1])
    return found[1:] if found and _is_of_the_list(found[0].block) else found


def _is_around(heading: Block) -> bool:
    return _AROUND.fullmatch(plain(heading.text)) is not None


def _is_of_the_list(heading: Block) -> bool:
    """Whether the first heading of a text reads like the name of the whole."""
    name = plain(heading.text)
    return _LIST.search(name) is not None or day_in(name) is not None


def _is_numbered(heading: Block) -> bool:
    return _NUMBER.match(plain(heading.text)) is not None


def _says_something(text: str) -> bool:
    """Whether there are words, and not only links to other places of the same text."""
    addresses = [piece.address for piece in pieces(text) if piece.address]
    is_navigation = bool(addresses) and all(address.startswith("#") for address in addresses)
    return bool(trimmed(plain(text))) and not is_navigation
