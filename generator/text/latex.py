"""TeX in prose → pieces of text: accents, commands, quotation marks, formulas, addresses.

Repairs what authors wrote for TeX and a web page shows as it is. A command that is not in
``commands.py`` stays verbatim, and so does everything that is not closed.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.text import commands, links
from generator.text.dollars import match_formula, reads_as_prose
from generator.text.spans import Span, between_marks, line, linked

_DEEPEST = 12
_LONGEST_FORMULA = 1500

_TOKEN = re.compile(
    r"(?P<formula>\$|\\\(|\\\[|\\begin\{)"
    r"|(?P<link>\[(?=[^\[\]]{1,200}\]\())"
    rf"|(?P<address><?(?:{links.START.pattern}))"
    r"|\\(?P<command>[A-Za-z]+)\*?"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<group>\{)"
    r"|(?P<quote>(?<!`)``(?!`)|''|(?<![\w`])`(?=\w))"
    r"|(?P<tie>~)",
    re.IGNORECASE | re.DOTALL,
)
_FORMULA = re.compile(
    rf"\$\$(?P<b>(?:[^$\\]|\\.){{1,{_LONGEST_FORMULA}}})\$\$"
    rf"|\$(?P<a>(?:[^$\\]|\\.){{1,{_LONGEST_FORMULA}}})\$(?P<digit>\d?)"
    rf"|\\\((?P<c>(?:[^$\\]|\\[^()]){{1,{_LONGEST_FORMULA}}})\\\)"
    rf"|\\\[(?P<d>(?:[^$\\]|\\[^\[\]]){{1,{_LONGEST_FORMULA}}})\\\]"
    rf"|\\begin\{{(?P<e>(?:equation|displaymath|math)\*?)\}}(?P<f>[^$]{{1,{_LONGEST_FORMULA}}}?)\\end\{{(?P=e)\}}"
    rf"|(?P<verbatim>\\begin\{{(?P<name>[a-z]{{1,20}}\*?)\}}.{{0,{_LONGEST_FORMULA}}}?\\end\{{(?P=name)\}})",
    re.DOTALL,
)
_TEX_ADDRESS = re.compile(r"(?:[!-Z^-z|~\[\]]|\\[_%#&~])+")
_CONTRACTION = re.compile(r"(?<=[A-Za-z])\\'(?=(?:s|t|d|m|re|ve|ll)\b)")
_TIED = re.compile(
    r"\b(?:Figs?|Figures?|Tabs?|Tables?|Secs?|Sections?|Eqs?|Eqns?|Equations?|Theorem|Lemma|Algorithm|Alg|Appendix"
    r"|Chapter|Refs?|et al|e\.g|i\.e|cf|vs|approx|Prof|Dr|Nos?)\.?,?$|\\[A-Za-z]+$"
)
_BEHIND_TIE = re.compile(r"\\[A-Za-z]|https?://")
_SINGLE_QUOTED = re.compile(r"`((?:[^`'\n]|(?<=\w)'(?=\w)){1,120})'(?![\w'])")
_BREAK_OFFER = re.compile(r"\\allowbreak(?![A-Za-z])[ \n]?")
_SPACE_IN_ADDRESS = re.compile(r"\b(https?://) (?=[A-Za-z0-9-]+\.[A-Za-z0-9])")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(<?([^\s()<>]{4,500})>?\)")


def read(text: str) -> tuple[Span, ...]:
    """The pieces of a paragraph or a title; their text is what TeX would have shown."""
    text = _SPACE_IN_ADDRESS.sub(r"\1", _BREAK_OFFER.sub("", text))
    return tuple(_Reader(text).spans(0, len(text)))


def decoded(text: str) -> str:
    r"""One line of plain text, formulas between dollar signs.

    >>> decoded(r"Schr\"odinger's \emph{100\%} $x^2$")
    "Schrödinger's 100% $x^2$"
    """
    return line(read(text))


class _Reader:
    """A text and the braces that belong together in it; every method reads on from a position."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.partners = _partners(text)

    def spans(self, start: int, end: int, depth: int = 0) -> Iterator[Span]:
        position = start
        while match := _TOKEN.search(self.text, position, end):
            if match.start() > position:
                yield Span("text", self.text[position : match.start()])
            made, position = self._read(match, depth + 1) if depth < _DEEPEST else ([], match.start())
            if position > end or position == match.start():
                made, position = [Span("text", match[0])], match.end()
            yield from made
        yield Span("text", self.text[position:end])

    def _read(self, match: re.Match[str], depth: int) -> tuple[list[Span], int]:
        """The pieces that begin here and the position behind them; the same one where it is plain text."""
        start, kind = match.start(), match.lastgroup
        if kind == "command":
            return self._command(match["command"], match.end(), depth) or ([], start)
        if kind == "sign":
            return self._sign(match["sign"], match.end()) or ([], start)
        if kind == "quote":
            return self._quote(match[0], start) or ([], start)
        if kind == "tie":
            return ([Span("text", " ")], start + 1) if self._is_tie(start) else ([], start)
        reader = {
            "formula": self._formula,
            "link": self._link,
            "address": self._address,
            "group": self._group,
        }
        return reader[str(kind)](start, depth) or ([], start)

    def _inside(self, start: int, depth: int) -> tuple[list[Span], int] | None:
        """The pieces of the group that begins with the brace here."""
        end = self.partners.get(start)
        return None if end is None else (list(self.spans(start + 1, end, depth)), end + 1)

    def _command(self, name: str, position: int, depth: int) -> tuple[list[Span], int] | None:
        if name in commands.SYMBOLS or name in commands.LETTERS:
            return self._character(name, position)
        if name in commands.COLOURED:
            position = self.partners.get(position, position - 1) + 1
        group = self._inside(position, depth)
        if group is None:
            return None
        inside, end = group
        if name in commands.EMPHASIS:
            return between_marks(inside, commands.EMPHASIS[name]), end
        if name in commands.PLAIN or name in commands.COLOURED or commands.SWITCHES.get(name) == "":
            return inside, end
        if name in commands.SCRIPTS:
            return [Span("text", _script(name, line(inside)))], end
        if name in commands.FOOTNOTES:
            return [Span("text", " ("), *inside, Span("text", ")")], end
        if name in commands.ADDRESSES or name in commands.LINKS:
            return self._to_address(name, position, end, depth)
        letter = self.text[position + 1 : end - 1]
        return _accented(name, letter, end) if name in commands.ACCENTS else None

    def _character(self, name: str, position: int) -> tuple[list[Span], int]:
        letter = commands.LETTERS.get(name)
        if self.text.startswith("{}", position):
            position += 2
        elif letter and re.match(r"\s[a-z]", self.text[position : position + 2]):
            position += 1
        return [Span("text", commands.SYMBOLS[name] if letter is None else letter)], position

    def _to_address(self, name: str, start: int, end: int, depth: int) -> tuple[list[Span], int] | None:
        """``\\url{…}`` and ``\\href{…}{…}``; what is more than an address is read as prose."""
        written = re.sub(r"\\([_%#&~])|\s+", r"\1", self.text[start + 1 : end - 1])
        scheme = "" if "://" in written[:8] else "https://"
        found = links.address_at(scheme + written, 0)
        words = self._inside(end, depth) if name in commands.LINKS else None
        if found is None or (scheme + written)[found.end :].strip(".,;:/"):
            return self._inside(start, depth) if words is None else words
        return _with_words(found.address, end, words)

    def _sign(self, sign: str, position: int) -> tuple[list[Span], int] | None:
        following = self.text[position : position + 1]
        if sign == "\\":
            if following in commands.ESCAPED and following:
                return [], position
            return ([Span("text", " ")], position) if not following.strip() else None
        if sign in commands.ESCAPED:
            return [Span("text", sign)], position
        if sign in commands.SPACES:
            return [Span("text", commands.SPACES[sign])], position
        if sign == "'" and _CONTRACTION.match(self.text, position - 2):
            return [Span("text", "'")], position
        if sign not in commands.ACCENTS:
            return None
        argument = re.compile(r"\{?\s?(\\?[A-Za-z])\s?(\})?").match(self.text, position)
        if argument is None or (argument[0][0] == "{") != (argument[2] is not None):
            return None
        return _accented(sign, argument[1], argument.end() - (argument[2] is None and argument[0][-1] == " "))

    def _formula(self, start: int, _: int) -> tuple[list[Span], int] | None:
        match = _FORMULA.match(self.text, start)
        if match is None:
            return None
        if match["verbatim"]:
            return [Span("text", match[0])], match.end()
        body = match["a"] or match["b"] or match["c"] or match["d"] or match["f"] or ""
        dollars = "$" if match["a"] or match["c"] or match["e"] == "math" else "$$"
        if match["a"] and not _is_formula(body, match["digit"]):
            return None
        written = f"{dollars}{' '.join(body.split())}{dollars}"
        whole = match_formula(written, 0)
        if whole is None or whole.end() != len(written):
            return None
        return [Span("formula", written)], match.end() - len(match["digit"] or "")

    def _address(self, start: int, depth: int) -> tuple[list[Span], int] | None:
        pointed = self.text[start] == "<"
        match = _TEX_ADDRESS.match(self.text, start + pointed)
        raw = match[0] if match else ""
        found = links.address_at(re.sub(r"\\(.)", r"\1", raw), 0)
        if found is None:
            return None
        end = start + pointed + _length(raw, found.end)
        if pointed:
            return ([Span("address", found.address)], end + 1) if self.text.startswith(">", end) else None
        return _with_words(found.address, end, self._inside(end, depth))

    def _link(self, start: int, depth: int) -> tuple[list[Span], int] | None:
        match = _LINK.match(self.text, start)
        target = re.sub(r"\\(.)", r"\1", match[2]) if match else ""
        found = links.address_at(target, 0)
        if match is None or found is None or found.end < len(target):
            return None
        return linked(found.address, list(self.spans(start + 1, match.end(1), depth))), match.end()

    def _group(self, start: int, depth: int) -> tuple[list[Span], int] | None:
        switch = re.compile(r"\{\s*\\([A-Za-z]+)(?![A-Za-z])\s*").match(self.text, start)
        end = self.partners.get(start)
        if end is None or not self.text.startswith(("\\", "{"), start + 1):
            return None
        if switch and switch[1] in commands.SWITCHES:
            inside = list(self.spans(min(switch.end(), end), end, depth))
            return between_marks(inside, commands.SWITCHES[switch[1]]), end + 1
        inside = list(self.spans(start + 1, end, depth))
        return (inside, end + 1) if len(line(inside)) <= 1 else None

    def _quote(self, mark: str, start: int) -> tuple[list[Span], int] | None:
        if mark == "``":
            opens = self.text[start + 2 : start + 3].strip() != ""
            closes = start > 0 and not self.text[start - 1].isspace()
            return ([Span("text", "“" if opens else "”")], start + 2) if opens or closes else None
        if mark == "''":
            return ([Span("text", "”")], start + 2) if self.text.rfind("``", 0, start) >= 0 else None
        match = _SINGLE_QUOTED.match(self.text, start)
        return ([Span("text", "‘"), *read(match[1]), Span("text", "’")], match.end()) if match else None

    def _is_tie(self, position: int) -> bool:
        before = self.text[max(position - 24, 0) : position]
        if before[-1:].strip() and _BEHIND_TIE.match(self.text, position + 1):
            return True
        return _TIED.search(before) is not None


def _partners(text: str) -> dict[int, int]:
    """The closing brace of every opening one."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if match[0] == "{":
            waiting.append(match.start())
        elif match[0] == "}" and waiting:
            partners[waiting.pop()] = match.start()
    return partners


def _with_words(address: str, end: int, words: tuple[list[Span], int] | None) -> tuple[list[Span], int]:
    return ([Span("address", address)], end) if words is None else (linked(address, words[0]), words[1])


def _accented(command: str, letter: str, end: int) -> tuple[list[Span], int] | None:
    """A letter with its accent, where Unicode has the pair as one character."""
    base = {"\\i": "i", "\\j": "j"}.get(letter, letter)
    if len(base) != 1 or (command == '"' and base not in "aeiouyAEIOUY"):
        return None
    character = unicodedata.normalize("NFC", base + commands.ACCENTS[command])
    return ([Span("text", character)], end) if len(character) == 1 else None


def _script(command: str, text: str) -> str:
    """Digits raised or lowered; the letters of ordinals as they are; else with the sign of TeX."""
    raised = command == "textsuperscript"
    written = text.translate(commands.SUPERSCRIPT if raised else commands.SUBSCRIPT)
    if all(before != after for before, after in zip(text, written, strict=True)):
        return written
    if (raised and text.isalpha()) or (len(text) == 1 and not text.isalnum()):
        return text
    sign = "^" if raised else "_"
    return f"{sign}{text}" if text.isalnum() else f"{sign}{{{text}}}"


def _is_formula(body: str, digit_behind: str) -> bool:
    """Whether two dollar signs in prose are TeX's, not two prices."""
    if "\n\n" in body or reads_as_prose(body) or body.count("{") != body.count("}"):
        return False
    if digit_behind and body[0].isdigit():
        return False
    return body[0].isspace() == body[-1].isspace() or re.search(r"[\\^_=]", body) is not None


def _length(raw: str, plain: int) -> int:
    """How many characters of the source make so many characters of the address."""
    length = 0
    for _ in range(plain):
        length += 2 if raw[length] == "\\" else 1
    return length
