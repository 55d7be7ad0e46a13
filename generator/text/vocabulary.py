"""The text of a page in ``docs/tags/`` becomes its topic, with every fault named at its line."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

import msgspec

from generator.model.problem import Problem
from generator.model.tag import Tag, fold
from generator.text.front_matter import FrontMatter, FrontMatterError, Value, parse
from generator.text.list_faults import Fault, not_a_list

KEYS: Final = ("name", "aliases", "exclusions", "parent")
_SCALARS = ("name", "parent")
_LISTS = ("aliases", "exclusions")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def parse_tag(path: str, text: str) -> tuple[Tag | None, list[Problem]]:
    """The topic, or None where the page cannot be used; and what is wrong with it.

    The slug is the file's name, the description the first paragraph below the front matter.
    Whether a parent exists, or an alias is taken, is a matter between pages and not asked here.
    """
    try:
        matter = parse(text)
    except FrontMatterError as error:
        return None, [
            Problem(path, error.line, error.column, error.message, error.remedy, rule="front-matter")
        ]
    slug = PurePosixPath(path).stem
    problems = [
        Problem(path, *matter.place_of(*place), message, remedy, rule="tag")
        for place, message, remedy in (*_slug_faults(slug), *_faults(matter))
    ]
    return (None, problems) if problems else (_tag(slug, matter), [])


def _tag(slug: str, matter: FrontMatter) -> Tag:
    facts = {key: value for key, value in matter.values.items() if value}
    return msgspec.convert({**facts, "slug": slug, "description": _description(matter.body)}, Tag)


def _description(body: str) -> str:
    """The first paragraph on one line."""
    paragraph: list[str] = []
    for line in body.splitlines():
        if line.strip():
            paragraph.append(line.strip())
        elif paragraph:
            break
    return " ".join(paragraph)


def _slug_faults(slug: str) -> Iterator[Fault]:
    if not _SLUG.fullmatch(slug):
        message = f"{slug!r} cannot name a topic."
        yield (), message, "Rename the file: lower-case ASCII letters, digits and single hyphens."


def _faults(matter: FrontMatter) -> Iterator[Fault]:
    values = matter.values
    if not values.get("name"):
        yield ("name",), "The topic has no name.", "Add a line name: and the words that are shown."
    for key in values:
        if key not in KEYS:
            yield (key,), f"{key!r} is no key of a topic.", f"Use one of: {', '.join(KEYS)}."
    for key in _SCALARS:
        if not isinstance(values.get(key, ""), str):
            yield (key,), f"{key} is not a single value.", f"Write {key}: and the text on one line."
    for key in _LISTS:
        yield from _list_faults(key, values.get(key, ""))


def _list_faults(key: str, value: Value) -> Iterator[Fault]:
    if value == "":
        return
    if not isinstance(value, list):
        yield not_a_list((key,), value)
        return
    seen: set[str] = set()
    for index, member in enumerate(value):
        if not isinstance(member, str) or not fold(member):
            yield (key, index), f"{key} holds something that is not a phrase.", "Write one phrase a line."
        elif member in seen:
            yield (key, index), f"{member!r} stands twice.", "Remove one of them."
        else:
            seen.add(member)
