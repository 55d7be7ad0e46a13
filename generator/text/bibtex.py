r"""Text as a field of BibTeX holds it: one line, braces that balance, nothing that TeX would obey.

Accents are written as TeX commands, which the oldest programs sort and shorten rightly, and signs of
mathematics, Greek letters among them, as pdfLaTeX takes them; words in other scripts stay as they are
(UTF-8). Format: "BibTeXing" (Patashnik, 1988), and LaTeX's text commands.
"""

import re
import unicodedata
from functools import lru_cache, partial
from itertools import accumulate

from generator.text.commands import SYMBOLS
from generator.text.dollars import formulas
from generator.text.lookup import Lookup
from generator.text.mathml import mathml

_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "$": r"\$",
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}", "`": r"{\textasciigrave}",
}  # fmt: skip
_LETTERS = {
    "ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "ø": r"{\o}", "Ø": r"{\O}",
    "å": r"{\aa}", "Å": r"{\AA}", "ł": r"{\l}", "Ł": r"{\L}", "đ": r"{\dj}", "Đ": r"{\DJ}", "ı": r"{\i}",
    "ð": r"{\dh}", "Ð": r"{\DH}", "þ": r"{\th}", "Þ": r"{\TH}",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"', "\u0304": "=",
    "\u0307": ".", "\u0306": "u", "\u030c": "v", "\u030b": "H", "\u030a": "r", "\u0323": "d",
    "\u0327": "c", "\u0328": "k",
}  # fmt: skip
_MATHEMATICAL = {
    SYMBOLS[name]: name
    for name in (
        "alpha beta gamma delta varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma"
        " tau upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega leq geq"
        " neq approx equiv propto ll gg infty partial nabla in subset subseteq cup cap forall exists oplus"
        " otimes rightarrow leftarrow leftrightarrow times pm cdot ell"
    ).split()
}
"""Signs that LaTeX sets as mathematics alone, and their commands."""
_SIGN = re.compile("([^\x00-\x7f])(?=([A-Za-z])?)")
"""A character that is not ASCII, and whether a letter follows, which a command would take for its own."""
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_WRITTEN = (
    _SPECIAL
    | _LETTERS
    | {sign: rf"{{\ensuremath{{\{name}}}}}" for sign, name in _MATHEMATICAL.items() if sign > "\xff"}
    | {"µ": r"{\textmu}"}
)
_NOT_PLAIN = re.compile(r"[^ !\"'()*+,\-./0-9:;=?@A-Z\[\]a-z]")
_WORD = re.compile(r"([^\s\-‐–—/]+)")
_INNER_CAPITAL = re.compile(r"[^\W_].*[^\W\d_a-zß-öø-ÿ]|[A-Z]\d|\d.*[A-Z]", re.DOTALL)
_NAME = re.compile(r"(?=[^\s:$A-Z]*+[A-Z])[^\s:$]++(?=: )")
"""What a paper calls its own, before the colon."""
_SENTENCE = re.compile(r"(?:^|[:.?!]\s+)[\"'“‘(]*")
_OBEYED = re.compile(
    r"\\(?:[A-Za-z]*(?:def|let|input|include|write|read|open|catcode|csname|char|expand|font|loop|special"
    r"|shell|verb|newcommand|require|package|url|href|begin|end)[A-Za-z]*)"
)
"""Commands that do something, besides printing a sign. The converter of formulas knows none of them today."""
_NAMES = frozenset(
    "Africa African Afrikaans America American Amharic Arabic Asia Asian Bangla Basque Bayes Bayesian Bengali"
    " Berber Boltzmann Brazilian Bulgarian Catalan Chinese Croatian Czech Danish Dutch Egyptian English"
    " Estonian Euclidean Europe European Finnish Fourier France French Gaussian German Germany Gibbs Greek"
    " Hamiltonian Hausa Hebrew Hessian Hilbert Hindi Hungarian Icelandic Igbo India Indian Indic Indonesian"
    " Irish Italian Jacobian Japan Japanese Kazakh Korean Kronecker Lagrangian Langevin Laplace Laplacian"
    " Latin Lipschitz Lithuanian Malay Malayalam Mandarin Marathi Markov Minecraft Monte Carlo Nash Nepali"
    " Newton Nigerian Norwegian Persian Poisson Polish Portuguese Punjabi Python Riemannian Romanian Russian"
    " Sanskrit Scandinavian Serbian Shapley Sinkhorn Slavic Slovak Slovenian Spanish Swahili Swedish Tamil"
    " Telugu Thai Tibetan Turing Turkish Ukrainian Urdu Uyghur Vietnamese Wasserstein Welsh Wikipedia Yoruba"
    " Zulu".split()
)
"""Names of languages, places and people that titles of this field are full of."""


def field(text: str) -> str:
    r"""A text within the braces of a field.

    >>> field("100% of García's {x}_1")
    "100\\% of Garc{\\'i}a's {\\textbraceleft}x{\\textbraceright}\\_1"
    """
    return _text(_line(text))


def is_plain(text: str) -> bool:
    """Whether a text of single words is written as it stands."""
    return _NOT_PLAIN.search(text) is None


def title_field(title: str) -> str:
    """A title, with braces around the words whose capitals no style may change, and with its formulas.

    >>> title_field("xCoT: Cross-lingual Tuning for LLMs with $x^2$")
    '{xCoT}: Cross-lingual Tuning for {LLMs} with {$x^2$}'
    """
    line = _line(title)
    name = _NAME.match(line)
    position = name.end() if name else 0
    parts = [f"{{{_text(line[:position])}}}"] if name else []
    in_sentence_case = _is_sentence_case(line)
    for start, end in formulas(line):
        if start < position:
            continue
        parts.append(_prose(line[position:start], in_sentence_case))
        formula = in_commands(line[start:end])
        parts.append(f"{{{formula}}}" if is_safe(formula) else field(line[start:end]))
        position = end
    parts.append(_prose(line[position:], in_sentence_case))
    return "".join(parts)


def in_commands(formula: str) -> str:
    r"""A formula, its signs written as the commands for them.

    >>> in_commands("$μm ≤ β_1$")
    '$\\mu m \\leq \\beta_1$'
    """
    if formula.isascii():
        return formula
    return _SIGN.sub(_as_command, formula)


def _as_command(match: re.Match[str]) -> str:
    sign, following = match.groups()
    command = f"\\{_MATHEMATICAL[sign]}" if sign in _MATHEMATICAL else sign
    return f"{command} " if following and sign in _MATHEMATICAL else command


def is_safe(formula: str) -> bool:
    """Whether a formula may be handed to TeX: the site's converter knows all of it, and no brace is open."""
    body = formula.strip("$")
    braces = 0
    for match in re.finditer(r"\\.|[{}]", body, re.DOTALL):
        if match[0] in ("\\{", "\\}"):
            return False
        braces += (match[0] == "{") - (match[0] == "}")
        if braces < 0:
            return False
    known = braces == 0 and not _OBEYED.search(body) and "%" not in body and "#" not in body
    return known and mathml(body) is not None


def _line(text: str) -> str:
    """One line of composed characters, without those that nobody sees."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    visible = (
        character
        for character in unicodedata.normalize("NFC", line)
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    return " ".join("".join(visible).split())


def _text(text: str) -> str:
    return _NOT_PLAIN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    """A character as a field holds it; a Greek letter in a word is one of a language."""
    beside = (
        match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    )
    is_word = _GREEK.match(match[0]) and _GREEK.search(beside)
    return match[0] if is_word else _escaped(match[0])


@lru_cache(maxsize=4096)
def _escaped(character: str) -> str:
    if character in _WRITTEN:
        return _WRITTEN[character]
    base, *marks = list(unicodedata.normalize("NFD", character))
    if not marks or not base.isascii() or any(mark not in _ACCENTS for mark in marks):
        return character
    written = base
    for mark in marks:
        command = _ACCENTS[mark]
        argument = written if written == base and not command.isalpha() else f"{{{written}}}"
        written = f"\\{command}{argument}"
    return f"{{{written}}}"


def _prose(text: str, in_sentence_case: bool) -> str:
    """Text between formulas, word by word; what stands between words is written like one."""
    parts = _WORD.split(text)
    if not in_sentence_case:
        return "".join(map(_COMMON.__getitem__, parts))
    written = list(map(_PROPER.__getitem__, parts))
    places = dict(zip(accumulate(map(len, parts), initial=0), range(len(parts)), strict=False))
    for match in _SENTENCE.finditer(text):
        first = places.get(match.end(), len(parts))
        written[first : first + 1] = map(_COMMON.__getitem__, parts[first : first + 1])
    return "".join(written)


def _word(word: str, is_proper: bool) -> str:
    """A word; what stands around it (quotes, brackets, a colon) stays outside of its braces."""
    core = word.strip("\"'“”‘’()[]{},.:;!?")
    if not core:
        return _text(word)
    before, _, after = word.partition(core)
    written = _text(core)
    capital = core[0].isupper() and (is_proper or core.removesuffix("'s").removesuffix("’s") in _NAMES)
    keep = capital or _INNER_CAPITAL.match(core) or (len(core) == 1 and core.isupper() and core not in "AI")
    return f"{_text(before)}{{{written}}}{_text(after)}" if keep else _text(before) + written + _text(after)


_COMMON, _PROPER = Lookup(partial(_word, is_proper=False)), Lookup(partial(_word, is_proper=True))
"""Words as they are written in a title, and where a capital means a name."""


def _is_sentence_case(line: str) -> bool:
    """Whether most longer words of a title are small, so that a capital there means a name."""
    small = [word[0].islower() for word in _WORD.findall(line)[1:] if len(word) > 3 and word.isalpha()]
    return len(small) > 2 and sum(small) > 0.6 * len(small)
