"""Where a sentence ends."""

import re

from generator.text.dollars import formulas

_ABBREVIATIONS = frozenset(
    "al approx cf ch dept dr e.g eg eq eqs etc ex fig figs i.e ie inc jr lt ltd mr mrs nos pp prof"
    " resp sec sect sr st tab univ vol vs viz w.r.t wrt".split()
)
_END = re.compile(r"[.!?][)\]\"'”’]*(?=\s+[\"'“‘(\[$]*[A-Z0-9$])|[。！？]")
_LAST_WORD = re.compile(r"(?<![\w.])[\w.]++$")


def first_sentence(text: str) -> str:
    """The first sentence of a plain text; the whole first paragraph where none ends.

    Abbreviations and initials end no sentence, and neither does a stop within a formula.

    >>> first_sentence("We follow Smith et al. (2019), e.g. Table 2. Then we stop.")
    'We follow Smith et al. (2019), e.g. Table 2.'
    """
    paragraph = text.strip().partition("\n\n")[0]
    inside = list(formulas(paragraph))
    for match in _END.finditer(paragraph):
        if any(start < match.start() < end for start, end in inside):
            continue
        if match[0][0] != "." or not _is_abbreviation(paragraph[: match.start()]):
            return paragraph[: match.end()]
    return paragraph


def shortened(text: str, longest: int) -> str:
    """The text in one line, cut at a word where it is longer.

    >>> shortened("Chain of thought", 12)
    'Chain of…'
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rpartition(" ")[0].rstrip(",;:–-") + "…"


def _is_abbreviation(before: str) -> bool:
    word = _LAST_WORD.search(before[-40:])
    if word is None:
        return False
    return word[0].lower() in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word[0]) is not None
