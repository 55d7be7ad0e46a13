"""The text of a page in ``docs/authors/`` becomes a person, with every fault named at its line."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

import msgspec

from generator.model.author import Person
from generator.model.ids import EXAMPLES, normalise
from generator.model.problem import Problem
from generator.text.front_matter import FrontMatter, FrontMatterError, Value, parse
from generator.text.list_faults import Fault, not_a_list

KEYS: Final = ("name", "variants", "papers")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"(papers/\d{4}(?:-\d{2})?/[A-Za-z0-9_][A-Za-z0-9._-]*?)(?:\.md|/)?")
_KINDS = ("arxiv", "doi", "acl", "openreview")
"""The schemes of ids, the strictest first: what looks like an arXiv id is one."""


def parse_person(path: str, text: str) -> tuple[Person | None, list[Problem]]:
    """The person, or None where the page cannot be used; and what is wrong with it.

    The slug is the file's name, the description the first paragraph below the front matter.
    """
    try:
        matter = parse(text)
    except FrontMatterError as error:
        return None, [
            Problem(path, error.line, error.column, error.message, error.remedy, rule="front-matter")
        ]
    slug = PurePosixPath(path).stem
    problems = [
        Problem(path, *matter.place_of(*place), message, remedy, rule="author")
        for place, message, remedy in (*_slug_faults(slug), *_faults(matter))
    ]
    return (None, problems) if problems else (_person(slug, matter), [])


def reference(text: str) -> str | None:
    """A paper as a person's page names it: an id in its canonical form, or an address; None for neither.

    >>> reference("arXiv:2401.07037v2"), reference("papers/2026-11/xcot.md")
    ('2401.07037', 'papers/2026-11/xcot')
    """
    if match := _ADDRESS.fullmatch(text.strip()):
        return match[1]
    return next(filter(None, (normalise(kind, text) for kind in _KINDS)), None)


def _person(slug: str, matter: FrontMatter) -> Person:
    values = matter.values
    paragraph = matter.body.strip().partition("\n\n")[0]
    named = (reference(str(member)) for member in values.get("papers") or ())
    facts = {"slug": slug, "name": values["name"], "description": " ".join(paragraph.split())}
    return msgspec.convert({**facts, "variants": values.get("variants") or (), "papers": list(named)}, Person)


def _slug_faults(slug: str) -> Iterator[Fault]:
    if not _SLUG.fullmatch(slug):
        message = f"{slug!r} cannot name a person's page."
        yield (), message, "Rename the file: lower-case ASCII letters, digits and single hyphens."


def _faults(matter: FrontMatter) -> Iterator[Fault]:
    values = matter.values
    name = values.get("name", "")
    if not isinstance(name, str):
        yield ("name",), "name is not a single value.", "Write name: and the name on one line."
    elif not name.strip():
        yield ("name",), "The person has no name.", "Add a line name: and the name as it is shown."
    for key in values:
        if key not in KEYS:
            yield (key,), f"{key!r} is no key of a person.", f"Use one of: {', '.join(KEYS)}."
    for key in ("variants", "papers"):
        yield from _list_faults(key, values.get(key, ""))


def _list_faults(key: str, value: Value) -> Iterator[Fault]:
    if value == "":
        return
    if not isinstance(value, list):
        yield not_a_list((key,), value)
        return
    for index, member in enumerate(value):
        if not isinstance(member, str) or not member.strip():
            yield (key, index), f"{key} holds something that is not a line of text.", "Write one a line."
        elif key == "papers" and reference(member) is None:
            remedy = f"Write an id ({EXAMPLES['arxiv']}) or an address (papers/2026-11/its-name)."
            yield (key, index), f"{member!r} names no paper.", remedy
