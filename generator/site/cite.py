"""The citation of a paper as BibTeX. Other forms are made from it, in the reader's browser."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.model import ids
from generator.model.page import Page
from generator.model.paper import Paper
from generator.text.bibtex import field, is_plain, title_field
from generator.text.surnames import Name, parted

MOST_AUTHORS = 50
"""Authors of a citation, and of what the head says to machines; "and others" stands for those behind them.
Papers have had 664. The text of the page and the exports as JSON name all."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|magazine|annals|nature|science|review|tacl|tmlr|jmlr|plos|pnas)\b",
    re.IGNORECASE,
)
_CLASS = re.compile(r"[a-z-]{2,12}(?:\.[A-Za-z-]{2,20})?")
_NEW_ARXIV = re.compile(r"(\d{2})(0[1-9]|1[0-2])\.\d{4,5}")
_WORD = re.compile(r"[^\s:/—–-]+")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.:-]")
_SMALL = frozenset(
    "a an the on of for to in is are do does how what when why can and or via with from".split()
)


def bibtex(page: Page, address: str | None = None) -> str:
    """The entry of a paper; *address*, the page's own, stands in it where the paper has no other.

    What the page does not say is left out; the year may come from an arXiv id, which holds it.
    A withdrawn paper has an entry too: whether to offer it is for those who ask.
    """
    kind, venue = _kind(page.paper)
    facts = "".join(f" {name}={value},\n" for name, value in _facts(page.paper, venue, address) if value)
    return f"@{kind}{{{key(page)},\n{facts}}}\n"


def key(page: Page) -> str:
    """The name of the entry: first author, year, first word of the title, and what no other page has.

    Made from this page alone, so that no other paper that comes or goes changes it.
    """
    paper = page.paper
    year = year_of(paper)
    month, stem = page.path.removesuffix(".md").split("/")[-2:]
    family = _ascii(parted(paper.authors[0]).family) if paper.authors else ""
    if not (family and year):
        return _NOT_IN_KEY.sub("-", f"{stem}-{month}")
    own = next((paper.ids[kind] for kind in ("arxiv", "acl") if kind in paper.ids), None)
    own = own or hashlib.sha256(page.path.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{family}{year}{_first_word(paper.title)}-{_NOT_IN_KEY.sub('.', own)}"


def year_of(paper: Paper) -> str | None:
    """The year of first publication, from the date or from an arXiv id of the new style."""
    date = date_of(paper)
    return date[:4] if date else None


def date_of(paper: Paper) -> str | None:
    """The date of first publication; a month where only an arXiv id tells it (arXiv's identifier scheme)."""
    if paper.date:
        return paper.date
    match = _NEW_ARXIV.fullmatch(paper.ids.get("arxiv", ""))
    return f"20{match[1]}-{match[2]}" if match else None


def is_journal(venue: str) -> bool:
    """Whether a venue is a journal rather than a conference, by its name."""
    return _JOURNAL.search(venue) is not None


def _kind(paper: Paper) -> tuple[str, str]:
    """The type of the entry, and the field that holds the venue."""
    if not paper.venue:
        return "misc", ""
    return ("article", "journal") if is_journal(paper.venue) else ("inproceedings", "booktitle")


def _facts(paper: Paper, venue: str, address: str | None) -> Iterator[tuple[str, str | None]]:
    yield "title", f"{{{title_field(paper.title)}}}"
    if paper.authors:
        named = [author_field(name) for name in paper.authors[:MOST_AUTHORS]]
        others = ["others"] if len(paper.authors) > MOST_AUTHORS else []
        yield "author", f"{{{' and '.join(named + others)}}}"
    year, month = (*(date_of(paper) or "").split("-"), "", "")[:2]
    if venue:
        yield venue, f"{{{title_field(paper.venue or '')}}}"
    yield "year", year and f"{{{year}}}"
    yield "month", month and _MONTHS[int(month) - 1]
    yield from _identity(paper, address)


def _identity(paper: Paper, address: str | None) -> Iterator[tuple[str, str]]:
    """How the paper is found: by its ids, else by an address."""
    if "arxiv" in paper.ids:
        yield "eprint", f"{{{paper.ids['arxiv']}}}"
        yield "archiveprefix", "{arXiv}"
        if paper.categories and _CLASS.fullmatch(paper.categories[0]):
            yield "primaryclass", f"{{{paper.categories[0]}}}"
    if "doi" in paper.ids:
        yield "doi", f"{{{paper.ids['doi']}}}"
    named = next((kind for kind in ("arxiv", "acl", "openreview") if kind in paper.ids), None)
    if named:
        yield "url", f"{{{ids.address(named, paper.ids[named])}}}"
    elif "doi" not in paper.ids and (stated := _stated(paper) or address):
        yield "url", f"{{{stated}}}"


def _stated(paper: Paper) -> str | None:
    """The address of the paper itself, among its links. Braces cannot stand in one."""
    return next(iter(paper.links.get("pdf", ())), None)


@lru_cache(maxsize=1 << 14)
def author_field(author: str) -> str:
    """A name as BibTeX wants it: ``van der Berg, Jr., Anna``; one that is not to be parted in braces.

    >>> author_field("José García-Pérez"), author_field("Qwen Team")
    ("Garc{\\\\'i}a-P{\\\\'e}rez, Jos{\\\\'e}", '{Qwen Team}')
    """
    name = parted(author)
    written = name if is_plain(author) else Name(*map(field, name))
    return written.inverted if name.given else f"{{{written.family}}}"


def _first_word(title: str) -> str:
    for match in _WORD.finditer(title):
        word = _ascii(match[0])
        if word and word not in _SMALL:
            return word[:20]
    return ""


def _ascii(text: str) -> str:
    """Small letters and digits, marks over letters left out."""
    if text.isascii():
        return _NO_LETTER.sub("", text.lower())
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold().replace("ß", "ss"))
