"""JSON that may be hostile or half broken: one item after the other, so that a bad one harms no other."""

import ast
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

DEPTH = 60
ITEM = 4 << 20
REPR = 1 << 20
DAMAGED = 100

_BLANK = re.compile(r"[\s,]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_START = re.compile(r""",\s*(?=\{\s*"paper"|"\{'paper')""")
_HALF_PAIR = re.compile(r"\\u[dD][89a-fA-F]")
_REPR_STRING = re.compile(r"'[^'\\]*(?:\\.[^'\\]*)*'|\"[^\"\\]*(?:\\.[^\"\\]*)*\"", re.DOTALL)
_REPR_REST = re.compile(
    r"(?:[\[\]{}(),:]|(?<![\w.\])}])-?+\d++(?:\.\d*+)?+(?:[eE][+-]?\d++)?+|None|True|False)*+"
)


_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}
_ROUND = str.maketrans("()", "[]")


class Item(NamedTuple):
    """An item of a list: its value, or why it has none."""

    offset: int
    text: str
    value: Any
    reason: str | None = None


def loads(text: str) -> Any:
    """The value of a JSON text; ValueError says what is wrong with it.

    Refused besides what JSON forbids: NaN, a key that comes twice, half of a surrogate pair, deep nesting.
    """
    if len(text) > ITEM:
        raise ValueError(f"it is longer than {ITEM >> 20} MiB")
    if _depth(text) > DEPTH:
        raise ValueError(f"it is nested deeper than {DEPTH} levels")
    value = json.loads(text, object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    if _HALF_PAIR.search(text):
        _check_characters(value)
    return value


def literal(text: str) -> Any:
    """The value of what Python prints of a dictionary; ValueError where it is anything else.

    Only strings, numbers, None, True, False and brackets around them come through: no operator, no name,
    no call ever reaches the parser.
    """
    if len(text) > REPR:
        raise ValueError(f"it is longer than {REPR >> 20} MiB")
    rest = "".join(_REPR_STRING.sub("0", text).split())
    if _REPR_REST.fullmatch(rest) is None or _depth(rest.translate(_ROUND)) > DEPTH:
        raise ValueError("it is no plain Python value")
    try:
        value = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise ValueError("it is no plain Python value") from error
    _check_characters(value)
    return value


def items(text: str, offset: int) -> Iterator[Item]:
    """The items of the list that opens before ``offset``, up to its end or the end of the text.

    Where an item is damaged, the next one is looked for by brackets that match, else by how items begin.
    After a hundred of them the rest counts as one, since each may cost a walk through the text.
    """
    starts = [match.end() for match in _START.finditer(text, offset)]
    decoder = json.JSONDecoder()
    damaged = 0
    while True:
        offset = _BLANK.match(text, offset).end()  # type: ignore[union-attr]
        if offset >= len(text) or text[offset] == "]":
            return
        try:
            end = decoder.raw_decode(text, offset)[1]
        except (ValueError, RecursionError):
            damaged += 1
            end = _end_of_damaged(text, offset, starts) if damaged < DAMAGED else len(text)
        yield _item(text, offset, end)
        offset = end


def closing(text: str, offset: int, stop: int | None = None) -> int:
    """Where the brackets that open at ``offset`` are closed; at the latest at ``stop`` or the text's end."""
    stop = len(text) if stop is None else stop
    depth = 0
    for match in _TOKEN.finditer(text, offset, stop):
        depth += _STEP.get(match[0], 0)
        if depth < 0:
            return match.start()
        if depth == 0 and match[0] in _STEP:
            return match.end()
    return stop


def _item(text: str, start: int, end: int) -> Item:
    piece = text[start:end].rstrip(" ,\t\n")
    try:
        value = loads(piece)
        return Item(start, piece, literal(value) if isinstance(value, str) else value)
    except json.JSONDecodeError as error:
        reason = f"it is damaged JSON ({error.msg}, character {error.pos + 1} of the entry)"
        return Item(start, piece, None, reason)
    except (ValueError, RecursionError) as error:
        return Item(start, piece, None, _reason(error))


def _reason(error: Exception) -> str:
    if "integer string conversion" in str(error):
        return "it has a number of thousands of digits"
    return str(error)


def _end_of_damaged(text: str, offset: int, starts: list[int]) -> int:
    following = bisect_right(starts, offset)
    stop = starts[following] if following < len(starts) else len(text)
    return max(closing(text, offset, stop), offset + 1)


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _TOKEN.finditer(text):
        depth += _STEP.get(match[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        key, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ValueError(f"the key {key[:40]!r} comes twice")
    return result


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _check_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise ValueError("it holds half of a surrogate pair, which is no character") from None
