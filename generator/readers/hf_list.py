"""A list of Hugging Face's items as text, in a wrapper or not: what the API and the page have in common."""

import re
from collections import Counter
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.model.dates import check_date
from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers import strict_json
from generator.readers.hf_item import Reported, read_item
from generator.readers.reader import unread

_LIST = re.compile(r'"(?:data|dailyPapers)"\s*:\s*\[')
_CLOSED = re.compile(r"[\s,]*\]")
_DATES = ("dateString", "date")


class Listing(NamedTuple):
    """Where the items begin, and what the object around them says."""

    start: int
    wrapper: dict[str, Any]

    @property
    def date(self) -> str | None:
        """The day that the wrapper names."""
        for key in _DATES:
            try:
                return check_date(str(self.wrapper.get(key))[:10])
            except ValueError:
                continue
        return None


def find(text: str) -> Listing | None:
    """The list of a text: all of it, or the one under ``data`` or ``dailyPapers``."""
    opening = re.match(r"\s*\[", text) or _LIST.search(text)
    if opening is None:
        return None
    end = strict_json.closing(text, opening.end() - 1)
    before = text[: opening.end()]
    return Listing(opening.end(), _object(f"{before}]{text[end:]}") or _object(f"{before}]}}"))


def _object(text: str) -> dict[str, Any]:
    try:
        value = strict_json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def read(text: str, listing: Listing, *, name: str, date: str | None, line: int = 1) -> Reading:
    """The digest of a list; ``name`` is its format and its source. ``line`` is where the text begins."""
    entries: list[Entry] = []
    left: list[Unread] = []
    days: Counter[str] = Counter()
    place, end = 0, listing.start
    for number, item in enumerate(strict_json.items(text, listing.start), start=1):
        line += text.count("\n", place, item.offset)
        place, end = item.offset, item.offset + len(item.text)
        reported = _reported(item, line)
        if isinstance(reported, str):
            left.append(unread(line, item.text, f"Entry {number} cannot be read: {reported}."))
            continue
        entries.append(reported.entry)
        days.update([reported.listed] if reported.listed else [])
        left.extend(unread(line, reported.entry.title, f"Entry {number}: {note}.") for note in reported.notes)
    if _CLOSED.match(text, end) is None:
        left.append(
            unread(line + text.count("\n", place), "", "The list breaks off; more may have followed.")
        )
    day = date or _commonest(days) or listing.date
    digest = Digest(source=name, format=name, date=day, entries=tuple(entries))
    return Reading((digest,), tuple(left))


def _reported(item: strict_json.Item, line: int) -> Reported | str:
    if item.reason is not None:
        return item.reason
    try:
        return read_item(item.value, line)
    except ValidationError as error:
        return str(error.errors(include_url=False, include_input=False)[0]["msg"])
    except ValueError as error:
        return str(error)


def _commonest(days: Counter[str]) -> str | None:
    """The day that most entries name; of two equals, the earlier."""
    return min(days, key=lambda day: (-days[day], day), default=None)
