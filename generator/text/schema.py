"""What front matter may say, for editors (JSON Schema) and for people (a table), from the one model."""

from typing import Any, NamedTuple

import msgspec

from generator.model import ids
from generator.model.fields import KEYS, LISTS, MAPPINGS
from generator.model.paper import LINK_KINDS, STATUSES, Paper
from generator.model.tag import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PAPER = msgspec.json.schema(Paper)["$defs"]["Paper"]
_ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
_STATED = {"type": "string", "minLength": 1}
_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

_EXAMPLES = {
    "title": '"Attention Is All You Need"',
    "authors": "a list of names",
    "date": "2017-06-12, 2017-06 or 2017",
    "ids": f'arxiv: "{ids.EXAMPLES["arxiv"]}"',
    "venue": "NeurIPS 2017",
    "organization": "Google Brain",
    "categories": "a list such as cs.CL",
    "links": "code: https://github.com/…",
    "summary": '"A network of attention alone."',
    "tags": "a list such as machine-translation",
    "status": " or ".join(STATUSES),
    "notice": '"Withdrawn by the authors: https://…"',
}


def front_matter_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The JSON Schema of a page's front matter; with a vocabulary, tags are completed from it."""
    properties = {key: _property(key) for key in KEYS}
    if vocabulary:
        properties["tags"]["items"] = {"enum": [tag.slug for tag in vocabulary]}
    return {
        "$schema": DIALECT,
        "title": "The front matter of a paper's page",
        "type": "object",
        "properties": properties,
        "required": _PAPER["required"],
        "additionalProperties": False,
    }


def _property(key: str) -> dict[str, Any]:
    return {"description": _told(key), **(_STATED if _is_required(key) else _form(key))}


def _told(key: str) -> str:
    return str(_PAPER["properties"][key]["description"])


def _is_required(key: str) -> bool:
    return key in _PAPER["required"]


def _form(key: str) -> dict[str, Any]:
    """How a value is written. One that is left empty is absent, which YAML calls null."""
    if key in LISTS:
        return {"type": ["array", "null"], "items": _STATED}
    if key in MAPPINGS:
        return {"type": ["object", "null"], "properties": _members(key), "additionalProperties": False}
    if key == "date":
        # YAML takes a bare year for a number.
        return {"type": ["string", "integer", "null"], "pattern": _DATE, "minimum": 1000, "maximum": 9999}
    if key == "status":
        return {"enum": [*STATUSES, None]}
    return {"type": ["string", "null"]}


def _members(key: str) -> dict[str, Any]:
    if key == "ids":
        return {
            kind: {"type": ["string", "null"], "examples": [example]}
            for kind, example in ids.EXAMPLES.items()
        }
    forms = [_ADDRESS, {"type": "array", "items": _ADDRESS}, {"type": "null"}]
    return {kind: {"anyOf": forms} for kind in LINK_KINDS}


class KeyRow(NamedTuple):
    """A key of front matter, told to people."""

    key: str
    written: str
    meaning: str


def key_rows() -> list[KeyRow]:
    """The keys of a page: how each is written, and what it means."""
    return [KeyRow(key, _EXAMPLES[key], _meaning(key)) for key in KEYS]


def field_table() -> str:
    """The keys of a page as a Markdown table."""
    rows = [f"| `{row.key}` | {row.written} | {row.meaning} |" for row in key_rows()]
    return "\n".join(["| key | written | meaning |", "|---|---|---|", *rows]) + "\n"


def _meaning(key: str) -> str:
    meaning = _told(key)
    if _is_required(key):
        meaning += " Required."
    if key == "links":
        meaning += f" Kinds: {', '.join(LINK_KINDS)}. A kind may hold a list."
    return meaning
