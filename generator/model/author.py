"""People as the archive's readers tell them apart, where names alone do not."""

from msgspec import Struct


class Person(Struct, frozen=True, kw_only=True):
    """One person, as a page in ``docs/authors/`` states it. Only the few that need it have one."""

    slug: str
    """The file's name without ``.md``, and the address of the person's page."""
    name: str
    """As it is shown."""
    variants: tuple[str, ...] = ()
    """Other spellings under which papers name the person."""
    papers: frozenset[str] = frozenset()
    """What tells a namesake: ids, or addresses without a slash at the end. Empty for a person to whom every
    paper under these names belongs that nobody else claims."""
    description: str = ""
    """One line, such as where the person works."""
