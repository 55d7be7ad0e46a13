"""Records and ledgers as JSON: one line for each entry or page, so that a change shows as one line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.model import ledger, record
from generator.model.ledger import Ledger, Written
from generator.model.record import Record


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
        suggestions = (_json(one._asdict()) for one in value.suggestions)
        head = {"version": value.version, "kind": value.kind, **head}
        return _lines(head, {"entries": entries, "suggestions": suggestions})
    return _lines(head, {"entries": entries, "unread": map(_json, value.unread)})


def decode_record(text: str) -> Record:
    """Read a record. Raises LogError."""
    return _decode(Record, text, record.SCHEMA)


def encode_ledger(pages: Mapping[str, Written]) -> str:
    """The text of a month's ledger."""
    members = [f"{encode_path(path)}: {_compact(pages[path])}" for path in sorted(pages)]
    return f'{{\n"version": {ledger.SCHEMA},\n"pages": {{\n' + ",\n".join(members) + "\n}\n}\n"


def encode_path(path: str) -> str:
    """How a page is named in a ledger, at the beginning of its line."""
    return _json(path)


def decode_ledger(text: str) -> Ledger:
    """Read a ledger. Raises LogError."""
    return _decode(Ledger, text, ledger.SCHEMA)


_Log = TypeVar("_Log", Record, Ledger)


def _decode(model: type[_Log], text: str, newest: int) -> _Log:
    try:
        log = model.model_validate_json(text)
    except ValidationError as error:
        _refuse_other(version_of(text), newest)  # another form says best why it is not this one
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise LogError(f"{place}: {first['msg']}" if place else first["msg"]) from None
    _refuse_other(log.version if "version" in log.model_fields_set else 0, newest)
    return log


def version_of(text: str) -> int | None:
    """The version of a log's form, 0 where it carries none; None where the text is no log of any form."""
    try:
        version = json.loads(text).get("version", 0)
    except (ValueError, AttributeError, RecursionError):
        return None
    return version if type(version) is int and version >= 0 else None


def _refuse_other(version: int | None, newest: int) -> None:
    if version is not None and version > newest:
        raise NewerError(f"version {version} is newer than this program knows ({newest})")
    if version is not None and version < newest:
        raise OlderError(f"version {version} is older than what this program writes ({newest})")


def _compact(value: BaseModel) -> str:
    return _json(value.model_dump(mode="json", exclude_defaults=True))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


def _lines(head: Mapping[str, object], lists: Mapping[str, Iterable[str]]) -> str:
    members = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    for key, values in lists.items():
        rows = ",\n".join(values)
        members.append(f"{_json(key)}: [\n{rows}\n]" if rows else f"{_json(key)}: []")
    return "{\n" + ",\n".join(members) + "\n}\n"
