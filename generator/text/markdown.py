"""The dialect of a page's body, and what is made of it: safe HTML, or the text that a reader sees.

CommonMark without HTML, with tables, strikethrough, formulas between dollar signs, and links for bare
addresses that begin with ``http://`` or ``https://``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape as escape_html
from html import unescape
from typing import Final, NamedTuple, TypeAlias

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.text.dollars import dollars, formulas
from generator.text.escaping import escape
from generator.text.links import address_at
from generator.text.mathml import mathml
from generator.text.paragraphs import Kind, Piece, paragraphs
from generator.text.slug import slug

__all__ = ["DEEPEST", "LONGEST", "escape", "linked", "plain", "render", "render_title"]

Led: TypeAlias = Callable[[str], str]
"""Makes of an address in a text the one to which the link leads."""
_LED: Final = "led"
_LEADING: Final = {"link_open": "href", "image": "src"}
"""What leads elsewhere, and where it says so."""
LONGEST = 200_000
"""Characters of a body; a longer one is shown as it was written."""
DEEPEST = 100
"""Lists and quotes within each other, two for each list: what is deeper ends the text for the parser."""

_RELATIVE = re.compile(r"(?![\x00- /\\])[^:\\]+")
"""Browsers read a backslash as a slash, and skip what is blank before it."""
_FORMULA = re.compile(r'<code class="math( display)?">([^<]*)</code>')
_SCHEME = re.compile(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
_REL = ' rel="nofollow noopener"'
_OWN = re.compile(rf'(<a href="(?:#|\.\./|\./)[^"]*"(?: title="[^"]*")?){_REL}')
"""A link that stays on the page or climbs from it leads to the site itself, wherever that is."""
_SANITISER = nh3.Cleaner(
    tags=set(
        "a blockquote br code dd dl dt em h2 h3 h4 h5 h6 hr img li ol p pre s strong"
        " table tbody td th thead tr ul".split()
    ),
    clean_content_tags={"script", "style"},
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "ol": {"start"},
        **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
    },
    tag_attribute_values={"code": {"class": {"math", "math display"}}},
    attribute_filter=lambda tag, name, value: None if name == "src" and not is_local_image(value) else value,
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener",
    id_prefix="n-",
)


def is_local_image(address: str) -> bool:
    """Whether an image lies on the site itself, so that a reader's browser asks no other host for it."""
    return _RELATIVE.fullmatch(address) is not None


def render(markdown: str, led: Led = str) -> str:
    """Safe HTML of a body; formulas as MathML, or as their source where they cannot be converted.

    Headings get ids that begin with ``n-``; images from elsewhere become links. *led* makes of each address
    the one to which the link shall lead.
    """
    if len(markdown) > LONGEST:
        return "".join(f"<p>{escape_html(part)}</p>\n" for part in markdown.split("\n\n"))
    if (simple := paragraphs(markdown)) is not None:
        return "".join(f"<p>{''.join(map(_written, pieces))}</p>\n" for pieces in simple)
    return parsed(markdown, led)


def parsed(markdown: str, led: Led = str) -> str:
    """The same by way of the parser, whatever the body holds."""
    clean = _SANITISER.clean(_MARKDOWN.render(markdown, {_LED: led}))
    return _FORMULA.sub(_as_mathml, _OWN.sub(r"\1", clean))


class Linked(NamedTuple):
    """A link or an image in a text."""

    address: str
    line: int
    """That on which its paragraph begins, from 0."""


def linked(markdown: str) -> Iterator[Linked]:
    """The links and images of a body, in order; none of one that is shown as it was written."""
    if len(markdown) > LONGEST or paragraphs(markdown) is not None:
        return
    line = 0
    for token in _MARKDOWN.parse(markdown):
        line = token.map[0] if token.map else line
        for address in _addresses(token.children or ()):
            yield Linked(address, line)


def render_title(title: str) -> str:
    """HTML of one line of plain text in which only formulas between dollar signs mean anything."""
    parts: list[str] = []
    position = 0
    for start, end in formulas(title):
        parts.append(escape_html(title[position:start]))
        parts.append(mathml(title[start:end].strip("$")) or escape_html(title[start:end]))
        position = end
    return "".join(parts) + escape_html(title[position:])


def plain(markdown: str) -> str:
    """The text that a reader of the rendered body sees; formulas as their source between dollar signs.

    Blocks are separated by a blank line, the cells of a table by a tab.
    """
    if len(markdown) > LONGEST:
        return markdown
    if (simple := paragraphs(markdown)) is not None:
        return "\n\n".join("".join(map(_shown, part)) for part in simple)
    return parsed_plain(markdown)


def parsed_plain(markdown: str) -> str:
    """The same by way of the parser, whatever the body holds."""
    blocks: list[str] = []
    row: list[str] | None = None
    for token in _MARKDOWN.parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            blocks.append("\t".join(row or ()))
            row = None
        elif token.type == "inline":
            (blocks if row is None else row).append(_text(token.children or ()))
        elif token.type in ("fence", "code_block", "formula"):
            blocks.append(_text([token]).rstrip("\n"))
    return "\n\n".join(blocks)


def _written(piece: Piece) -> str:
    text = escape_html(piece.text, quote=False)
    match piece.kind:
        case Kind.ADDRESS:
            return f'<a href="{text}" rel="nofollow noopener">{text}</a>'
        case Kind.FORMULA:
            return mathml(piece.text) or f'<code class="math">{text}</code>'
        case Kind.STRESSED:
            return f"<em>{text}</em>"
        case Kind.STRONG:
            return f"<strong>{text}</strong>"
    return text


def _shown(piece: Piece) -> str:
    return f"${piece.text}$" if piece.kind is Kind.FORMULA else piece.text.replace("\n", " ")


def _text(tokens: Iterable[Token]) -> str:
    return "".join(_seen(token) for token in tokens)


def _seen(token: Token) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "formula":
            return f"{token.markup}{token.content}{token.markup}"
        case "image":
            return _text(token.children or ())
        case _:
            return token.content


def _addresses(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if name := _LEADING.get(token.type):
            yield str(token.attrGet(name) or "")


def _lead(state: StateCore) -> None:
    """Let links and images lead where they shall."""
    led = state.env.get(_LED, str)
    for token in state.tokens:
        for inner in token.children or ():
            if name := _LEADING.get(inner.type):
                inner.attrSet(name, led(str(inner.attrGet(name) or "")))


def _as_mathml(match: re.Match[str]) -> str:
    return mathml(unescape(match[2]), display=match[1] is not None) or match[0]


def _bare_address(state: StateInline, silent: bool) -> bool:
    """A link for ``https://…`` that stands in the text; runs when the text before its colon was taken."""
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.src, max(state.pos - 6, 0), state.pos)
    found = address_at(state.src, scheme.start()) if scheme else None
    if scheme is None or found is None or found.end > state.posMax or not state.pending.endswith(scheme[0]):
        return False
    if not silent:
        state.pending = state.pending.removesuffix(scheme[0])
        state.push("link_open", "a", 1).attrs = {"href": state.md.normalizeLink(found.address)}
        state.push("text", "", 0).content = found.address
        state.push("link_close", "a", -1)
    state.pos = found.end
    return True


def _headings(state: StateCore) -> None:
    """The page has its own h1: a first-level heading becomes h2; every heading gets an id of its own."""
    taken: dict[str, int] = {}
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opening.type == "heading_open":
            opening.tag = closing.tag = "h2" if opening.tag == "h1" else opening.tag
            name = slug(_text(inline.children or ()))
            taken[name] = taken.get(name, 0) + 1
            opening.attrSet("id", f"n-{name}" if taken[name] == 1 else f"n-{name}-{taken[name]}")


def _formula(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, ___: EnvType) -> str:
    token = tokens[index]
    name = "math display" if token.markup == "$$" else "math"
    code = f'<code class="{name}">{escape_html(token.content)}</code>'
    return f"<p>{code}</p>\n" if token.block else code


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    source, words = str(tokens[index].attrGet("src") or ""), escape_html(_text([tokens[index]]))
    if is_local_image(source):
        return f'<img src="{escape_html(source)}" alt="{words}">'
    return f'<a href="{escape_html(source)}">{words or escape_html(source)}</a>'


def _as_written(link: str) -> str:
    """An address is shown as it stands, not decoded into what may look like another one."""
    return link


def _dialect() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
        .enable(["table", "strikethrough"])
        .use(dollars)
    )
    parser.inline.ruler.before("escape", "bare_address", _bare_address)
    parser.core.ruler.after("inline", "headings", _headings)
    parser.core.ruler.after("headings", "lead", _lead)
    parser.add_render_rule("formula", _formula)
    parser.add_render_rule("image", _image)
    parser.normalizeLinkText = _as_written  # type: ignore[method-assign]
    return parser


_MARKDOWN = _dialect()
