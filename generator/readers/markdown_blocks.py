"""A Markdown file as the few kinds of block that matter for a list of papers, each with its line."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.readers.markdown_rows import rows
from generator.text.dollars import dollars
from generator.text.markdown import DEEPEST


class Block(NamedTuple):
    """A heading, a paragraph, an item of a list, something quoted, or a row of a table in its cells."""

    kind: Literal["heading", "paragraph", "item", "more", "quote", "header", "row"]
    """``more`` goes on with an item."""
    line: int
    texts: tuple[str, ...]
    depth: int = 0
    """The level of a heading, or how deep in lists an item stands."""
    in_list: int = 0
    """Of an item, the number of the outermost list that it stands in."""

    @property
    def text(self) -> str:
        """The text of a block that is no row."""
        return " ".join(self.texts)


def _parser() -> MarkdownIt:
    """The dialect, without what stands within a line, which is read where it is wanted."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").use(dollars)
    parser.core.ruler.disable("inline")
    return parser


_PARSER = _parser()


def blocks(text: str, first: int = 1) -> list[Block]:
    """The blocks of a text that begins on the given line of its file; code and HTML are none."""
    lines = list(rows(text, first))
    walk = _Walk([line.line for line in lines])
    for token in _PARSER.parse("\n".join(line.text for line in lines)):
        walk.step(token)
    return walk.found


class _Walk:
    """Where a walk through the tokens stands, and what it has found."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.found: list[Block] = []
        self._numbers = numbers
        self._lists = self._quotes = self._outermost = 0
        self._begins_item = False
        self._line = 1
        self._heading = 0
        self._head = False
        self._cells: list[str] | None = None

    def step(self, token: Token) -> None:
        name, _, side = token.type.rpartition("_")
        if token.map and token.map[0] < len(self._numbers):
            self._line = self._numbers[token.map[0]]
        if name in ("bullet_list", "ordered_list"):
            self._outermost += self._lists == 0
            self._lists += token.nesting
        elif name == "blockquote":
            self._quotes += token.nesting
        elif name == "list_item":
            self._begins_item = side == "open"
        elif name == "heading":
            self._heading = int(token.tag[1:]) if side == "open" else 0
        elif name in ("thead", "tr"):
            self._table(name, side)
        elif token.type == "inline":
            self._text(token.content)

    def _table(self, name: str, side: str) -> None:
        if name == "thead":
            self._head = side == "open"
        elif side == "open":
            self._cells = []
        elif self._cells is not None:
            self.found.append(Block("header" if self._head else "row", self._line, tuple(self._cells)))
            self._cells = None

    def _text(self, text: str) -> None:
        if self._cells is not None:
            self._cells.append(text)
            return
        block = Block("paragraph", self._line, (text,))
        if self._quotes:
            block = block._replace(kind="quote")
        elif self._lists:
            kind: Literal["item", "more"] = "item" if self._begins_item else "more"
            block = block._replace(kind=kind, depth=self._lists, in_list=self._outermost)
            self._begins_item = False
        elif self._heading:
            block = block._replace(kind="heading", depth=self._heading)
        self.found.append(block)


def sections(found: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each heading with what stands below it, up to the next heading of any level; first what has none."""
    heading: Block | None = None
    below: list[Block] = []
    for block in found:
        if block.kind == "heading":
            yield heading, below
            heading, below = block, []
        else:
            below.append(block)
    yield heading, below
