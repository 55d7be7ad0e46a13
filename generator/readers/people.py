"""Names of authors, as lists and bibliographies write them → one name each, given name first."""

import re
from collections.abc import Iterable, Iterator

_GAP = r"(?:(?<!\s)|(?<=[\\:]\s))\s++"
"""White space from its first place on, or from behind a space that is part of another mark."""
_MARK = re.compile(rf"\\.|[(){{}}]|[,;]|{_GAP}(?:and|&)\s++|:\s", re.DOTALL)
_AND = re.compile(rf"\\.|[{{}}]|{_GAP}and\s++", re.DOTALL | re.IGNORECASE)
_COMMA = re.compile(r"\\.|[{}]|,", re.DOTALL)
_GROUP = re.compile(r"(?:collaborations?|consortium|team)\s{0,9}$", re.IGNORECASE)
_NEAR = 40
_SUFFIX = re.compile(r"(?:Jr|Sr|Ph\.?\s?D|M\.?D)\.?|I{2,3}|IV", re.IGNORECASE)
_NOBODY = re.compile(r"(?:and\s+)?(?:et\s+al\.?|others|\.{3}|…)?", re.IGNORECASE)


def listed(text: str) -> tuple[str, ...]:
    r"""The names of a list with commas and "and"; what stands in round brackets is an affiliation.

    Nothing is parted within braces, which belong to TeX.

    >>> listed("Planck Collaboration: N. Aghanim (1), J. Smith, Jr., and {\\O}. Two ((1) CNRS, Paris)")
    ('Planck Collaboration', 'N. Aghanim', 'J. Smith Jr.', '{\\O}. Two')
    """
    return tuple(_named(" ".join(part.split()) for part in _parts(text)))


def _parts(text: str) -> Iterator[str]:
    """The text between separators outside of all brackets, without what stands in round ones."""
    braces = rounds = start = 0
    gathered = ""
    for match in _MARK.finditer(text):
        mark = match[0]
        braces = max(braces + (mark == "{") - (mark == "}"), 0)
        if mark == "(":
            gathered += "" if rounds else text[start : match.start()] + " "
            rounds += 1
        elif mark == ")" and rounds:
            rounds -= 1
            start = match.end()
        elif not braces and not rounds and _parts_names(match):
            yield gathered + text[start : match.start()]
            gathered, start = "", match.end()
    yield gathered if rounds else gathered + text[start:]


def _parts_names(match: re.Match[str]) -> bool:
    """Whether a mark stands between two names; a colon does so behind the name of a group."""
    mark, place = match[0][0], match.start()
    if mark == ":":
        return _GROUP.search(match.string, max(place - _NEAR, 0), place) is not None
    return mark in ",;" or mark.isspace()


def _named(parts: Iterable[str]) -> Iterator[str]:
    """Names without gaps and "et al."; a suffix goes back to its name."""
    name = ""
    for part in parts:
        if name and _SUFFIX.fullmatch(part):
            name = f"{name} {part}"
        elif not _NOBODY.fullmatch(part):
            if name:
                yield name
            name = part
    if name:
        yield name


def joined_by_and(text: str) -> tuple[str, ...]:
    """The names of a field of BibTeX, each as :func:`inverted` gives it.

    >>> joined_by_and("Goldman, Omer  and {The Team and Friends} and others")
    ('Omer Goldman', 'The Team and Friends')
    """
    names = (inverted(part) for part in _split(_AND, text))
    return tuple(name for name in names if not _NOBODY.fullmatch(name))


def inverted(name: str) -> str:
    """A name with the given name first, from ``Surname, Given`` or ``von Surname, Jr, Given``.

    >>> inverted("van der Berg, Jr., Anna")
    'Anna van der Berg Jr.'
    """
    parts = [" ".join(part.split()) for part in _split(_COMMA, name)]
    family, *suffixes, given = parts if len(parts) > 1 else [*parts, ""]
    whole = " ".join(filter(None, (given, family, *suffixes)))
    return whole[1:-1] if re.fullmatch(r"\{[^{}\\]+\}", whole) else whole


def _split(separator: re.Pattern[str], text: str) -> list[str]:
    """The text in parts, where the separator stands outside of braces."""
    parts, start, braces = [], 0, 0
    for match in separator.finditer(text):
        mark = match[0]
        braces = max(braces + (mark == "{") - (mark == "}"), 0)
        if not braces and mark[0] not in "\\{}":
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]
