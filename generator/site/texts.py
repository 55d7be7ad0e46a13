"""What lists and feeds say of single papers is kept between builds.

Every digest changes the newest lists of most topics, and most of what stands there was there yesterday.
"""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from generator.site.keys import Keys
from generator.site.pack import Packs

MOST: Final = 16_000
"""Texts that are kept, those that were used last: a kilobyte each, and more than the newest lists hold."""
_NAME: Final = "texts"


class Texts:
    """Texts by the keys of what they are made of."""

    def __init__(self, keys: Keys, kept: Packs) -> None:
        self._keys, self._kept = keys, kept
        self._used: dict[str, str] = {}

    def get(self, kind: str, path: str, make: Callable[[], str]) -> str:
        """What is said of a paper in one form, from an earlier build if that says the same."""
        key = self._keys.of(kind, self._keys.papers((path,)))
        text = self._old.get(key)
        self._used[key] = make() if text is None else text
        return self._used[key]

    @cached_property
    def _old(self) -> dict[str, str]:
        files = self._kept.get(_NAME)
        return {} if files is None else json.loads(files[_NAME])

    @property
    def used(self) -> Mapping[str, str]:
        """What was asked for in this build."""
        return self._used

    def take(self, used: Mapping[str, str]) -> None:
        """Keep what was asked for in a copy of this process as well."""
        self._used.update(used)

    def keep(self) -> None:
        """Keep what was used, and as much as there is room for of what was there before."""
        if self._used and not self._used.keys() <= self._old.keys():
            others = ((key, text) for key, text in self._old.items() if key not in self._used)
            texts = dict([*others, *self._used.items()][-MOST:])
            self._kept.put(_NAME, {_NAME: json.dumps(texts).encode()})
