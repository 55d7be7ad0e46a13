"""How the site words what records and pages hold: dates, counts, sources, lists of authors."""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SOURCES = {
    "hf": "Hugging Face Daily Papers",
    "hf-api": "Hugging Face Daily Papers",
    "hf-html": "Hugging Face Daily Papers",
    "hf-text": "Hugging Face Daily Papers",
    "papers": "Collected papers",
    "arxiv-api": "arXiv",
}


@lru_cache(maxsize=1 << 12)
def date_words(date: str) -> str:
    """A date as people read it: 23 Nov 2026, Nov 2026, 2026; what is no date stays as it is.

    >>> date_words("2026-11-03")
    '3 Nov 2026'
    """
    year, *rest = date.split("-")
    if not all(part.isdecimal() for part in (year, *rest)) or not 1 <= int(rest[0] if rest else 1) <= 12:
        return date
    return " ".join([*(str(int(day)) for day in rest[1:]), *(_MONTHS[int(m) - 1] for m in rest[:1]), year])


@lru_cache(maxsize=1 << 12)
def time_element(date: str, prop: str = "") -> Markup:
    """The date for people, with the form for machines, and what schema.org calls it."""
    said = Markup("property={} ").format(prop) if prop else ""
    return Markup("<time {}datetime={}>{}</time>").format(said, date, date_words(date))


def count_words(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count_words(1204, "paper")
    '1,204 papers'
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def votes_words(votes: int) -> str:
    """Votes on one line, together with their number."""
    return count_words(votes, "vote").replace(" ", "\u00a0")


def source_name(source: str) -> str:
    """The source of a digest as people know it; an unknown one goes by its own name."""
    return _SOURCES.get(source, source)


def is_hugging_face(source: str) -> bool:
    """Whether the source's papers have a page at Hugging Face."""
    return source.startswith("hf")


def authors_line(authors: Sequence[str]) -> str:
    """Three authors, and how many more; nobody is left out for being the fourth of four.

    >>> authors_line(["A", "B", "C", "D", "E"])
    'A, B, C and 2 more'
    """
    if len(authors) <= 4:
        return ", ".join(authors)
    return f"{', '.join(authors[:3])} and {len(authors) - 3} more"
