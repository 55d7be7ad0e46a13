"""Titles and abstracts put together, and word of every one that stands alone."""

from collections.abc import Sequence
from typing import NamedTuple

from generator.model.digest import Unread
from generator.readers import likeness
from generator.readers.copied_blocks import Block
from generator.readers.copied_draft import Draft
from generator.readers.reader import unread

NO_ABSTRACT = "A title without an abstract: the entry is kept without one. Is a paragraph missing after it?"
NO_TITLE = "A paragraph without a title that does not go on with the abstract before it. Add its title."
GOES_ON = "A long paragraph, taken to go on with the abstract before it. Is a title missing?"
NO_PAPER = "A few words without an abstract, taken for no paper."

_CERTAIN = -12.0
_AFTER_VOTES = -3.0


class Paired(NamedTuple):
    """The entries of a page in its order, and what stood alone or is doubtful."""

    drafts: tuple[Draft, ...]
    unread: tuple[Unread, ...]


def pair(blocks: Sequence[Block]) -> Paired:
    """Everything on the page put together, without words of its own before and after the list."""
    labels = abstracts_among(blocks)
    typical = likeness.typical_length([block.text for block in blocks if block.kind == "text"], labels)
    pairs = _Pairs(typical, believes_headings=_headings_tell(blocks))
    following = iter(labels)
    for block in blocks:
        if block.kind != "text":
            pairs.fact(block)
        elif next(following):
            pairs.abstract(block)
        else:
            pairs.title(block)
    pairs.end()
    sure = [place for place, draft in enumerate(pairs.drafts) if not draft.is_doubtful] or [-1]
    first, end = max(sure[0], 0), sure[-1] + 1
    kept, words = pairs.drafts[first:end], (*pairs.drafts[:first], *pairs.drafts[end:])
    left = [
        *pairs.unread,
        *(unread(draft.title.line, draft.title.text, NO_ABSTRACT) for draft in kept if not draft.paragraphs),
        *(unread(draft.title.line, draft.title.text, NO_PAPER) for draft in words),
    ]
    return Paired(tuple(kept), tuple(sorted(left, key=lambda note: note.line)))


def abstracts_among(blocks: Sequence[Block]) -> list[bool]:
    """For each text among the blocks, whether it is an abstract (else it is a title)."""
    if _headings_tell(blocks):
        return [not block.heading for block in blocks if block.kind == "text"]
    scores = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if block.kind == "text":
            score = _CERTAIN if block.heading else likeness.abstractness(block.text)
            scores.append(score + (_AFTER_VOTES if before and before.kind == "number" else 0.0))
    return likeness.label(scores)


def _headings_tell(blocks: Sequence[Block]) -> bool:
    """Headings are believed where there are about as many as abstracts; one alone may be anybody's own."""
    headings = sum(1 for block in blocks if block.kind == "text" and block.heading)
    abstracts = sum(1 for block in blocks if block.kind == "text" and likeness.abstractness(block.text) > 0)
    return headings > 0 and headings * 2 >= abstracts


class _Pairs:
    """What has been put together so far. Blocks are handed in in the order of the page."""

    def __init__(self, typical: float, *, believes_headings: bool) -> None:
        self._typical = typical
        self.drafts: list[Draft] = []
        self.unread: list[Unread] = []
        self._believes_headings = believes_headings
        self._open: Draft | None = None
        self._numbers: list[int | None] = []

    def title(self, block: Block) -> None:
        """A title begins an entry. Before it stand its votes, before these the comments on the last one."""
        *others, votes = self._numbers or [None]
        if self._open and others:
            self._open.comments = others[0]
        self.end()
        self._open = Draft(block, votes=votes)

    def abstract(self, block: Block) -> None:
        """A paragraph goes to the open entry, if it can."""
        if self._open is None or not self._fits(self._open, block.text):
            self.end()
            self.unread.append(unread(block.line, block.text, NO_TITLE))
            return
        if (
            self._open.paragraphs
            and not self._believes_headings
            and len(block.text) > likeness.LITTLE * self._typical
        ):
            self.unread.append(unread(block.line, block.text, GOES_ON))
        self._open.paragraphs.append(block.text)

    def fact(self, block: Block) -> None:
        """Something between title and abstract, or after both."""
        if block.kind == "number":
            self._numbers.append(int(block.text) if block.text else None)
        elif self._open and block.kind not in ("masthead", "furniture"):
            self._open.learn(block)

    def end(self) -> None:
        """The open entry is complete; what comes without a title from here on belongs to none."""
        draft, self._open, self._numbers = self._open, None, []
        if draft:
            self.drafts.append(draft)

    def _fits(self, draft: Draft, text: str) -> bool:
        if not draft.paragraphs:
            return True
        if draft.closed:
            return False
        return self._believes_headings or likeness.continues(draft.abstract, text, self._typical)
