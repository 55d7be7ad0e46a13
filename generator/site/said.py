"""What a site says, in brief: the next build learns from it of which papers it says something else.

A page that tells of none of these, and is made of the same in all else, need not be asked what it says.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """What a site says."""

    everywhere: str
    """A key of what all pages are made of, and of all topics."""
    papers: Mapping[str, str]
    """Of each paper, by path, keys of what lists tell of it and of what its page tells besides."""
    names: Mapping[str, str]
    """The authors who have a page, by slug, as pages name them."""

    def changed(self, before: "Said", signatures: Mapping[str, Collection[str]]) -> set[str] | None:
        """The papers of which something else is said than before; None where that may be any.

        *signatures* are the slugs of their authors.
        """
        if before.everywhere != self.everywhere:
            return None
        changed = {path for path, said in self.papers.items() if before.papers.get(path) != said}
        names = {slug for slug, _ in before.names.items() ^ self.names.items()}
        return changed.union(path for path, slugs in signatures.items() if not names.isdisjoint(slugs))
