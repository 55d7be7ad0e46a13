"""What is worked out once for each word or name: thousands of texts are made of the same ones."""

from collections.abc import Callable, Hashable
from typing import TypeVar

MOST = 1 << 15
"""Words that are remembered; then all are forgotten."""

Asked = TypeVar("Asked", bound=Hashable)
Found = TypeVar("Found")


class Lookup(dict[Asked, Found]):
    """What a function makes of words. To look it up costs less than to call the function, cached or not.

    >>> lengths = Lookup(len)
    >>> list(map(lengths.__getitem__, ["of", "words"]))
    [2, 5]
    """

    def __init__(self, make: Callable[[Asked], Found]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: Asked) -> Found:
        if len(self) == MOST:
            self.clear()
        self[word] = found = self._make(word)
        return found
