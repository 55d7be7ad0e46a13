"""Addresses never die: where a page went, and which were taken down."""

from msgspec import Struct
from msgspec.structs import replace


class Redirects(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Addresses relative to the site's root, with a slash at the end: ``papers/2026-11/xcot/``."""

    moved: dict[str, str] = {}
    """Old address = present address."""
    removed: dict[str, str] = {}
    """Address = the notice that stands there."""

    def after_move(self, old: str, new: str) -> "Redirects":
        """With one more move: what led to the old address now leads to the new one, without a chain."""
        moved = {source: new if target == old else target for source, target in self.moved.items()}
        moved[old] = new
        moved.pop(new, None)
        return replace(self, moved=moved)

    def after_removal(self, address: str, notice: str) -> "Redirects":
        """With one more address at which a notice stands; what led there meets the notice as well."""
        stale = {source for source, target in self.moved.items() if target == address}
        moved = {source: target for source, target in self.moved.items() if source not in stale}
        removed = {**self.removed, **dict.fromkeys([*sorted(stale), address], notice)}
        return Redirects(moved=moved, removed=removed)
