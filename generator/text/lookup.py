"""What is worked out once for each word: thousands of texts are made of the same ones."""

from collections.abc import Callable
from typing import TypeVar

MOST = 1 << 15
"""Words that are remembered; then all are forgotten."""

Found = TypeVar("Found")


class Lookup(dict[str, Found]):
    """What a function makes of words. To look it up costs less than to call the function, cached or not.

    >>> lengths = Lookup(len)
    >>> list(map(lengths.__getitem__, ["of", "words"]))
    [2, 5]
    """

    def __init__(self, make: Callable[[str], Found]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Found:
        if len(self) == MOST:
            self.clear()
        self[word] = found = self._make(word)
        return found
