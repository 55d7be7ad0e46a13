"""A reference as bibliographies have it, whatever their format, and the entry that it becomes."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.model import ids
from generator.model.digest import Entry
from generator.readers.addresses import sort, unsorted
from generator.readers.people import listed

_ARXIV = re.compile(
    r"arxiv\s*:\s*(?P<number>[^\s,;\]}]{9,30})|\babs/(?P<path>[^\s,;\]}]{9,30})", re.IGNORECASE
)
_PREPRINT = re.compile(
    r"\s*(?:(?:arxiv|corr|biorxiv|medrxiv)\b.*|ssrn|abs/\S*|preprint)\s*", re.IGNORECASE | re.DOTALL
)
_SEPARATOR = re.compile(r"[;\n]")
_CLASS = re.compile(r"[a-z-]{2,9}(?:\.[A-Za-z-]{2,17})?")


class Citation(NamedTuple):
    """What a reference says. Texts may be empty; names have the given name first."""

    title: str
    authors: tuple[str, ...] = ()
    abstract: str = ""
    date: str | None = None
    venue: str = ""
    number: str = ""
    """The paper's number in an archive, where the reference says which."""
    archive: str = ""
    category: str = ""
    doi: str = ""
    addresses: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    """Fields in which people mention arXiv's number of the paper."""
    keywords: str = ""

    def entry(self, line: int) -> Entry:
        """The entry of this reference. A preprint server is no venue."""
        found = sort(self.addresses, self._numbers())
        return Entry(
            line=line,
            title=" ".join(self.title.split()),
            abstract=self.abstract,
            authors=self.authors,
            date=self.date,
            ids=found.ids,
            venue=None if _PREPRINT.fullmatch(self.venue) else " ".join(self.venue.split()) or None,
            categories=(self.category,) if _CLASS.fullmatch(self.category) else (),
            keywords=words(self.keywords),
            links=unsorted(found.links),
        )

    def _numbers(self) -> dict[str, str]:
        numbers = {}
        is_arxiv = not self.archive or self.archive.lower() == "arxiv"
        known = [self.number] if is_arxiv else []
        known += [match["number"] or match["path"] for text in self.remarks if (match := _ARXIV.search(text))]
        if arxiv := next(
            (value for text in known if (value := ids.normalise("arxiv", text.rstrip(".")))), None
        ):
            numbers["arxiv"] = arxiv
        written = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", self.doi.strip(), flags=re.IGNORECASE)
        if doi := ids.normalise("doi", written.replace("\\_", "_")):
            numbers["doi"] = doi
        return numbers


BIBLIOGRAPHIES = ("bibtex", "ris", "csl")
"""Formats that have no day of their own."""


def span(entries: Iterable[Entry]) -> str | None:
    """The month, or else the year, in which all dated references lie; None where they differ.

    A bibliography of a single year, such as proceedings, is that year's list.
    """
    dates = {entry.date for entry in entries if entry.date}
    for length in (len("2022-05"), len("2022")):
        starts = {date[:length] for date in dates}
        if len(starts) == 1 and len(found := starts.pop()) == length:
            return found
    return None


def words(text: str) -> tuple[str, ...]:
    """Keywords, parted by semicolons or lines where there are any, else by commas."""
    parts: Iterable[str] = _SEPARATOR.split(text) if _SEPARATOR.search(text) else listed(text)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))
