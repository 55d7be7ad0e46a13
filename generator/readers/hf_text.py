"""The text of a page as somebody copied it: titles and abstracts, and little that tells them apart.

Where headings mark the titles, they are believed; else each paragraph is judged by how it reads and by
its neighbours (``likeness``). An abstract that is missing then costs its own paper an abstract and no other
paper anything.
"""

import re
from itertools import pairwise

from generator.model.digest import Digest, Reading
from generator.readers.copied_blocks import Block, blocks, day
from generator.readers.copied_draft import without_repeats
from generator.readers.copied_pairs import abstracts_among, pair
from generator.readers.likeness import abstractness
from generator.readers.quoting import is_copied, is_named_daily
from generator.readers.reader import MEBIBYTE, UnreadableError

name = "hf-text"
source = "hf-text"
limit = 64 * MEBIBYTE

_FOREIGN = re.compile(
    r"^[ \t]{0,99}(?:@\w{1,20}\s?\{|\\\\$|<[?!\w]|\|.{0,999}\||%PDF|"
    r"(?:from|date|subject|received|mime-version): )",
    re.IGNORECASE | re.MULTILINE,
)
_PROBE = 12


def recognises(head: str) -> bool:
    """The page's masthead, or a title with an abstract after it near the top of a text of no other kind."""
    if is_copied(head) or is_named_daily(head):
        return True
    if _FOREIGN.search(head):
        return False
    labels = abstracts_among([block for block in blocks(head) if block.kind == "text"][:_PROBE])
    return (False, True) in pairwise(labels)


def read(text: str, date: str | None = None) -> Reading:
    """Read the copy. Dates of the current year stand without it on the page; ``date`` makes them known."""
    header, body = _parted(blocks(text))
    date = date or next(
        (known for block in header if block.kind == "date" and (known := day(block, None))), None
    )
    trending = any(block.kind == "masthead" and block.text.startswith("trending") for block in header)
    paired = pair(body)
    entries = tuple(without_repeats(draft.entry(date, trending=trending) for draft in paired.drafts))
    if not entries:
        raise UnreadableError(
            1, "No title of a paper was found in this text.", "Copy the list of papers again."
        )
    return Reading((Digest(source=source, format=name, date=date, entries=entries),), paired.unread)


def _parted(found: list[Block]) -> tuple[list[Block], list[Block]]:
    """The page's head with its masthead and navigation, and the list, which begins with a title or its votes.

    The last masthead before the first abstract counts, since the navigation names the page as well.
    """
    texts = [place for place, block in enumerate(found) if block.kind == "text"]
    first = next((place for place in texts if abstractness(found[place].text) > 0), len(found))
    start = max((place for place in range(first) if found[place].kind == "masthead"), default=0)
    while start < len(found) and found[start].kind not in ("text", "number"):
        start += 1
    return found[:start], found[start:]
