"""What a handful of addresses say of a paper: its ids, and the links that do not follow from them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.model import ids
from generator.text.links import find

UNSORTED = "unsorted"
"""A kind of link that is none: cleaning sorts such addresses by what they lead to."""

_WEB = re.compile(r"https?://[^\s<>\"]+")
_PLAIN = re.compile(r"[^?#]*")


class Sorted(NamedTuple):
    """Ids by scheme, and the other addresses in their order, each once."""

    ids: dict[str, str]
    links: tuple[str, ...]


def identify(address: str) -> ids.Identifier | None:
    """The id that an address names; what is added behind ``?`` or ``#`` to follow readers does not matter.

    >>> identify("https://huggingface.co/papers/2401.07037?utm_source=mail")
    Identifier(kind='arxiv', value='2401.07037')
    """
    plain = _PLAIN.match(address.strip())
    return ids.from_address(address) or ids.from_address(plain[0] if plain else "")


def sort(addresses: Iterable[str], known: dict[str, str] | None = None) -> Sorted:
    """Sort the addresses of one paper. Of two ids of a scheme the first, or the known one, is the paper's."""
    found = dict(known or {})
    links: list[str] = []
    for address in addresses:
        identifier = identify(address)
        if identifier:
            if found.setdefault(identifier.kind, identifier.value) != identifier.value:
                links.append(address.strip())
        elif _WEB.fullmatch(address.strip()):
            links.append(address.strip())
    return Sorted(found, tuple(dict.fromkeys(link for link in links if not _shows(link, found))))


def unsorted(addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Links as an entry holds them, still to be told apart by kind."""
    kept = tuple(addresses)
    return {UNSORTED: kept} if kept else {}


def in_text(text: str) -> list[str]:
    """The addresses that stand in running text."""
    return [found.address for found in find(text)]


def _shows(address: str, numbers: dict[str, str]) -> bool:
    """Whether this is one of the many other views of a paper of arXiv, such as ``…/abs/2401.07037v2``."""
    name = _PLAIN.match(address)[0].removesuffix("/").rpartition("/")[2].removesuffix(".pdf")  # type: ignore[index]
    return "arxiv" in numbers and ids.normalise("arxiv", name) == numbers["arxiv"]
