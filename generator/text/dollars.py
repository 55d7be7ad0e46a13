"""Mathematics between dollar signs: what is a formula, and what is a price.

The rule is Pandoc's, made local: the next dollar sign decides. It closes the formula when no space
stands before it; otherwise the first one was only a dollar. A formula that begins with a digit does
not end before one, so that ``$5-$10`` stays a range of prices.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# A backslash takes the next character with it; every other step is one character. A formula has an end, or
# where nothing closes each dollar sign would cost a walk through the rest: linear.
_BODY = r"(?:[^$\\]|\\.){1,4000}+"
FORMULA = re.compile(
    rf"\$\$(?P<display>{_BODY})\$\$|\$(?![\s$])(?P<inline>{_BODY})(?<!\s)\$(?P<next>\d?)", re.DOTALL
)
_MOST_LINES = 60
_PROSE = re.compile(r"(?<![\\{}A-Za-z])[A-Za-z]{3,}[,;]?\s+[A-Za-z]{2,}(?![A-Za-z]*[{}])")
_TEXT_COMMAND = re.compile(r"\\(?:text|mbox|mathrm|operatorname|textit|textbf)\w*\s*\{[^{}]*\}")


def match_formula(text: str, position: int) -> re.Match[str] | None:
    """The formula that begins with the dollar sign at this position, in groups *display* or *inline*."""
    match = FORMULA.match(text, position)
    if match and match["inline"] and match["inline"][0].isdigit() and match["next"]:
        return None
    return match


def end_of(match: re.Match[str]) -> int:
    """The position behind the closing dollar sign."""
    return match.end() if match["display"] else match.end("inline") + 1


def formulas(text: str) -> Iterator[tuple[int, int]]:
    """Where the formulas of a line of plain text begin and end; two prices are none."""
    position = text.find("$")
    while position >= 0:
        match = match_formula(text, position)
        end = end_of(match) if match and not reads_as_prose(match[0]) else position + 1
        if end > position + 1:
            yield position, end
        position = text.find("$", end)


def reads_as_prose(body: str) -> bool:
    """Whether the words between two dollar signs are a sentence with prices, rather than a formula."""
    return _PROSE.search(_TEXT_COMMAND.sub("", body)) is not None


def dollars(md: MarkdownIt) -> None:
    """Teach a Markdown parser formulas: tokens ``formula``, the TeX as content, the dollars as markup."""
    md.inline.ruler.before("escape", "formula", _inline)
    md.block.ruler.before("fence", "formula", _block, {"alt": ["paragraph", "blockquote", "list"]})


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = match_formula(state.src, state.pos)
    if match is None or end_of(match) > state.posMax:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = match["display"] or match["inline"]
        token.markup = "$$" if match["display"] else "$"
    state.pos = end_of(match)
    return True


def _block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Lines from ``$$`` to ``$$``; what stands there is no list and no heading."""
    start = state.bMarks[first] + state.tShift[first]
    if state.is_code_block(first) or not state.src.startswith("$$", start):
        return False
    end = _last_line(state, first, min(last, first + _MOST_LINES))
    match = FORMULA.fullmatch(state.getLines(first, end, state.blkIndent, False).strip()) if end else None
    if match is None or not match["display"]:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.block, token.content, token.markup = True, match["display"], "$$"
        token.map = [first, end]
    state.line = end
    return True


def _last_line(state: StateBlock, first: int, last: int) -> int:
    """The line behind the one that ends with ``$$``; 0 where a blank line or the end comes before."""
    for line in range(first, last):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if not text or state.sCount[line] < state.blkIndent:
            return 0
        if text.endswith("$$") and (line > first or len(text) > 2):
            return line + 1
    return 0
