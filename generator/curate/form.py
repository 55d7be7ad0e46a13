"""The issue forms "Suggest a paper" and "Correct a paper", read from the body of an issue.

GitHub writes ``### `` and the label before each answer, and ``_No response_`` for none. Anybody can write
such a body by hand: what is read here is text and nothing more.
"""

from typing import NamedTuple

from generator.curate.errors import CurationError
from generator.model.fields import LISTS, SCALARS
from generator.model.ids import KINDS
from generator.model.paper import LINK_KINDS

LONGEST = 100_000
"""Characters of a body; GitHub takes 65,536."""
FIELDS = (
    *("title", "authors", "date", "abstract", "tags"),
    *(f"links.{kind}" for kind in LINK_KINDS),
    *(f"ids.{kind}" for kind in KINDS),
    *(key for key in (*SCALARS, *LISTS) if key not in ("title", "authors", "date", "tags")),
)
"""What "Correct a paper" can set, as its list shows it."""

_NO_ANSWER = "_No response_"


class Suggestion(NamedTuple):
    """A paper that somebody would like to see in the archive, as it was typed."""

    address: str
    title: str
    authors: str
    date: str
    abstract: str


class Correction(NamedTuple):
    """A value of a page that somebody would like to see changed, as it was typed."""

    page: str
    field: str
    reason: str
    value: str


LABELS: dict[type[Suggestion] | type[Correction], tuple[str, ...]] = {
    Suggestion: ("Address", "Title", "Authors", "Date", "Abstract"),
    Correction: ("Page", "Field", "How do you know?", "New value"),
}
"""The labels of each form in its order. The longest answer stands last: headings in it are part of it."""


def read_form(body: str) -> Suggestion | Correction:
    """What a form says. Raises CurationError for a body that is none."""
    if len(body) > LONGEST:
        raise CurationError("The issue is too long for a form.", "Open a pull request instead.")
    lines = body.splitlines()
    for form, labels in LABELS.items():
        if answers := _answers(lines, labels):
            return form(*answers)
    raise CurationError(
        "The issue is none of the two forms, or a heading is missing.", "Open a new one from the form."
    )


def _answers(lines: list[str], labels: tuple[str, ...]) -> list[str]:
    """The answer below each label, looked for in their order; empty where one is missing."""
    places: list[int] = []
    for label in labels:
        start = places[-1] + 1 if places else 0
        place = next((n for n in range(start, len(lines)) if lines[n].rstrip() == f"### {label}"), None)
        if place is None:
            return []
        places.append(place)
    ends = [*places[1:], len(lines)]
    answers = ("\n".join(lines[start + 1 : end]).strip() for start, end in zip(places, ends, strict=True))
    return ["" if answer == _NO_ANSWER else answer for answer in answers]
