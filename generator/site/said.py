"""What a site says, in brief: the next build learns from it of which papers it says something else.

A page that tells of none of these, and is made of the same in all else, need not be asked what it says.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple


class News(NamedTuple):
    """What the next site says otherwise than the last one."""

    papers: set[str]
    """Those of which something else is said."""
    is_more: bool
    """Whether nothing is said otherwise but by what has come: what had been read before, pages and records,
    is there and reads the same."""
    related: str
    """What of related papers the last one was drawn from, as a key."""


class Said(NamedTuple):
    """What a site says."""

    everywhere: str
    """A key of what all pages are made of, and of all topics."""
    months: Mapping[str, str]
    """Of all papers of a month, in one text that need not be read while it stays the same: a key of them all
    and, on lines of their own, each by its path. Of a paper, the fingerprint of its page and, behind a space,
    keys of what lists tell of it and of what its page tells besides."""
    records: Mapping[str, str]
    """A key of each record, by name."""
    names: str
    """The authors who have a page, on a line each: the slug and, behind a space, the name on pages."""
    related: str = ""
    """A key of what is related to what."""

    @classmethod
    def noted(cls, note: Mapping[str, Any]) -> "Said | None":
        """What a build noted of the site that it made; nothing where another program noted it."""
        return cls(**note) if note.keys() == set(cls._fields) else None

    def news(self, before: "Said", signatures: Mapping[str, Collection[str]]) -> News | None:
        """What is said otherwise than before; None where that may be anything.

        *signatures* are the slugs of the authors of each paper.
        """
        if before.everywhere != self.everywhere:
            return None
        changed, is_more = set(), before.records.items() <= self.records.items()
        for month in before.months.keys() | self.months.keys():
            old, new = before.months.get(month, ""), self.months.get(month, "")
            if old != new:
                then, now = _papers(old), _papers(new)
                otherwise = {path for path, said in now.items() if then.get(path) != said}
                is_more = is_more and _reads_the_same(then, now, otherwise)
                changed |= otherwise
        names = {
            line.partition(" ")[0] for line in set(before.names.split("\n")) ^ set(self.names.split("\n"))
        }
        changed.update(path for path, slugs in signatures.items() if not names.isdisjoint(slugs))
        return News(changed, is_more, before.related)


def told_of(key: str, papers: Iterable[tuple[str, str]]) -> str:
    """What is said of the papers of a month, by their paths; *key* is one of them all."""
    return "\n".join([key, *(f"{path} {said}" for path, said in papers)])


def _papers(told: str) -> dict[str, str]:
    """What is said of each paper of a month."""
    papers = (line.partition(" ") for line in told.split("\n")[1:])
    return {path: said for path, _, said in papers}


def _reads_the_same(then: Mapping[str, str], now: Mapping[str, str], otherwise: Collection[str]) -> bool:
    """Whether all pages of before are there, and those of them that changed in what is said elsewhere."""
    known = [path for path in otherwise if path in then]
    return then.keys() <= now.keys() and all(_page(now[path]) == _page(then[path]) for path in known)


def _page(said: str) -> str:
    """The fingerprint of a page."""
    return said.partition(" ")[0]
