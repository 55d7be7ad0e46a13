"""The common case of front matter: one key a line, lists and mappings of single values below.

Nearly every page has nothing else, and needs no parser of YAML. What is not certain here is left to
`front_matter.py`, with which this agrees to the letter.
"""

import re
from typing import TypeAlias, Union

Value: TypeAlias = Union[str, list["Value"], dict[str, "Value"]]  # noqa: UP007 (recursive)

_SCALAR = r"""(?:"([^"\\\n\t\r]*)"|([^\W_][\w ./+()'’-]*(?<! )|https?://[\w./~%+=&?@#-]+))"""
_KEY = "[A-Za-z][A-Za-z_]{0,99}"
"""YAML takes what is longer than 1,024 characters for no key."""
_ENTRY = re.compile(rf"({_KEY}):(?: {_SCALAR}\n|\n(?:((?:  - {_SCALAR}\n)+)|((?:  {_KEY}: {_SCALAR}\n)+)))")
_ITEM = re.compile(f"^  - {_SCALAR}\n", re.MULTILINE)
_MEMBER = re.compile(f"^  ({_KEY}): {_SCALAR}\n", re.MULTILINE)


def plain_values(source: str) -> dict[str, Value] | None:
    """The keys of a front matter that holds nothing else, with their values; None for every other.

    >>> plain_values('title: "A: B"\\nids:\\n  arxiv: "2401.07030"\\ntags:\\n  - parsing\\n')
    {'title': 'A: B', 'ids': {'arxiv': '2401.07030'}, 'tags': ['parsing']}
    >>> plain_values("tags: [parsing]\\n") is None
    True
    """
    values: dict[str, Value] = {}
    position = 0
    while position < len(source):
        match = _ENTRY.match(source, position)
        if match is None or match[1] in values:
            return None
        position = match.end()
        if match[4]:
            values[match[1]] = [quoted or bare for quoted, bare in _ITEM.findall(match[4])]
        elif match[7]:
            members = _MEMBER.findall(match[7])
            values[match[1]] = {key: quoted or bare for key, quoted, bare in members}
            if len(members) != len({key for key, _, _ in members}):
                return None
        else:
            values[match[1]] = match[2] or match[3] or ""
    return values or None
