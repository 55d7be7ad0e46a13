"""A TOML file that people write becomes a value; what is wrong with it is told at its key."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

_Form = TypeVar("_Form")


def decode(text: str, form: type[_Form]) -> _Form:
    """The value in a text of TOML, of a form in which nothing is required. Raises ValueError."""
    values = tomllib.loads(text)
    try:
        return msgspec.convert(values, form)
    except msgspec.ValidationError as error:
        raise ValueError(_fault(values, form) or str(error)) from None


def _fault(values: Mapping[str, Any], form: type[object]) -> str | None:
    """What is wrong first, after the key at which it stands."""
    for place, part in _parts(values):
        try:
            msgspec.convert(part, form)
        except msgspec.ValidationError as error:
            return f"{place}: {str(error).partition(' - at ')[0]}"
    return None


def _parts(values: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each value by itself, within its table."""
    for name, value in values.items():
        if isinstance(value, dict) and value:
            yield from ((f"{name}.{key}", {name: {key: member}}) for key, member in value.items())
        else:
            yield name, {name: value}
