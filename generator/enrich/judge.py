"""Whether a paper in another source is that of a page: only where title and abstract agree is it certain.

The limits were chosen on 2,000 papers whose titles and abstracts were damaged; ``bench/README.md`` has the
figures, and the command that measures them.
"""

from enum import Enum
from typing import Final, NamedTuple

from generator.model.digest import Entry
from generator.model.ids import conflict
from generator.model.page import Page
from generator.text.agreement import Title, abstract_key, abstracts_agree, title_of, titles_agree
from generator.text.sameness import MIN_AGREEMENT

LEAST_TITLE: Final = 90.0
"""Of a title that was damaged, and whose abstract agrees as it stands."""
LEAST_ABSTRACT: Final = 95.0
"""Beside a damaged title; beside the very title, versions of an abstract may differ (`MIN_AGREEMENT`)."""
TELLING_TITLE: Final = 20
"""Letters of a title without which the abstract has to agree as it stands: "Introduction" tells nothing."""
TELLING_ABSTRACT: Final = 120
"""Letters of an abstract that can agree by more than chance."""
NEAR: Final = 60.0
"""Of an abstract beside the very title, or of a title beside the very abstract: worth a person's look."""


class Certainty(Enum):
    """How sure it is that two are one paper."""

    SURE = 2
    DOUBTFUL = 1
    NO = 0


class Verdict(NamedTuple):
    """What was judged, and by what. It compares by how far the two agree."""

    certainty: Certainty
    title: float
    abstract: float
    reason: str = ""
    """Why, where it is not by title and abstract together."""

    @property
    def told(self) -> str:
        """In words for a person."""
        agreed = f"title {self.title:.0f}, abstract {self.abstract:.0f} of 100"
        return f"{self.reason} ({agreed})." if self.reason else f"Title and abstract agree ({agreed})."

    @property
    def rank(self) -> tuple[int, float]:
        """The better, the greater."""
        return self.certainty.value, self.title + self.abstract


class Known(NamedTuple):
    """What is compared of a page."""

    page: Page
    title: Title
    abstract: str


def known(page: Page) -> Known:
    """What is compared of a page."""
    return Known(page, title_of(page.paper.title), abstract_key(page.abstract))


def judge(one: Known, entry: Entry) -> Verdict:
    """Judge a cleaned entry."""
    title = titles_agree(one.title, title_of(entry.title))
    abstract = abstracts_agree(one.abstract, abstract_key(entry.abstract))
    ids = one.page.paper.ids
    shared = any(ids.get(kind) == value for kind, value in entry.ids.items())
    if conflict(ids, entry.ids):
        if shared or _agree(one, title, abstract):
            return Verdict(Certainty.DOUBTFUL, title, abstract, "The page has another id")
        return Verdict(Certainty.NO, title, abstract)
    if shared:
        return _by_id(title, abstract)
    if _agree(one, title, abstract):
        return Verdict(Certainty.SURE, title, abstract)
    return _doubt(one, title, abstract)


def _by_id(title: float, abstract: float) -> Verdict:
    """Of a page that bears an id: somebody may have written the wrong one."""
    if max(title, abstract) >= NEAR:
        agreed = "title" if title >= abstract else "abstract"
        return Verdict(Certainty.SURE, title, abstract, f"The id and the {agreed} agree")
    return Verdict(Certainty.DOUBTFUL, title, abstract, "The id of the page is that of another title")


def _agree(one: Known, title: float, abstract: float) -> bool:
    if len(one.abstract) < TELLING_ABSTRACT:
        return False
    is_telling = title == 100.0 and len(one.title.key) >= TELLING_TITLE
    return title >= LEAST_TITLE and abstract >= (MIN_AGREEMENT if is_telling else LEAST_ABSTRACT)


def _doubt(one: Known, title: float, abstract: float) -> Verdict:
    is_telling = len(one.title.key) >= TELLING_TITLE
    if title >= LEAST_ABSTRACT and is_telling and (abstract >= NEAR or not abstract):
        return Verdict(Certainty.DOUBTFUL, title, abstract, _unsettled(abstract))
    if abstract >= LEAST_ABSTRACT and len(one.abstract) >= TELLING_ABSTRACT:
        return Verdict(Certainty.DOUBTFUL, title, abstract, "The abstract agrees, the title differs")
    return Verdict(Certainty.NO, title, abstract)


def _unsettled(abstract: float) -> str:
    """Why an equal title is not enough."""
    if not abstract:
        return "There is no abstract to compare"
    return (
        "The abstract agrees, but is short"
        if abstract >= LEAST_ABSTRACT
        else "The title agrees, the abstract differs"
    )
