"""A line of Markdown that speaks of a paper: its title, the links, and what is remarked about it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.readers.addresses import Sorted, identify, sort
from generator.text.dollars import dollars

LONGEST = 20_000
"""Characters of a paragraph; a longer one is no line about a paper."""

_LABEL = re.compile(
    r"\W*(?:(?:link to |read |full |view |open )?(?:the )?"
    r"(?:arxiv|paper|pdf|abs|abstract|html|hf|hugging ?face|papers? page|openreview|acl(?: anthology)?|doi"
    r"|alphaxiv|link|url|here|source|article|preprint|code|github|project(?: page)?|demo|models?|data|dataset"
    r"|website|page|video|slides|blog|tweet|read more|more|full text|论文|链接|代码|项目|原文)"
    r"(?: (?:link|page|paper|pdf|version))?|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?|https?://\S*)\W*",
    re.IGNORECASE,
)
_PICTOGRAM = "\U0001f300-\U0001faff\u25a0-\u27bf\ufe0f\u200d⭐"
_AHEAD = re.compile(
    rf"^(?:[\s*•·–—:|>{_PICTOGRAM}]|\d{{1,4}}[.)](?=\s)|\[[\d/.\-\s]{{2,12}}\]|\([\d/.\-\s]{{2,12}}\)(?=\s*\S))+"
)
_BEHIND = re.compile(
    rf"(?:[\s*•·–—:|,;\[({{{_PICTOGRAM}]|\(\d{{1,3}}(?:\.\d)?\s?/\s?\d{{1,3}}\)"
    r"|[(–—-]\s*read more(?: on)?|\bread more on)+$",
    re.IGNORECASE,
)
_NEAR = 200
"""As many characters at the end of a title are looked at for what does not belong to it."""
_WORD = re.compile(r"[^\W\d_]")
_BETWEEN = re.compile(r"\W*(?:(?:or|and|&)\W*)?")
_REMARK = re.compile(r"^[\s\])}.,;:|·•–—-]+")


def _parser() -> MarkdownIt:
    """The dialect within a line; addresses in running text are links where they begin with a scheme."""
    parser = MarkdownIt("commonmark", {"linkify": True}).enable("linkify").use(dollars)
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return parser


_INLINE = _parser()


class Piece(NamedTuple):
    """A stretch of text, with where it leads to and whether it is strong."""

    text: str
    address: str | None = None
    strong: bool = False


class Spoken(NamedTuple):
    """What a line says. The title is empty where links stand alone."""

    title: str
    about: Sorted
    """Ids and links of the one paper that the line is about."""
    remark: str
    leads: bool
    """Whether it begins with its title, so that the paper is not merely mentioned."""


@lru_cache(maxsize=256)  # a line is looked at from several sides
def pieces(markdown: str) -> tuple[Piece, ...]:
    """The line as text and links, without its marks; formulas keep their dollar signs."""
    tokens = _INLINE.parseInline(markdown[:LONGEST])[0].children or []
    return tuple(_pieces(tokens))


def plain(markdown: str) -> str:
    """The text of a line, without marks and addresses."""
    return " ".join("".join(piece.text for piece in pieces(markdown)).split())


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    address: str | None = None
    strong = 0
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            address = None
        elif token.type.startswith("strong_"):
            strong += token.nesting
        elif text := _text(token):
            yield Piece(text, address, strong > 0)


def _text(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "html_inline":
        return "" if re.match(r"</?[a-zA-Z!]", token.content) else token.content
    if token.type == "formula":
        return f"{token.markup}{token.content}{token.markup}"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""


def is_label(text: str) -> bool:
    """Whether the text of a link says what it leads to (``arXiv``, ``PDF``), rather than a title."""
    return len(text) < 60 and _LABEL.fullmatch(text) is not None


def is_links(markdown: str) -> bool:
    """Whether a line is nothing but links that say what they lead to."""
    parts = pieces(markdown)
    return any(piece.address for piece in parts) and all(
        is_label(piece.text) if piece.address else _BETWEEN.fullmatch(piece.text) for piece in parts
    )


def trimmed(title: str) -> str:
    """A title without its number in the list, marks and pictograms around it; empty where no word is left."""
    title = _AHEAD.sub("", " ".join(title.split()))
    title = (title[:-_NEAR] + _BEHIND.sub("", title[-_NEAR:])).strip()
    return title if _WORD.search(title) else ""


def spoken(markdown: str) -> Spoken | None:
    """What a line says of a paper; None where it leads to no paper that is known by its address."""
    parts = pieces(markdown)
    links = [place for place, piece in enumerate(parts) if piece.address]
    papers = [place for place in links if identify(parts[place].address or "")]
    if not papers:
        return None
    linked = _whole_link(parts, papers[0])
    if is_label(linked):
        title, place = _before(parts, links[0]), links[0]
    else:
        title, place = linked, papers[0]
    about = sort(str(parts[place].address) for place in links)
    before = "".join(piece.text for piece in parts[: place if title == linked else 0])
    remark = "".join(piece.text for piece in parts[_end_of_links(parts, place) :])
    return Spoken(trimmed(title), about, _remark(remark), not trimmed(before))


def _whole_link(parts: tuple[Piece, ...], place: int) -> str:
    """The text of the link that begins with this piece; marks within it part it."""
    address, text = parts[place].address, ""
    for piece in parts[place:]:
        if piece.address != address:
            break
        text += piece.text
    return text


def _before(parts: tuple[Piece, ...], first: int) -> str:
    """The title before the first link, without a full stop: what is strong, or all of it."""
    strong = "".join(piece.text for piece in parts[:first] if piece.strong)
    title = strong if trimmed(strong) else "".join(piece.text for piece in parts[:first])
    return trimmed(title).removesuffix(".")


def _end_of_links(parts: tuple[Piece, ...], place: int) -> int:
    """Where running text begins behind a row of links."""
    while place < len(parts) and (parts[place].address or _BETWEEN.fullmatch(parts[place].text)):
        place += 1
    return place


def _remark(text: str) -> str:
    text = " ".join(text.split())
    return _REMARK.sub("", text) if re.search(r"\w", text) else ""


def leads_elsewhere(text: str) -> bool:
    """Whether an item begins with a link whose text reads like a title."""
    parts = [piece for piece in pieces(text) if piece.text.strip()]
    address = parts[0].address if parts else None
    return bool(address) and str(address).startswith("http") and not is_label(parts[0].text)
