"""A ledger of which few pages are wanted: each mostly stands on a line of its own."""

from functools import cached_property

from msgspec import DecodeError
from msgspec.json import Decoder

from generator.model.ledger import Ledger, Written
from generator.storage.logs import decode_ledger, encode_path

_WRITTEN = Decoder(Written)


class LedgerLines:
    """The text of a ledger that has been found sound before. Pages are decoded when they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[str, str] = {}
        for line in text.split("\n"):
            name, _, value = line.partition(": ")
            self._lines[name] = "" if name in self._lines else value.removesuffix(",")

    def page(self, path: str) -> Written:
        """What the machine last wrote to a page. Whoever wrote the file otherwise has it read whole."""
        try:
            return _WRITTEN.decode(self._lines.get(encode_path(path), ""))
        except DecodeError:
            return self._whole.pages[path]

    @cached_property
    def _whole(self) -> Ledger:
        return decode_ledger(self._text)
