"""Rules for Markdown: the body of a paper's page, and every other text in ``docs/``."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.check.subject import Finding, Prose
from generator.text import characters
from generator.text.dollars import dollars
from generator.text.front_matter import MEND_CONFLICT
from generator.text.markdown import DEEPEST, LONGEST

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:[ \r\n]|\Z)", re.MULTILINE)
_SNIPPET = re.compile(r"^[ \t]{0,40}-{1,20}8<-{1,20}", re.MULTILINE)
_SECOND_PAPER = re.compile(r"^---[ \t]{0,40}\r?\n(?=title:)", re.MULTILINE)
_MAYBE_HTML = re.compile(r"(?<!\\)<(?!https?://)[A-Za-z/!?]")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,40}(?:[\s/][^<>]{0,2000})?>|<!--|<!\[CDATA\[|<![A-Za-z]|<\?")
_ACTIVE_HTML = re.compile(
    r"</?(?:script|iframe|object|embed|style|link|meta|base|form|svg|math)\b[^<>]{0,2000}>?"
    r"|<[A-Za-z][^<>]{0,2000}?[\s/\"']on[a-z]{1,30}\s{0,9}=[^<>]{0,2000}>",
    re.IGNORECASE,
)
_BODY_LINK = re.compile(r"(?<!\\)\]\(\s{0,9}<?([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_SCHEMES = ("http", "https", "mailto")
_MOST_SHOWN = 60

# The dialect of a page; a backslash before a character stays a token of its own, so that it shows.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST})
    .enable(["table", "strikethrough"])
    .use(dollars)
)
_MARKDOWN.disable("text_join")


def conflict_marker(prose: Prose) -> Iterator[Finding]:
    """No text holds the lines that git leaves where two versions were not reconciled."""
    is_open = False
    for match in _CONFLICT.finditer(prose.text):
        begins = match[0].startswith("<")
        if begins or (not is_open and match[0].endswith(" ")):  # an end whose beginning was removed
            message = "Two versions of the text were not reconciled."
            yield prose.finding(match.start(), message, MEND_CONFLICT)
        is_open = begins


def second_paper(prose: Prose) -> Iterator[Finding]:
    """A file holds one paper."""
    for match in _SECOND_PAPER.finditer(prose.text):
        yield prose.finding(match.start(), "A second paper begins here.", "Move it to a file of its own.")


def snippet(prose: Prose) -> Iterator[Finding]:
    """No text includes another file."""
    for match in _SNIPPET.finditer(prose.text):
        message = "This line would include another file; the site shows it as it stands."
        yield prose.finding(match.start(), message, "Copy the text in, or remove the line.")


def unseen(prose: Prose) -> Iterator[Finding]:
    """No text holds a character that nobody sees, or that turns the direction of what follows."""
    for match in characters.unseen(prose.text):
        yield prose.finding(match.start(), f"The character U+{ord(match[0]):04X} is not seen.", "Remove it.")


def body_link(prose: Prose) -> Iterator[Finding]:
    """A link in the text leads to http, https or mailto."""
    for match in _BODY_LINK.finditer(prose.text):
        if match[1].lower() not in _SCHEMES:
            message = f"A link begins with {match[1]}:, which is not allowed."
            yield prose.finding(match.start(1), message, "Link to an https:// address.")


def html(prose: Prose) -> Iterator[Finding]:
    """The text of a page is Markdown without HTML; a sign such as <s> is written with a backslash."""
    if not _MAYBE_HTML.search(prose.text) or len(prose.text) > LONGEST:
        return
    position = 0
    for element in _html_of(prose.text):
        position = _unescaped(prose.text, element, position)
        seen = element if len(element) <= _MOST_SHOWN else f"{element[:_MOST_SHOWN]}…"
        message = f"{' '.join(seen.split())} is HTML, which the site shows as it stands."
        yield prose.finding(position, message, f"Use Markdown, or write \\{seen.split()[0]} if it is meant.")
        position += len(element)


def active_html(prose: Prose) -> Iterator[Finding]:
    """A page written by hand has no HTML that runs or loads something."""
    for match in _ACTIVE_HTML.finditer(prose.text):
        name = match[0].split()[0].strip("</>")
        yield prose.finding(match.start(), f"The element {name} may run or load something.", "Remove it.")


def _html_of(text: str) -> Iterator[str]:
    """HTML that stands in the text, outside code, formulas and autolinks, in order."""
    for token in _MARKDOWN.parse(text.replace("\r\n", "\n")):
        if token.type == "inline":
            for match in _HTML.finditer("".join(map(_as_written, token.children or ()))):
                yield match[0]


def _as_written(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type == "text" else "\0"


def _unescaped(text: str, element: str, position: int) -> int:
    """Where the element stands in the text, from a position on; a line break in it may be a wider one."""
    first = element.split("\n")[0]
    while (found := text.find(first, position)) > 0 and text[found - 1] == "\\":
        position = found + 1
    return max(found, 0)
