"""The vocabulary: the topics that papers are filed under."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct


class Tag(Struct, frozen=True, kw_only=True):
    """One topic, as its page in ``docs/tags/`` states it."""

    slug: str
    """The file's name without ``.md``; what papers write under ``tags``."""
    name: str
    """As it is shown."""
    aliases: tuple[str, ...] = ()
    """Other spellings; they name the topic wherever they stand."""
    exclusions: tuple[str, ...] = ()
    """Phrases in which an alias misleads."""
    parent: str | None = None
    """The slug of the wider topic."""
    description: str = ""
    """One line for a student."""


class Vocabulary:
    """All topics, by slug, with look-up by any spelling."""

    def __init__(self, tags: Iterable[Tag] = ()) -> None:
        self._tags = {tag.slug: tag for tag in sorted(tags, key=lambda tag: tag.slug)}

    def __iter__(self) -> Iterator[Tag]:
        return iter(self._tags.values())

    def __len__(self) -> int:
        return len(self._tags)

    def __contains__(self, slug: str) -> bool:
        return slug in self._tags

    def get(self, slug: str) -> Tag | None:
        """The topic with this slug."""
        return self._tags.get(slug)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        spellings = {}
        for tag in self:
            for spelling in (*tag.aliases, tag.name, tag.slug):
                spellings[fold(spelling)] = tag.slug
        return spellings

    def resolve(self, spelling: str) -> str | None:
        """The slug of the topic that goes by this slug, name or alias; case and hyphens do not matter."""
        if spelling in self._tags:
            return spelling
        return self._spellings.get(fold(spelling))

    def meant(self, spelling: str) -> str:
        """The slug of the topic that goes by this spelling; the spelling itself where there is none."""
        return self.resolve(spelling) or spelling

    def children(self, slug: str) -> tuple[Tag, ...]:
        """The topics directly below."""
        return tuple(tag for tag in self if tag.parent == slug)


def fold(spelling: str) -> str:
    """A spelling without case, hyphens, underscores and repeated space."""
    return " ".join(spelling.casefold().replace("-", " ").replace("_", " ").split())
