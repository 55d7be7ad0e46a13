"""What a reader is, and how it says that it cannot read."""

from typing import Protocol

from generator.model.digest import Reading, Unread

MEBIBYTE = 1 << 20
EXCERPT = 160


class Reader(Protocol):
    """A format. A module or an object will do; entry points of the group ``papershelf.readers`` name more."""

    name: str
    """Written into ``Digest.format``."""
    source: str
    """The source of its digests where the caller names none."""
    limit: int
    """Bytes of text that it agrees to read."""

    def recognises(self, head: str) -> bool:
        """Whether a text that begins like this is of the format. The beginning may be cut anywhere."""
        ...

    def read(self, text: str, date: str | None = None) -> Reading:
        """Every digest of the text; a date that the caller knows goes before what the text says.

        Raises UnreadableError where the text as a whole is no digest. A piece that is none
        becomes an Unread, and the rest is read.
        """
        ...


class UnreadableError(Exception):
    """A file that is no digest: where that shows, what is wrong, and what to do."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(line, message, remedy)
        self.line = line
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"line {self.line}: {self.message} {self.remedy}"


def unread(line: int, text: str, reason: str) -> Unread:
    """What was not understood, with as much of it as fits a line of the report."""
    shown = " ".join(text[: 4 * EXCERPT].split())
    if len(shown) > EXCERPT or len(text) > 4 * EXCERPT:
        shown = shown[: EXCERPT - 1].rstrip() + "…"
    return Unread(line, shown, reason)
