"""What lists and feeds say of single papers is kept between builds.

Every digest changes the newest lists of most topics, and most of what stands there was there yesterday.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from generator.site.keys import Keys
from generator.site.pack import Packs

MOST: Final = 16_000
"""Texts that are kept, those that were used last: a kilobyte each, and more than the newest lists hold."""


class Texts:
    """Texts by what they are made of."""

    def __init__(self, keys: Keys, kept: Packs) -> None:
        self._keys, self._kept = keys, kept
        self._name = keys.of("texts")
        self._used: dict[str, bytes] = {}

    def get(self, kind: str, path: str, make: Callable[[], str]) -> str:
        """What is said of a paper in one form, from an earlier build if that says the same."""
        key = f"{kind} {self._keys.papers((path,))}"
        text = self._old.get(key)
        if text is None:
            made = make()
            self._used[key] = made.encode("utf-8", "surrogatepass")
            return made
        self._used[key] = text
        return text.decode("utf-8", "surrogatepass")

    @cached_property
    def _old(self) -> Mapping[str, bytes]:
        return self._kept.get(self._name) or {}

    @property
    def used(self) -> Mapping[str, bytes]:
        """What was asked for in this build."""
        return self._used

    def take(self, used: Mapping[str, bytes]) -> None:
        """Keep what was asked for in a copy of this process as well."""
        self._used.update(used)

    def keep(self) -> None:
        """Keep what was used, and as much as there is room for of what was there before."""
        if self._used and not self._used.keys() <= self._old.keys():
            others = ((key, text) for key, text in self._old.items() if key not in self._used)
            self._kept.put(self._name, dict([*others, *self._used.items()][-MOST:]))
        self._kept.use([self._name])
        self._kept.forget_others()
