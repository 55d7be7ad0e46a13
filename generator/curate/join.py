"""Two pages of one paper become one: what people did to the page that goes is carried over to the other."""

from collections.abc import Set
from typing import NamedTuple

from msgspec.structs import replace

from generator.ingest.merge import Hands, Kept, Resolve, by_hand, ordered
from generator.model.fields import fields_of, is_set
from generator.model.ledger import Value, Written
from generator.model.page import Page


class Joined(NamedTuple):
    """What to change on the page that is kept, the base of its next merge, and what it does not take."""

    changes: dict[str, Value | None]
    abstract: str | None
    base: Written
    lost: tuple[Kept, ...]
    """Values that a person wrote on the page that goes, where the page that is kept says something else."""


def join(kept: Page, its: Written, gone: Page, others: Written, resolve: Resolve) -> Joined:
    """Join two pages and their bases. Sets are united; of other fields come those that `kept` lacks.

    What a person took out of either set stays out. Where another put it in on the other page, `kept` decides.
    """
    changes: dict[str, Value | None] = {}
    fields, added, removed = dict(its.fields), dict(its.added), dict(its.removed)
    lost: list[Kept] = []
    ours, theirs = fields_of(kept.paper), fields_of(gone.paper)
    for field in dict.fromkeys([*theirs, *others.fields, *others.added, *others.removed]):
        o, t = ours.get(field), theirs.get(field)
        if is_set(field):
            here, there = _hands(field, o, its, resolve), _hands(field, t, others, resolve)
            out = here.removed | (there.removed - here.added)
            if (union := _united(_members(o), _members(t), out, resolve)) != _members(o):
                changes[field] = union or None
            fields[field] = _members(its.fields.get(field), others.fields.get(field))
            added[field] = tuple(sorted(here.added | (there.added - out)))
            removed[field] = tuple(sorted(out))
            if there.added & out:
                lost.append(Kept(field, union, t))
        elif o is None and field not in its.fields:
            changes[field] = t
            fields[field] = others.fields.get(field, ())
        elif t not in (o, None, others.fields.get(field)):
            lost.append(Kept(field, o, t))
    base = replace(
        its,
        fields={field: value for field, value in fields.items() if value},
        added={field: value for field, value in added.items() if value},
        removed={field: value for field, value in removed.items() if value},
        digests=tuple(sorted({*its.digests, *others.digests})),
    )
    return _with_abstract(Joined(changes, None, base, tuple(lost)), kept, gone, others)


def _hands(field: str, value: Value | None, base: Written, resolve: Resolve) -> Hands:
    page, was, put_in, taken_out = (
        {resolve(name) for name in _members(log)}
        for log in (value, base.fields.get(field), base.added.get(field), base.removed.get(field))
    )
    return by_hand(was, page, put_in, taken_out)


def _united(
    ours: tuple[str, ...], theirs: tuple[str, ...], out: Set[str], resolve: Resolve
) -> tuple[str, ...]:
    """The members of two sets; in alphabetical order, unless a person chose another."""
    known = {resolve(name) for name in ours} | out
    stay = [name for name in ours if resolve(name) not in out]
    new = [name for name in theirs if resolve(name) not in known]
    return tuple(ordered([*stay, *new], ours))


def _with_abstract(joined: Joined, kept: Page, gone: Page, others: Written) -> Joined:
    text, fingerprint = gone.abstract, gone.content.abstract_hash
    if not text or fingerprint == kept.content.abstract_hash:
        return joined
    if not kept.abstract and joined.base.abstract is None:
        base = replace(joined.base, abstract=others.abstract)
        return joined._replace(abstract=text, base=base)
    if fingerprint != others.abstract:
        lost = (*joined.lost, Kept("abstract", kept.abstract, text))
        return joined._replace(lost=lost)
    return joined


def _members(*values: Value | None) -> tuple[str, ...]:
    """The members of several sets, each once."""
    return tuple(
        dict.fromkeys(
            member for value in values if value for member in ((value,) if isinstance(value, str) else value)
        )
    )
