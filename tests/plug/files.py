"""Files whose every write is a call. Half of a text is on the disk first: no disk takes a text at once."""

import io
import os
from collections.abc import Callable
from typing import Any

Step = Callable[[str, object], None]
"""Told of a call before it is made, with the number of the file."""


class Staged:
    """A file on a descriptor; to write to it is to call ``os.write``, twice."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, data: bytes) -> int:
        middle = len(data) // 2
        os.write(self._descriptor, data[:middle])
        os.write(self._descriptor, data[middle:])
        return len(data)

    def flush(self) -> None:
        pass

    def fileno(self) -> int:
        return self._descriptor

    def __enter__(self) -> "Staged":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


def opener(call: Callable[..., Any], step: Step) -> Callable[..., Any]:
    """``open``, but what it opens by name to write bytes tells each write."""

    def wrapped(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if isinstance(file, int) or "b" not in mode or not set(mode) & set("wxa"):
            return call(file, mode, *arguments, **options)
        raw = _Told(file, mode.replace("b", ""), opener=options.get("opener"))
        raw.step = step
        return raw if options.get("buffering") == 0 else io.BufferedWriter(raw)

    return wrapped


class _Told(io.FileIO):
    """What is below a file that was opened to be written."""

    step: Step

    def write(self, data: Any) -> int:
        middle = len(data) // 2
        super().write(data[:middle])
        self.step("write", self.fileno())
        return middle + (super().write(data[middle:]) or 0)
