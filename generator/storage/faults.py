"""What is wrong with a value that is not of its form: which part of it, and what in words."""

import json
import re
from collections.abc import Iterator

import msgspec

_OTHER = re.compile(r"Expected `(\w++)[^`]*+`, got `(\w++)`")
_UNKNOWN = "Object contains unknown field"
_WORDS = {
    "str": "a text", "object": "a table", "array": "a list", "int": "a number", "float": "a number",
    "bool": "true or false", "null": "nothing",
}  # fmt: skip


def fault(value: object, form: type[object]) -> str | None:
    """What is wrong first, after the key at which it stands; None where nothing is. Of the form nothing may
    be required."""
    for place, part in _parts(value):
        try:
            msgspec.convert(part, form)
        except msgspec.ValidationError as error:
            what = _in_words(str(error).partition(" - at ")[0])
            return f"{place}: {what}" if place else what
    return None


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """Each member by itself, and each member of a member within it."""
    if not isinstance(value, dict):
        yield "", value
        return
    for name, its in value.items():
        if isinstance(its, dict) and its:
            yield from ((f"{_key(name)}.{_key(key)}", {name: {key: one}}) for key, one in its.items())
        else:
            yield _key(name), {name: its}


def _key(name: str) -> str:
    """A key as it may stand in a line of text."""
    return name if name.isprintable() and name else json.dumps(name)


def _in_words(message: str) -> str:
    """What the library says, for people.

    >>> _in_words("Expected `str | null`, got `int`")
    'it is a number, where a text belongs'
    """
    if message.startswith(_UNKNOWN):
        return "nothing here is called so"
    found = _OTHER.fullmatch(message)
    if found is None:
        return message
    wanted, given = (_WORDS.get(word, "something else") for word in found.groups())
    return f"it is {given}, where {wanted} belongs"
