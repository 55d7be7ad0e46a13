"""The layout of a page: plain line ends, and known keys in the order in which a person reads them."""

from collections.abc import Iterator

from generator.text.edit import rank
from generator.text.front_matter import FrontMatter, FrontMatterError, parse


def fmt(text: str) -> str:
    """The page in its usual layout; nothing that it says changes. Doing it twice is doing it once.

    Line ends become plain, a byte order mark goes, and each known key moves to its place with the
    comment lines directly above it. Unknown keys follow in their order. A front matter that does not
    parse, or stands on one line, keeps its order.
    """
    text = plain_line_ends(text)
    try:
        matter = parse(text)
    except FrontMatterError:
        return text
    source = _ordered(matter)
    ordered = matter.opening + source + matter.closing + matter.body
    return ordered if _values(ordered) == matter.values else text


def plain_line_ends(text: str) -> str:
    """The text with a line feed at the end of every line, the last one too, and no byte order mark."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") or not text else text + "\n"


def _ordered(matter: FrontMatter) -> str:
    lines = matter.source.split("\n")[:-1]
    starts = list(_starts(matter, lines))
    if not starts or matter.root.flow:
        return matter.source
    ends = [start for _, start in starts[1:]] + [len(lines)]
    blocks = [(rank(key), lines[start:end]) for (key, start), end in zip(starts, ends, strict=True)]
    ordered = [line for _, block in sorted(blocks, key=lambda block: block[0]) for line in block]
    return "".join(line + "\n" for line in (*lines[: starts[0][1]], *ordered))


def _starts(matter: FrontMatter, lines: list[str]) -> Iterator[tuple[str, int]]:
    """The keys with the lines on which they begin, comments directly above them included."""
    before = -1
    assert isinstance(matter.root.content, dict)
    for key, place in matter.root.keys.items():
        start = place.line
        while start - 1 > before and lines[start - 1].lstrip().startswith("#"):
            start -= 1
        yield key, start
        before = matter.root.content[key].last_line


def _values(text: str) -> object:
    try:
        return parse(text).values
    except FrontMatterError:
        return None
