"""A paper: the facts that the front matter of its page states."""

from typing import Literal, get_args

from pydantic import Field

from generator.model.dates import PartialDate
from generator.model.lean import Lean

LINK_KINDS = (
    "pdf", "code", "project", "model", "dataset", "demo", "collection", "video", "other",
)  # fmt: skip


Status = Literal["withdrawn", "corrected"]
STATUSES: tuple[Status, ...] = get_args(Status)


class Paper(Lean):
    """What is known of one paper. Unknown facts are absent, never invented."""

    title: str = Field(min_length=1, description="One line; mathematics between dollar signs.")
    authors: tuple[str, ...] = Field((), description="Names in the order of the paper.")
    date: PartialDate | None = Field(None, description="First publication: year, month or day.")
    ids: dict[str, str] = Field(
        default_factory=dict, description="Normalised ids by scheme: arxiv, doi, openreview, acl."
    )
    venue: str | None = Field(None, description="Where it was accepted or published.")
    organization: str | None = Field(None, description="The group that presents it.")
    categories: tuple[str, ...] = Field((), description="Subject classes of the source, such as cs.CL.")
    links: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Addresses by kind.")
    summary: str | None = Field(None, description="One sentence, plain text.")
    tags: tuple[str, ...] = Field((), description="Names of pages in the vocabulary.")
    status: Status | None = Field(
        None, description="What became of it: withdrawn (by its authors or publisher) or corrected."
    )
    notice: str | None = Field(None, description="Why, and where to read on. Stands at the top of the page.")
