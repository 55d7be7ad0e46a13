"""Things that are read from their files when they are asked for."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import TypeVar

Thing = TypeVar("Thing")


class Shelf(MutableMapping[str, Thing]):
    """A mapping whose keys are known, and whose values are read once, when they are wanted."""

    def __init__(self, keys: Iterable[str] = (), read: Callable[[str], Thing] | None = None) -> None:
        self._things: dict[str, Thing | None] = dict.fromkeys(keys)
        self._read = read

    def __getitem__(self, key: str) -> Thing:
        thing = self._things[key]
        if thing is None:
            assert self._read is not None
            thing = self._things[key] = self._read(key)
        return thing

    def __setitem__(self, key: str, thing: Thing) -> None:
        self._things[key] = thing

    def __delitem__(self, key: str) -> None:
        del self._things[key]

    def __contains__(self, key: object) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def at_hand(self) -> Iterator[tuple[str, Thing | None]]:
        """Every key with its value, None where it was not read yet."""
        return iter(self._things.items())


class Lending(Shelf[Thing]):
    """A shelf that remembers no more than so many things, those that were read last."""

    def __init__(self, keys: Iterable[str], read: Callable[[str], Thing], most: int) -> None:
        super().__init__(keys, read)
        self._most = most
        self._out: dict[str, None] = {}

    def __getitem__(self, key: str) -> Thing:
        thing = super().__getitem__(key)
        if key not in self._out:
            self._out[key] = None
            if len(self._out) > self._most:
                oldest = next(iter(self._out))
                del self._out[oldest]
                if oldest in self._things:
                    self._things[oldest] = None
        return thing
