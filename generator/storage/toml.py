"""A TOML file that people write becomes a value; what is wrong with it is told at its key."""

import tomllib
from typing import TypeVar

import msgspec

from generator.storage.faults import fault

_Form = TypeVar("_Form")


def decode(text: str, form: type[_Form]) -> _Form:
    """The value in a text of TOML, of a form in which nothing is required. Raises ValueError."""
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    try:
        return msgspec.convert(values, form)
    except msgspec.ValidationError as error:
        raise ValueError(fault(values, form) or str(error)) from None
