"""The Daily Papers of Hugging Face (``/api/daily_papers?date=2026-03-04&limit=100&p=0`` …), and its search.

The answer is handed on as it was sent, item by item, since what reads it knows its faults. Pages are asked
for until one brings nothing new, however many papers a page holds.
"""

import re

from generator.readers import hf_list, strict_json
from generator.sources.errors import SourceError
from generator.sources.web import Answer, Manners, PassingError, Web

MANNERS = Manners(gap=0.6, patience=1.0, tries=5, remedy="Look at HF_ENDPOINT.")
"""Five hundred questions in five minutes is what a visitor without a token may ask."""
ENDPOINT = "https://huggingface.co"
SIZE = 100
"""Papers a page; the API gives no more at once."""
MOST_PAGES = 20
FOUND = 5
"""Papers that a search gives."""
LONGEST_QUERY = 250
"""Characters that a search takes."""

_ENDPOINT = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_CLOSED = re.compile(r"[\s,]*\]")
_SAID = ("error", "message", "detail")


def daily_papers(web: Web, day: str, endpoint: str = ENDPOINT) -> bytes | None:
    """The list of a day as one JSON list, or None where there is none, as at weekends. Raises SourceError."""
    address = _address(endpoint, "api/daily_papers")
    seen: dict[str, str] = {}
    for page in range(MOST_PAGES):
        query = {"date": day, "limit": str(SIZE), "p": str(page)}
        items = web.get(address, query, _items)
        if items.keys() <= seen.keys():
            break
        seen = items | seen
    return f"[{','.join(seen.values())}]".encode() if seen else None


def search(web: Web, title: str, endpoint: str = ENDPOINT) -> bytes:
    """The papers that are most like a title, as one JSON list, which may be empty. Raises SourceError."""
    query = {"q": title[:LONGEST_QUERY], "limit": str(FOUND)}
    items = web.get(_address(endpoint, "api/papers/search"), query, _items)
    return f"[{','.join(items.values())}]".encode()


def _address(endpoint: str, path: str) -> str:
    if not _ENDPOINT.fullmatch(endpoint):
        raise SourceError("HF_ENDPOINT is no address", f"Write it as {ENDPOINT}.")
    return f"{endpoint.rstrip('/')}/{path}"


def _items(answer: Answer) -> dict[str, str]:
    """The items of a page as JSON, by the paper's id, or by their text where they have none."""
    text = answer.body.decode("utf-8-sig", "replace")
    if answer.status == 200 and not text.strip():
        raise PassingError("the answer is empty", "Try again later.")
    listing = None if text.lstrip()[:1] == "<" else hf_list.find(text)
    if answer.status != 200 or listing is None:
        raise _failure(answer.status, text)
    found: dict[str, str] = {}
    end = listing.start
    for item in strict_json.items(text, listing.start):
        found.setdefault(_key(item), item.text)
        end = item.offset + len(item.text)
    if _CLOSED.match(text, end) is None:
        raise PassingError("the list breaks off", "Try again later.")
    return found


def _key(item: strict_json.Item) -> str:
    paper = item.value.get("paper") if isinstance(item.value, dict) else None
    identifier = paper.get("id") if isinstance(paper, dict) else None
    return identifier if isinstance(identifier, str) and identifier else item.text


def _failure(status: int, text: str) -> SourceError:
    """Why an answer is no list of papers, with as much of the server's own words as fits a line."""
    if text.lstrip()[:1] == "<":
        return SourceError(f"a web page came instead of a list ({status})", "Look at HF_ENDPOINT.")
    try:
        value = strict_json.loads(text)
    except (ValueError, RecursionError):
        value = None
    said = [value[key] for key in _SAID if value.get(key)] if isinstance(value, dict) else []
    if said:
        words = " ".join(str(said[0])[:120].split())
        return SourceError(f"the server refused ({status}): {words!r}", "Look at the date and at HF_TOKEN.")
    return SourceError(f"what came is no list of papers ({status})", "Look at HF_ENDPOINT.")
