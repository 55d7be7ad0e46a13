"""The ledger: what the machine last wrote to each page. The base of the merge; never recomputed."""

import hashlib

from pydantic import BaseModel, ConfigDict, Field

from generator.model.fingerprint import fingerprint
from generator.model.lean import Lean

SCHEMA = 1

Value = str | tuple[str, ...]


def hash_of(abstract: str) -> str | None:
    """The fingerprint of an abstract; line ends and space at the ends of lines do not count."""
    text = "\n".join(line.rstrip() for line in abstract.strip().splitlines())
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else None


class Written(Lean):
    """What the machine last said of one page, field by field.

    A field of a mapping is keyed with a dot: ``ids.arxiv``, ``links.code``.
    """

    fields: dict[str, Value] = Field(default_factory=dict)
    abstract: str | None = Field(None, description="Hash of the abstract's Markdown.")
    removed: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Members of sets (tags, links) that a person took out."
    )
    added: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Members of sets that a person put in, also where the machine says them by now.",
    )
    digests: tuple[str, ...] = Field((), description="Names of the records with entries for this page.")

    @property
    def fingerprint(self) -> str:
        """That of everything that is said here."""
        return fingerprint(self.model_dump_json().encode())


class Ledger(BaseModel):
    """One month of pages, by path below ``docs/``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = Field(SCHEMA, description="Version of this schema.")
    pages: dict[str, Written] = Field(default_factory=dict)
