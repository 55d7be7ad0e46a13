"""HTML of unknown origin: refused where it is nested too deeply, and read as paragraphs."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from generator.readers.reader import UnreadableError

DEPTH = 200
TAGS = 100_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)")
_NEVER_DEEP = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "option", "tr", "td", "th"}  # their ends may be left out
)
BLOCKS = frozenset(
    "p div li tr td th h1 h2 h3 h4 h5 h6 blockquote pre ul ol table section article dt dd header".split()
)
_MARKS = frozenset(["sub", "sup", "i", "em", "b", "strong", "tt", "code"])
UNSEEN = frozenset(["script", "style", "head", "title", "template", "noscript"])


def parse(text: str, remedy: str) -> BeautifulSoup:
    """The tree of a page. Raises UnreadableError with the line where its nesting would cost too much."""
    _check_depth(text, remedy)
    return BeautifulSoup(text, "lxml")


def _check_depth(text: str, remedy: str) -> None:
    depth = 0
    for count, match in enumerate(_TAG.finditer(text)):
        if match[2].lower() not in _NEVER_DEEP:
            depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > DEPTH or count > TAGS:
            line = text.count("\n", 0, match.start()) + 1
            raise UnreadableError(line, "The page is nested too deeply or has too many elements.", remedy)


def paragraphs(tree: Tag) -> list[str]:
    """The texts of a page's blocks. Of the marks within them those stay that cleaning knows, as ``<sub>``."""
    texts = "".join(_pieces(tree)).split("\0")
    return [text for text in (" ".join(text.split()) for text in texts) if text]


def _pieces(tree: Tag) -> Iterator[str]:
    """The text with a NUL between two blocks."""
    for child in tree.children:
        yield from _piece(child)


def _piece(child: PageElement) -> Iterator[str]:
    if isinstance(child, Tag):
        name = child.name.lower()
        if name in UNSEEN:
            return
        before, after = ("\0", "\0") if name in BLOCKS else ("", "")
        if name in _MARKS:
            before, after = f"<{name}>", f"</{name}>"
        yield before
        yield from (" ",) if name == "br" else _pieces(child)
        yield after
    elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
        yield str(child).replace("\0", "")
