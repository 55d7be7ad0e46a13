"""HTML in abstracts → the TeX that means the same, so that one reader knows all markup.

Only elements that publishers put into abstracts, and only in pairs: ``<think>`` and ``List<int>`` are text.
"""

import re

_COMMANDS = {
    "i": "\\emph{", "em": "\\emph{", "b": "\\textbf{", "strong": "\\textbf{", "sub": "\\textsubscript{",
    "sup": "\\textsuperscript{", "tt": "\\texttt{", "code": "\\texttt{", "u": "\\underline{",
    "scp": "\\textsc{", "italic": "\\emph{", "bold": "\\textbf{",
}  # fmt: skip
_PARAGRAPHS = ("p", "div", "title", "sec", "abstract")
_PAIR = re.compile(
    rf"<(?:jats:)?(?P<name>{'|'.join(_COMMANDS)})>(?P<inside>[^<>]{{0,2000}})</(?:jats:)?(?P=name)>",
    re.IGNORECASE,
)
_BLOCK = re.compile(rf"</?(?:jats:)?(?P<name>{'|'.join(_PARAGRAPHS)})>", re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ANCHOR = re.compile(
    r'<a\s[^<>]{0,200}?href="([^"<>\s]{1,2000})"[^<>]{0,200}>([^<>]{0,300})</a>', re.IGNORECASE
)
_SPAN = re.compile(r"<span(?: [^<>]{0,200})?>([^<>]{0,2000})</span>", re.IGNORECASE)


def as_tex(text: str) -> str:
    r"""The text with known pairs of tags as commands, and paragraphs as blank lines.

    >>> as_tex("<p>4<sup>th</sup> <think></p>")
    '4\\textsuperscript{th} <think>'
    """
    if "<" not in text:
        return text
    for _ in range(3):
        text, changed = _PAIR.subn(_command, text)
        text = _SPAN.sub(r"\1", text)
        if not changed:
            break
    text = _ANCHOR.sub(r"\\href{\1}{\2}", text)
    signs = {(match["name"].lower(), match[0].startswith("</")) for match in _BLOCK.finditer(text)}
    paired = {name for name, _ in signs if {(name, True), (name, False)} <= signs}
    text = _BLOCK.sub(lambda match: "\n\n" if match["name"].lower() in paired else match[0], text)
    return _BREAK.sub("\n\n", text).strip()


def _command(match: re.Match[str]) -> str:
    return _COMMANDS[match["name"].lower()] + match["inside"] + "}"
