"""The body of a page: the abstract first, then what people wrote, from the first heading on."""

import re
from typing import NamedTuple

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Body(NamedTuple):
    """``lead + abstract + rest`` is the body, byte for byte; `lead` is white space."""

    lead: str
    abstract: str
    rest: str

    @property
    def notes(self) -> str:
        """What belongs to people, without the white space before it."""
        return self.rest.lstrip()


def split(body: str) -> Body:
    """Find the abstract in the body of a page."""
    end = _first_heading(body) if "#" in body or "\n=" in body or "\n-" in body else len(body)
    section = body[:end]
    abstract = section.strip()
    start = section.find(abstract) if abstract else len(section)
    return Body(body[:start], abstract, body[start + len(abstract) :])


def replace_abstract(body: str, abstract: str, end: str = "\n") -> str:
    """The body with another abstract; everything from the first heading on stays byte for byte.

    *end* is the line end of the file, for a body that has none yet.
    """
    end = "\r\n" if "\r\n" in body else end
    old = split(body)
    written = abstract.replace("\n", end)
    if not old.abstract:
        return f"{end}{written}{end}" + (f"{end}{old.notes}" if old.notes else "")
    return (old.lead or end) + written + (old.rest or end)


def _first_heading(body: str) -> int:
    """Where the first heading outside a code block begins; the length of the body where there is none."""
    position = previous = 0
    fence = ""
    before = ""
    for line in body.split("\n"):
        content = line.rstrip("\r")
        if fence:
            fence = "" if content.strip().startswith(fence) and not content.strip().strip(fence[0]) else fence
        elif opened := _CODE_FENCE.match(content):
            fence = opened[1]
        elif _HEADING.match(content):
            return position
        elif before.strip() and _UNDERLINE.match(content):
            return previous
        before, previous = content, position
        position += len(line) + 1
    return len(body)
