"""Records and ledgers as JSON: one line for each entry or page, so that a change shows as one line."""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.json import Decoder

from generator.model import ledger, record
from generator.model.ledger import Ledger, Written
from generator.model.record import Record
from generator.storage.faults import fault


class LogError(ValueError):
    """A record or a ledger that is none. Says why in one line; `remedy` is what to do."""

    remedy = "Restore it from git."


class OlderError(LogError):
    """A log in a form that this program has left behind."""

    remedy = "Run papershelf upgrade."


class NewerError(LogError):
    """A log that a later program wrote."""

    remedy = "Install the papershelf that wrote it, or a newer one."


def encode_record(value: Record) -> str:
    """The text of a record's file."""
    head = {"version": value.version, "source": value.source, "format": value.format, "date": value.date}
    entries = map(_compact, value.entries)
    if value.kind == "found":
        suggestions = map(_compact, value.suggestions)
        head = {"version": value.version, "kind": value.kind, **head}
        return _lines(head, {"entries": entries, "suggestions": suggestions})
    return _lines(head, {"entries": entries, "unread": map(_json, value.unread)})


def decode_record(text: str) -> Record:
    """Read a record. Raises LogError."""
    return _decode(_RECORD, text, record.SCHEMA)


def encode_ledger(pages: Mapping[str, Written]) -> str:
    """The text of a month's ledger."""
    members = [f"{encode_path(path)}: {_compact(pages[path])}" for path in sorted(pages)]
    return f'{{\n"version": {ledger.SCHEMA},\n"pages": {{\n' + ",\n".join(members) + "\n}\n}\n"


def encode_path(path: str) -> str:
    """How a page is named in a ledger, at the beginning of its line."""
    return _json(path)


def decode_ledger(text: str) -> Ledger:
    """Read a ledger. Raises LogError."""
    return _decode(_LEDGER, text, ledger.SCHEMA)


class _Versioned(Struct):
    """What every form of a log has in common."""

    version: Annotated[int, Meta(ge=0)] = 0


_RECORD, _LEDGER, _VERSION = Decoder(Record), Decoder(Ledger), Decoder(_Versioned)
_Log = TypeVar("_Log", Record, Ledger)


def _decode(decoder: Decoder[_Log], text: str, newest: int) -> _Log:
    try:
        log = decoder.decode(text)
    except msgspec.DecodeError as error:
        _refuse_other(version_of(text), newest)  # another form says best why it is not this one
        raise LogError(_fault(text, error)) from None
    _refuse_other(version_of(text), newest)
    return log


def _fault(text: str, error: msgspec.DecodeError) -> str:
    """What is wrong with a log, and where: at which page of a ledger, in which line of what is no JSON."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as damage:
        return f"it is damaged JSON ({damage.msg}, line {damage.lineno}, column {damage.colno})"
    except (ValueError, RecursionError):
        return str(error)
    if "$.pages[" in str(error):
        return _misplaced(value["pages"]) or str(error)
    if isinstance(error, msgspec.ValidationError):
        return str(error)
    return f"it is damaged JSON ({error}, line {_line_of(error, text)})"


def _misplaced(pages: Mapping[str, object]) -> str | None:
    """What is wrong first in a ledger, after its page."""
    faults = ((path, fault(written, Written)) for path, written in pages.items())
    return next((f"{path}: {what}" for path, what in faults if what), None)


def _line_of(error: msgspec.DecodeError, text: str) -> int:
    """The line of what JSON forbids, and Python's own reader takes all the same."""
    place = str(error).rpartition("byte ")[2].rstrip(")")
    end = int(place) if place.isdecimal() else len(text.rstrip())
    return text.encode("utf-8", "replace").count(b"\n", 0, end) + 1


def version_of(text: str) -> int | None:
    """The version of a log's form, 0 where it carries none; None where the text is no log of any form."""
    try:
        return _VERSION.decode(text).version
    except (ValueError, RecursionError):
        return None


def _refuse_other(version: int | None, newest: int) -> None:
    if version is not None and version > newest:
        raise NewerError(f"version {version} is newer than this program knows ({newest})")
    if version is not None and version < newest:
        raise OlderError(f"version {version} is older than what this program writes ({newest})")


def _compact(value: Struct) -> str:
    return _json(msgspec.to_builtins(value))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


def _lines(head: Mapping[str, object], lists: Mapping[str, Iterable[str]]) -> str:
    members = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    for key, values in lists.items():
        rows = ",\n".join(values)
        members.append(f"{_json(key)}: [\n{rows}\n]" if rows else f"{_json(key)}: []")
    return "{\n" + ",\n".join(members) + "\n}\n"
