"""The three-way merge of a page, field by field.

*Base* is what the machine last wrote (the ledger), *ours* is the page, *theirs* what the machine says now.
A value that nobody touched follows the machine; one that a person changed or deleted stays.
"""

from collections.abc import Callable, Mapping, Set
from typing import NamedTuple

from generator.ingest.combine import Theirs
from generator.model.fields import is_set
from generator.model.ledger import Value, Written, hash_of

Resolve = Callable[[str], str]
"""Gives the present name of a tag that may be an alias."""


class Kept(NamedTuple):
    """A value of a person that stays where the machine now says something else."""

    field: str
    page: Value | None
    machine: Value | None


class Merged(NamedTuple):
    """The outcome: what to change on the page, the new base, and what to report."""

    changes: dict[str, Value | None]
    """Fields to set, or to remove where the value is None."""
    abstract: str | None
    """A new abstract, or None where it stays."""
    written: Written
    kept: tuple[Kept, ...]


def merge(
    base: Written, ours: Mapping[str, Value], abstract: str, theirs: Theirs, resolve: Resolve
) -> Merged:
    """Merge one page. `ours` are the page's fields, `abstract` its Markdown."""
    changes: dict[str, Value | None] = {}
    removed: dict[str, tuple[str, ...]] = {}
    added: dict[str, tuple[str, ...]] = {}
    kept: list[Kept] = []
    for field in dict.fromkeys([*theirs.fields, *base.fields, *base.removed, *base.added, *ours]):
        b, o, t = base.fields.get(field), ours.get(field), theirs.fields.get(field)
        new: Value | None
        if is_set(field):
            by_people = _Noted(base.added.get(field, ()), base.removed.get(field, ()))
            new, by_people = _merge_set(_members(b), _members(o), _members(t), by_people, resolve)
            if by_people.added:
                added[field] = by_people.added
            if by_people.removed:
                removed[field] = by_people.removed
        else:
            new = t if o == b else o
            if new != t and t != b:
                kept.append(Kept(field, o, t))
        if (new or None) != (o or None):
            changes[field] = new or None
    new_abstract, fingerprint = _merge_abstract(base, abstract, theirs.abstract, kept)
    written = Written(
        fields=theirs.fields, abstract=fingerprint, added=added, removed=removed, digests=base.digests
    )
    return Merged(changes, new_abstract, written, tuple(kept))


def _merge_abstract(
    base: Written, ours: str, theirs: str | None, kept: list[Kept]
) -> tuple[str | None, str | None]:
    """The new abstract, or None where it stays, and the new base."""
    if theirs is None:
        return None, base.abstract
    page, machine = hash_of(ours), hash_of(theirs)
    if page != machine and page == base.abstract:
        return theirs, machine
    if machine not in (page, base.abstract):
        kept.append(Kept("abstract", ours, theirs))
    return None, machine


def _members(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


class Hands(NamedTuple):
    """Members of a set that people put in, and that they took out."""

    added: Set[str]
    removed: Set[str]


class _Noted(NamedTuple):
    """The same as the ledger has it."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def _merge_set(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...], before: _Noted, resolve: Resolve
) -> tuple[tuple[str, ...], _Noted]:
    """The members of a set after the merge, and what people did to it.

    Names are compared as they are called today; a spelling that a person wrote stays as written.
    """
    was, now, page, put_in, taken_out = (
        {resolve(name) for name in names} for names in (base, theirs, ours, before.added, before.removed)
    )
    mine, gone = by_hand(was, page, put_in, taken_out)
    hands = _Noted(tuple(sorted(mine)), tuple(sorted(gone)))
    if ours == base and not mine and not gone:
        return theirs, hands
    if page == now and set(ours) == set(theirs):
        return ours, hands
    written = set(base)
    leaving = was - now - mine
    stay = [resolve(name) if name in written else name for name in ours if resolve(name) not in leaving]
    new = [name for name in theirs if resolve(name) not in page | gone]
    return tuple(dict.fromkeys(ordered([*stay, *new], ours))), hands


def ordered(members: list[str], ours: tuple[str, ...]) -> list[str]:
    """The members of a set in alphabetical order, unless a person chose another for what was there."""
    return sorted(members) if list(ours) == sorted(ours) else members


def by_hand(was: Set[str], page: Set[str], put_in: Set[str], taken_out: Set[str]) -> Hands:
    """What people did to a set, on record or since the machine last saw the page."""
    return Hands((put_in | (page - (was - taken_out))) & page, (was | put_in | taken_out) - page)
