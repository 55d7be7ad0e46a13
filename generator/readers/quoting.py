"""What tells a text of a format from a text that only quotes it: an abstract may hold anything."""

import re

_MASTHEAD = re.compile(
    r"^\W{0,9}(?:get trending papers\b.{0,80}|by\b.{0,60}\band the research community\W{0,9})$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(r"^\W{0,9}daily papers\W{0,9}$", re.IGNORECASE | re.MULTILINE)
_PROSE = re.compile(r"^(?![ \t]{0,99}[%@]).{300}", re.MULTILINE)
_LINKS = re.compile(r"\]\(|^\|[-:| ]{3,99}$", re.MULTILINE)


def is_copied(head: str) -> bool:
    """Whether a line is one of those that stand above the papers of a copied Daily Papers page."""
    return _MASTHEAD.search(head) is not None


def is_named_daily(head: str) -> bool:
    """Whether a line is nothing but the name of that page."""
    return _NAME.search(head) is not None


def begins_with(sign: re.Pattern[str], head: str) -> bool:
    """Whether the sign is found before any such line, and before prose, links and tables of Markdown."""
    found = sign.search(head)
    before = (_MASTHEAD, _NAME, _PROSE, _LINKS)
    return found is not None and not any(other.search(head, 0, found.start()) for other in before)
