"""What a site says, in brief: the next build learns from it of which papers it says something else.

A page that tells of none of these, and is made of the same in all else, need not be asked what it says.
"""

from collections.abc import Collection, Mapping
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
    papers: Mapping[str, str]
    """Of each paper, by path, the fingerprint of its page and, behind a space, keys of what lists tell of it
    and of what its page tells besides."""
    records: Mapping[str, str]
    """A key of each record, by name."""
    names: Mapping[str, str]
    """The authors who have a page, by slug, as pages name them."""
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
        changed = {path for path, said in self.papers.items() if before.papers.get(path) != said}
        names = {slug for slug, _ in before.names.items() ^ self.names.items()}
        is_more = before.records.items() <= self.records.items() and self._reads_the_same(before, changed)
        changed.update(path for path, slugs in signatures.items() if not names.isdisjoint(slugs))
        return News(changed, is_more, before.related)

    def _reads_the_same(self, before: "Said", changed: Collection[str]) -> bool:
        """Whether all pages of before are there, and those of them that changed in what is said elsewhere."""
        known = [path for path in changed if path in before.papers]
        came = len(changed) - len(known)
        return len(self.papers) == len(before.papers) + came and all(
            _page(self.papers[path]) == _page(before.papers[path]) for path in known
        )


def _page(said: str) -> str:
    """The fingerprint of a page."""
    return said.partition(" ")[0]
