"""The Daily Papers API: a list of items, as objects or as what Python prints of them, bare or wrapped."""

import re

from generator.model.digest import Reading
from generator.readers import hf_list, strict_json
from generator.readers.reader import MEBIBYTE, UnreadableError

name = "hf-api"
source = "hf-api"
limit = 64 * MEBIBYTE

_HEAD = re.compile(
    r"""\s*(?:\[\s*(?:[{\]]|"\{|$)|\{\s*"(?:status|error|data|dailyPapers|count|message|statusCode|detail)"\s*:)"""
)

_DAMAGED = re.compile(r"""\s*\[.{0,4096}?[{,]\s*["']paper["']\s*:""", re.DOTALL)
_FAILURES = ("error", "message", "detail", "statusCode")


def recognises(head: str) -> bool:
    """A list of objects (or of strings that hold some), a wrapper around one, or a message of failure."""
    return _HEAD.match(head) is not None or _DAMAGED.match(head) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the answer of the API. Its day is the one on which most entries were listed."""
    listing = hf_list.find(text)
    if listing is None:
        raise _no_list(text)
    return hf_list.read(text, listing, name=name, date=date)


def _no_list(text: str) -> UnreadableError:
    try:
        answer = strict_json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    said = [answer[key] for key in _FAILURES if answer.get(key)] if isinstance(answer, dict) else []
    if not said:
        return UnreadableError(1, "This is JSON without a list of papers.", "Save the API's answer again.")
    shown = " ".join(str(said[0])[:120].split())
    return UnreadableError(1, f"This is a failed download ({shown}), no digest.", "Download the day again.")
