"""What the machine says of a paper: the entries of all its digests as one.

For each fact the best source decides, then the later day; never the order of ingest. What was found
afterwards in another source fills in what the digests leave out: titles, abstracts and topics are theirs.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from generator.ingest.tag import Tagger
from generator.model import ids
from generator.model.digest import Entry
from generator.model.fields import fields_of
from generator.model.ledger import Value
from generator.model.paper import Paper
from generator.model.provenance import precedence
from generator.model.record import Record
from generator.text.links import key
from generator.text.markdown import plain


class Said(NamedTuple):
    """A cleaned entry with the record of the digest that it stood in."""

    entry: Entry
    record: Record


class Theirs(NamedTuple):
    """The machine's side of a merge: flat fields, and the abstract in Markdown."""

    fields: dict[str, Value]
    abstract: str | None
    """None where the machine has nothing to say of it this time."""


def combine(entries: Iterable[Said], tagger: Tagger) -> Theirs:
    """One paper from all that digests say of it. `entries` holds at least one.

    Of a paper that no digest lists there is neither title nor topic: those are the page's.
    """
    ordered = sorted(entries, key=lambda said: precedence(said.record))
    listed = [said for said in ordered if said.record.kind == "digest"]
    links: dict[str, list[str]] = {}
    tags: set[str] = set()
    for said in ordered:
        for kind, addresses in said.entry.links.items():
            links.setdefault(kind, []).extend(addresses)
    for said in listed:
        tags.update(tagger.tags(said.entry.title, plain(said.entry.abstract), said.entry.keywords))
    paper = Paper(
        title=(listed or ordered)[0].entry.title,
        authors=_first(ordered, "authors") or (),
        date=_first(ordered, "date"),
        ids={kind: value for said in reversed(ordered) for kind, value in sorted(said.entry.ids.items())},
        venue=_first(ordered, "venue"),
        organization=_first(ordered, "organization"),
        categories=_first(ordered, "categories") or (),
        links={kind: _distinct(links[kind]) for kind in sorted(links)},
        summary=_first(ordered, "summary"),
        tags=tuple(sorted(tags)),
        **_withdrawal(ordered),
    )
    fields = fields_of(paper)
    if not listed:
        del fields["title"]
    return Theirs(fields, _first(listed, "abstract") or "")


def _withdrawal(entries: Sequence[Said]) -> dict[str, Any]:
    """Status and notice, where the newest version that is known says that the paper was withdrawn."""
    newest = max(entries, key=lambda said: said.entry.version or 0).entry
    if not newest.withdrawn:
        return {}
    number = newest.ids.get("arxiv")
    where = f": {ids.address('arxiv', number)}" if number else "."
    return {"status": "withdrawn", "notice": f"This paper was withdrawn{where}"}


def _first(entries: Sequence[Said], fact: str):  # type: ignore[no-untyped-def]
    """The first value that is known."""
    return next((value for said in entries if (value := getattr(said.entry, fact))), None)


def _distinct(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses without those that differ only in scheme, case or a slash at the end; the first stays."""
    distinct: dict[str, str] = {}
    for address in addresses:
        distinct.setdefault(key(address), address)
    return tuple(distinct.values())
