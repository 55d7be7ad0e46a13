"""The ledger: what the machine last wrote to each page. The base of the merge; never recomputed."""

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = 1

Value = str | tuple[str, ...]


class Written(BaseModel):
    """What the machine last said of one page, field by field.

    A field of a mapping is keyed with a dot: ``ids.arxiv``, ``links.code``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, Value] = {}
    abstract: str | None = Field(None, description="Hash of the abstract's Markdown.")
    removed: dict[str, tuple[str, ...]] = Field(
        {}, description="Members of sets (tags, links) that a person took out."
    )
    digests: tuple[str, ...] = Field((), description="Names of the records with entries for this page.")


class Ledger(BaseModel):
    """One month of pages, by path below ``docs/``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = Field(SCHEMA, description="Version of this schema.")
    pages: dict[str, Written] = {}
