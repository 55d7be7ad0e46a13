"""Addresses never die: where a page went, and which were taken down."""

from pydantic import BaseModel, ConfigDict, Field


class Redirects(BaseModel):
    """Addresses relative to the site's root, with a slash at the end: ``papers/2026-11/xcot/``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    moved: dict[str, str] = Field(default_factory=dict, description="Old address = present address.")
    removed: dict[str, str] = Field(
        default_factory=dict, description="Address = the notice that stands there."
    )

    def after_move(self, old: str, new: str) -> "Redirects":
        """With one more move: what led to the old address now leads to the new one, without a chain."""
        moved = {source: new if target == old else target for source, target in self.moved.items()}
        moved[old] = new
        moved.pop(new, None)
        return self.model_copy(update={"moved": moved})

    def after_removal(self, address: str, notice: str) -> "Redirects":
        """With one more address at which a notice stands; what led there meets the notice as well."""
        stale = {source for source, target in self.moved.items() if target == address}
        moved = {source: target for source, target in self.moved.items() if source not in stale}
        removed = {**self.removed, **dict.fromkeys([*sorted(stale), address], notice)}
        return Redirects(moved=moved, removed=removed)
