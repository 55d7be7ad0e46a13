"""The members of a paper in the exports: their names, what they mean, where they come from."""

from collections.abc import Callable
from typing import Final, NamedTuple

from generator.site.catalogue import Catalogue
from generator.site.statements import summary_by
from generator.text.escaping import unescape


class Field(NamedTuple):
    """A member; a paper of which it is not known does not have it."""

    name: str
    meaning: str
    value: Callable[[Catalogue, str], object]
    """Of the paper with the page of this path."""


def _fact(name: str) -> Callable[[Catalogue, str], object]:
    return lambda known, path: getattr(known.pages[path].paper, name)


def _page(known: Catalogue, path: str) -> str:
    return known.pages[path].address


def _listed(known: Catalogue, path: str) -> str:
    first = known.first(path)
    return first.record.date if first else path.split("/")[1]


def _summary_by(known: Catalogue, path: str) -> str | None:
    return summary_by(known.pages[path].paper, known.appearances.get(path, ()))


def _votes(known: Catalogue, path: str) -> int | None:
    return known.votes.get(path)


def _digests(known: Catalogue, path: str) -> list[dict[str, object]]:
    return [
        {"name": one.record.name, "place": one.place} | ({} if one.votes is None else {"votes": one.votes})
        for one in known.appearances.get(path, ())
    ]


def _abstract(known: Catalogue, path: str) -> str:
    return unescape(known.pages[path].abstract)


FIELDS: Final = (
    Field("title", "one line of plain text, formulas between dollar signs", _fact("title")),
    Field("page", "where the paper's page stands, below the address of the site", _page),
    Field("authors", "names, in the order of the paper", _fact("authors")),
    Field("date", "first publication: a year, a month or a day", _fact("date")),
    Field("listed", "the day of the first digest; without one, the month of the paper's page", _listed),
    Field("ids", "by scheme: arxiv, doi, openreview, acl", _fact("ids")),
    Field("status", "withdrawn or corrected, where it is one of them", _fact("status")),
    Field("notice", "why", _fact("notice")),
    Field("venue", "where it was accepted or published", _fact("venue")),
    Field("organization", "the group that presents it", _fact("organization")),
    Field("categories", "subject classes of the source, such as cs.CL", _fact("categories")),
    Field("links", "lists of addresses by kind: pdf, code, project, demo and others", _fact("links")),
    Field("tags", "topics, by the names of their pages", _fact("tags")),
    Field("summary", "one sentence", _fact("summary")),
    Field("summary_by", "who or what wrote the summary", _summary_by),
    Field("votes", "as counted last", _votes),
    Field("digests", "each digest that listed it: its name, the place in it, the votes", _digests),
    Field("abstract", "text, with formulas between dollar signs, *emphasis* and [links](…)", _abstract),
)
"""In the order in which they are written."""
