"""Pages that people write by hand: Markdown as MkDocs and Material know it, without power over the site."""

import re
from collections.abc import Mapping
from typing import Any

import nh3

from generator.text.markdown import is_local_image

_ADMITTED = (
    "a abbr blockquote br caption cite code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6"
    " hr img ins kbd li mark ol p pre s samp small span strong sub summary sup table tbody td tfoot th thead"
    " tr ul var"
)
_SANITISER = nh3.Cleaner(
    tags=set(_ADMITTED.split()),
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"class", "id", "title", "lang", "dir"},
        "a": {"href"},
        "details": {"open"},
        "img": {"src", "alt", "width", "height"},
        "ol": {"start"},
        "td": {"align", "colspan", "rowspan"},
        "th": {"align", "colspan", "rowspan"},
    },
    attribute_filter=lambda tag, name, value: None if name == "src" and not is_local_image(value) else value,
    # What is wider than a phone is moved sideways, with the keyboard too.
    set_tag_attribute_values={"table": {"tabindex": "0"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


LARGEST = 200_000
"""Characters of a page."""
MOST_TAGS = 10_000
DEEPEST = 50
"""Brackets within brackets, quotations within lists: each costs Python-Markdown a walk through the rest."""
_MARKERS = re.compile(r"^(?:[ \t]{0,99}(?:[>*+-]|\d{1,9}[.)])){50}", re.MULTILINE)
_BRACKETS = {"[": re.compile(r"[\[\]]"), "(": re.compile(r"[()]"), "<": re.compile(r"[<>]")}


def unbearable(markdown: str) -> str | None:
    """Why a page would take Python-Markdown very long, or break it, which would stop the whole build."""
    if len(markdown) > LARGEST:
        return f"It is longer than {LARGEST:,} characters. Split it."
    if _MARKERS.search(markdown) or re.search(r"^[ \t]{200}", markdown, re.MULTILINE):
        return "Its lists or quotations are nested too deeply. Flatten them."
    if markdown.count("<") > MOST_TAGS:
        return f"It has more than {MOST_TAGS:,} elements. Write Markdown."
    if any(_depth(markdown, opening) > DEEPEST for opening in _BRACKETS):
        return f"It has more than {DEEPEST} brackets that are not closed. Put a backslash before each."
    return None


def _depth(text: str, opening: str) -> int:
    """How many of these brackets are open at once, in the worst place."""
    depth = deepest = 0
    for match in _BRACKETS[opening].finditer(text):
        depth = depth + 1 if match[0] == opening else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def sanitised(html: str) -> str:
    """What a page of running text may contain: no script, style, form, frame, refresh or foreign image."""
    return _SANITISER.clean(html)


def harmless(meta: Mapping[str, Any]) -> dict[str, str]:
    """Of a page's front matter what the site shows: title and description, as text.

    MkDocs and Material obey other keys (``template``, ``hide``), and a wrong one stops the whole build.
    """
    return {key: str(meta[key]) for key in ("title", "description") if key in meta}
