"""The ledger: what the machine last wrote to each page. The base of the merge; never recomputed."""

import hashlib
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from generator.model.fingerprint import fingerprint

SCHEMA = 1

Value = str | tuple[str, ...]


def hash_of(abstract: str) -> str | None:
    """The fingerprint of an abstract; line ends and space at the ends of lines do not count."""
    text = "\n".join(line.rstrip() for line in abstract.strip().splitlines())
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else None


class Written(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """What the machine last said of one page, field by field.

    A field of a mapping is keyed with a dot: ``ids.arxiv``, ``links.code``. There are as many as papers, and
    none leads back to itself (*gc*).
    """

    fields: dict[str, Value] = {}
    abstract: str | None = None
    """Hash of the abstract's Markdown."""
    removed: dict[str, tuple[str, ...]] = {}
    """Members of sets (tags, links) that a person took out."""
    added: dict[str, tuple[str, ...]] = {}
    """Members of sets that a person put in, also where the machine says them by now."""
    digests: tuple[str, ...] = ()
    """Names of the records with entries for this page."""

    @property
    def fingerprint(self) -> str:
        """That of everything that is said here."""
        return fingerprint(msgspec.json.encode(self))


class Ledger(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One month of pages, by path below ``docs/``."""

    version: Annotated[int, Meta(ge=0)] = SCHEMA
    """Version of this form."""
    pages: dict[str, Written] = {}
