"""The text of a page becomes its paper, with every fault named at its line."""

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from generator.model import ids
from generator.model.dates import check_date
from generator.model.fields import LISTS, SCALARS
from generator.model.page import Page
from generator.model.paper import LINK_KINDS, STATUSES, Paper
from generator.model.problem import Problem
from generator.text import body
from generator.text.characters import is_blank
from generator.text.content import ReadContent
from generator.text.front_matter import FrontMatterError, Value, body_of, parse, values_and_body
from generator.text.list_faults import Fault, not_a_list
from generator.text.yaml_mistakes import NO_BREAK, no_break_spaces

_SCHEMES = ("https://", "http://")
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-]{0,30}:(?!\d)")
_NOT_IN_ADDRESS = re.compile(r"""[\s\x00-\x1f<>"\\^`{|}]""")
LONGEST_LINE = 1000
"""Characters of a title, a name or a tag, which stand in listings too; twice what the machine writes."""
LONGEST_TEXT = 40_000
"""Characters of any other value."""
MOST_MEMBERS = 10_000
"""Authors, categories, tags of a paper; twice what the machine writes."""
_MOST_SHOWN = 80
"""Characters of a faulty value that a message repeats."""


def read_page(path: str, text: str) -> tuple[Page | None, list[Problem]]:
    """The page, or None where it cannot be published; and what is wrong with it.

    Unknown keys are no concern of the reader: they survive, and `check` names them.
    """
    try:
        values, below = values_and_body(text)
    except FrontMatterError as error:
        return None, [
            Problem(path, error.line, error.column, error.message, error.remedy, rule="front-matter")
        ]
    if faults := list(_faults(values)):
        place_of = parse(text).place_of
        return None, [
            Problem(path, *place_of(*place), message, remedy, rule="field")
            for place, message, remedy in faults
        ]
    return Page(path, msgspec.convert(_facts(values), Paper), _content(text, below)), []


def read_content(text: str) -> ReadContent:
    """What a page holds below its front matter, which is not looked into. Raises FrontMatterError."""
    return _content(text, body_of(text))


def _content(text: str, below: str) -> ReadContent:
    parts = body.split(below.replace("\r\n", "\n"))
    return ReadContent(text, parts.abstract, parts.notes)


def _facts(values: Mapping[str, Value]) -> dict[str, object]:
    facts: dict[str, object] = {key: values[key] for key in SCALARS if values.get(key)}
    facts |= {key: tuple(values[key]) for key in LISTS if values.get(key)}
    stated = values.get("ids") or {}
    assert isinstance(stated, dict)
    facts["ids"] = {kind: ids.normalise(kind, str(value)) for kind, value in stated.items() if value}
    links = values.get("links") or {}
    assert isinstance(links, dict)
    facts["links"] = {
        kind: tuple([value] if isinstance(value, str) else value) for kind, value in links.items() if value
    }
    return facts


def _faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    title = values.get("title", "")
    if isinstance(title, str) and is_blank(title):
        yield ("title",), "The page has no title.", 'Add a line title: "…".'
    for key in SCALARS:
        if not isinstance(values.get(key, ""), str):
            yield (key,), f"{key} is not a single value.", f"Write {key}: and the text on one line."
    yield from _length_faults(values)
    for key in LISTS:
        yield from _list_faults((key,), values.get(key, ""))
    yield from _date_faults(values.get("date", ""))
    yield from _status_faults(values.get("status", ""))
    yield from _mapping_faults("ids", values.get("ids", ""), ids.KINDS, _id_faults)
    yield from _mapping_faults("links", values.get("links", ""), LINK_KINDS, _link_faults)


def _length_faults(values: Mapping[str, Value]) -> Iterator[Fault]:
    for key, value in values.items():
        longest = LONGEST_LINE if key == "title" else LONGEST_TEXT
        if isinstance(value, str) and len(value) > longest:
            yield (key,), f"{key} is longer than {longest:,} characters.", "Shorten it."
        elif not isinstance(value, str) and len(value) > MOST_MEMBERS:
            yield (key,), f"{key} has more than {MOST_MEMBERS:,} members.", "Keep those that matter."


def _list_faults(place: tuple[str | int, ...], value: Value) -> Iterator[Fault]:
    if value == "":
        return
    if not isinstance(value, list):
        yield not_a_list(place, value)
        return
    for index, member in enumerate(value):
        if not isinstance(member, str) or not member.strip():
            yield (
                (*place, index),
                f"{place[-1]} holds something that is not plain text.",
                "Write one name a line.",
            )
        elif len(member) > LONGEST_LINE:
            yield (*place, index), f"This is longer than {LONGEST_LINE:,} characters.", "Shorten it."


def _date_faults(value: Value) -> Iterator[Fault]:
    if isinstance(value, str) and value:
        try:
            check_date(value)
        except ValueError:
            yield (
                ("date",),
                f"{shown(value)} is not a date.",
                "Write a year, a month or a day: 2024, 2024-01, 2024-01-13.",
            )


def _status_faults(value: Value) -> Iterator[Fault]:
    if isinstance(value, str) and value and value not in STATUSES:
        yield ("status",), f"{shown(value)} is not a status.", f"Write {' or '.join(STATUSES)}."


def _mapping_faults(
    key: str, value: Value, kinds: tuple[str, ...], member_faults: Callable[[str, Value], Iterator[Fault]]
) -> Iterator[Fault]:
    if value == "":
        return
    if isinstance(value, str) and any(no_break_spaces([value])):
        yield (key, 0), *NO_BREAK
        return
    if not isinstance(value, dict):
        yield (
            (key,),
            f"{key} has no kinds.",
            f"Write a kind and a colon on each line below: {', '.join(kinds)}.",
        )
        return
    for kind, member in value.items():
        if kind not in kinds:
            yield (key, kind), f"{kind!r} is not a kind of {key}.", f"Use one of: {', '.join(kinds)}."
        elif member != "":
            yield from member_faults(kind, member)


def _id_faults(kind: str, value: Value) -> Iterator[Fault]:
    if not isinstance(value, str) or ids.normalise(kind, value) is None:
        named = ids.from_address(value) if isinstance(value, str) else None
        example = f"as in {ids.EXAMPLES[kind]}" if named is None or named.kind != kind else named.value
        remedy = f"Write {example}." if named else f"Write it {example}."
        yield ("ids", kind), f"{shown(value)} is not an id of {kind}.", remedy


def _link_faults(kind: str, value: Value) -> Iterator[Fault]:
    addresses = [value] if isinstance(value, str) else value
    for index, address in enumerate(addresses):
        place = ("links", kind) if isinstance(value, str) else ("links", kind, index)
        if not isinstance(address, str) or not is_address(address):
            yield place, *_what_is_wrong(address)


def _what_is_wrong(address: Value | str) -> tuple[str, str]:
    """The message and the remedy for something that is no address."""
    if not isinstance(address, str):
        return f"{shown(address)} is not an address.", "Write one address, or a list of them."
    scheme = _OTHER_SCHEME.match(address)
    if scheme is None:
        return f"{shown(address)} is not an address.", "Write it whole, beginning with https://."
    name = scheme[0].lower()
    if f"{name}//" in _SCHEMES:
        return f"{shown(address)} is not an address.", f"Write it as {name}//host/path, without spaces."
    return f"{shown(address)} begins with {scheme[0]}, which is not allowed.", "Link to an https:// address."


def is_address(text: str) -> bool:
    """Whether a text is an address that the site may link: http or https, a host, no space or control."""
    scheme = next((scheme for scheme in _SCHEMES if text.startswith(scheme)), "")
    rest = text[len(scheme) :]
    return bool(scheme and rest and rest[0] not in "/?#") and not _NOT_IN_ADDRESS.search(text)


def shown(value: Value) -> str:
    """A value as a message repeats it: on one line, between quotes, not longer than needed."""
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
