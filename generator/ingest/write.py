"""The text of a page: a new one from its facts, or an old one with as little changed as can be."""

from collections.abc import Mapping

from generator.ingest.combine import Theirs
from generator.ingest.merge import Merged
from generator.model.fields import MAPPINGS, roots
from generator.model.ledger import Value
from generator.text.body import replace_abstract
from generator.text.edit import change, compose
from generator.text.front_matter import Value as Yaml
from generator.text.front_matter import parse


def new_page(theirs: Theirs) -> str:
    """The file of a paper that has no page yet."""
    values = _front_matter({}, theirs.fields)
    body = f"\n{theirs.abstract}\n" if theirs.abstract else ""
    return compose({key: value for key, value in values.items() if value is not None}, body)


def change_page(text: str, merged: Merged) -> str:
    """The file after a merge; byte for byte the same where nothing changes. Raises FrontMatterError."""
    if merged.changes:
        text = change(text, _front_matter(parse(text).values, merged.changes))
    if merged.abstract is not None:
        matter = parse(text)
        head = text[: len(text) - len(matter.body)]
        end = "\r\n" if matter.opening.endswith("\r\n") else "\n"
        text = head + replace_abstract(matter.body, merged.abstract, end)
    return text


def _front_matter(present: Mapping[str, Yaml], fields: Mapping[str, Value | None]) -> dict[str, Yaml | None]:
    """Flat fields as changes of the front matter's keys; a mapping is given whole, with all its members."""
    changes: dict[str, Yaml | None] = {}
    for root in roots(fields):
        changes[root] = _mapping(root, present, fields) if root in MAPPINGS else _value(fields[root])
    return changes


def _mapping(root: str, present: Mapping[str, Yaml], fields: Mapping[str, Value | None]) -> Yaml | None:
    old = present.get(root)
    members: dict[str, Yaml] = dict(old) if isinstance(old, dict) else {}
    for field, value in fields.items():
        mapping, _, key = field.partition(".")
        if mapping != root:
            continue
        if value is None:
            members.pop(key, None)
        else:
            members[key] = value[0] if isinstance(value, tuple) and len(value) == 1 else _value(value) or ""
    return members or None


def _value(value: Value | None) -> Yaml | None:
    return list(value) if isinstance(value, tuple) else value
