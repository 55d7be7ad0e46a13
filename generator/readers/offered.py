"""Readers of other packages, which name them in the group ``papershelf.readers`` of their entry points."""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import NamedTuple

import msgspec

from generator.model.digest import Reading
from generator.readers.reader import Reader, UnreadableError

GROUP = "papershelf.readers"
_PARTS = ("name", "source", "limit", "recognises", "read")


class Offered(NamedTuple):
    """The readers that could be loaded, by name, and a line for people about each of the others."""

    readers: tuple[Reader, ...]
    faults: tuple[str, ...]


class Guarded:
    """A reader that is not ours: whatever it raises becomes word of what is wrong with it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name, self.source, self.limit = reader.name, reader.source, reader.limit

    def recognises(self, head: str) -> bool:
        """Whether it says so; a reader that fails here recognises nothing."""
        try:
            return bool(self._reader.recognises(head))
        except Exception:
            return False

    def read(self, text: str, date: str | None = None) -> Reading:
        """What it reads. Raises UnreadableError, also for its own mistakes."""
        try:
            return _checked(self._reader.read(text, date))
        except UnreadableError:
            raise
        except Exception as error:
            message = f"The reader {self.name!r} of another package failed ({type(error).__name__})."
            raise UnreadableError(1, message, "Tell its authors, or remove that package.") from error


def _checked(reading: Reading) -> Reading:
    """The reading, if its values are what they should be, or can be made so. Raises ValueError, TypeError."""
    plain = msgspec.to_builtins(reading, enc_hook=_plain)
    return msgspec.convert(plain, Reading, strict=False)


def _plain(value: object) -> str:
    """What libraries give for text that is more than that, as those that take HTML apart do."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(type(value).__name__)


@cache
def offered() -> Offered:
    """What the installed packages offer."""
    found = list(_loaded())
    faults = [one for one in found if isinstance(one, str)]
    return Offered(tuple(one for one in found if not isinstance(one, str)), tuple(faults))


def _loaded() -> Iterator[Reader | str]:
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            reader = point.load()
        except Exception as error:
            yield _fault(point, f"cannot be loaded: {type(error).__name__}: {str(error)[:200]}")
            continue
        missing = [part for part in _PARTS if not hasattr(reader, part)]
        yield _fault(point, f"lacks {', '.join(missing)}") if missing else Guarded(reader)


def _fault(point: EntryPoint, what: str) -> str:
    return f"The reader {point.name!r} ({point.value}) {what}."
