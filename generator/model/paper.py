"""A paper: the facts that the front matter of its page states."""

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

LINK_KINDS = (
    "pdf", "code", "project", "model", "dataset", "demo", "collection", "video", "other",
)  # fmt: skip


Status = Literal["withdrawn", "corrected"]
STATUSES: tuple[Status, ...] = get_args(Status)


class Paper(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What is known of one paper. Unknown facts are absent, never invented.

    Nothing is checked when one is made: whoever reads facts checks them, and names the line. An archive has
    a hundred thousand of these, which are read in every build; none leads back to itself (*gc*).
    """

    title: Annotated[str, Meta(description="One line; mathematics between dollar signs.")]
    authors: Annotated[tuple[str, ...], Meta(description="Names in the order of the paper.")] = ()
    date: Annotated[str | None, Meta(description="First publication: year, month or day.")] = None
    ids: Annotated[
        dict[str, str], Meta(description="Normalised ids by scheme: arxiv, doi, openreview, acl.")
    ] = {}
    venue: Annotated[str | None, Meta(description="Where it was accepted or published.")] = None
    organization: Annotated[str | None, Meta(description="The group that presents it.")] = None
    categories: Annotated[
        tuple[str, ...], Meta(description="Subject classes of the source, such as cs.CL.")
    ] = ()
    links: Annotated[dict[str, tuple[str, ...]], Meta(description="Addresses by kind.")] = {}
    summary: Annotated[str | None, Meta(description="One sentence, plain text.")] = None
    tags: Annotated[tuple[str, ...], Meta(description="Names of pages in the vocabulary.")] = ()
    status: Annotated[
        Status | None,
        Meta(description="What became of it: withdrawn (by its authors or publisher) or corrected."),
    ] = None
    notice: Annotated[
        str | None, Meta(description="Why, and where to read on. Stands at the top of the page.")
    ] = None
