"""Identifiers of papers, parsed and normalised in one place.

Sources of the formats: arXiv's identifier scheme (new style since April 2007, old style before),
the DOI handbook (a prefix ``10.``, a registrant, a suffix), OpenReview's forum addresses and the
ACL Anthology's ids (a venue and year letter code until 2019, ``2020.acl-main.1`` since).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

EXAMPLES = {
    "arxiv": "2401.07037",
    "doi": "10.18653/v1/2022.acl-long.1",
    "openreview": "HJl8SgHtwB",
    "acl": "2022.acl-long.1",
}
KINDS = tuple(EXAMPLES)

_ARXIV = re.compile(
    r"(?:arxiv:\s*)?(?P<id>\d{4}\.\d{4,5}|[a-z][a-z-]{1,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi:\s*)?(?P<id>10\.\d{4,9}/[^\s\"<>{}\\^`|]{1,200})", re.IGNORECASE)
_OPENREVIEW = re.compile(r"(?:openreview:)?(?P<id>[A-Za-z0-9_-]{9,20})")
_ACL = re.compile(r"(?:acl:)?(?P<id>[A-Z]\d{2}-\d{4,5}|\d{4}\.[a-z0-9]{1,30}-[a-z0-9]{1,30}\.\d{1,5})")
_PATTERNS = {"arxiv": _ARXIV, "doi": _DOI, "openreview": _OPENREVIEW, "acl": _ACL}

_ADDRESSES = (
    (
        "arxiv",
        re.compile(r"^(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/(.+?)(?:\.pdf)?/?$", re.I),
    ),
    ("arxiv", re.compile(r"^(?:https?://)?huggingface\.co/papers/([^/?#]+)/?$", re.I)),
    ("doi", re.compile(r"^(?:https?://)?(?:dx\.)?doi\.org/(.+)$", re.I)),
    ("openreview", re.compile(r"^(?:https?://)?openreview\.net/(?:forum|pdf)\?id=([^&#]+)", re.I)),
    ("acl", re.compile(r"^(?:https?://)?(?:www\.)?aclanthology\.org/([^/?#]+?)(?:\.pdf)?/?$", re.I)),
)


class Identifier(NamedTuple):
    """An id and the scheme that it belongs to."""

    kind: str
    value: str


def normalise(kind: str, text: str) -> str | None:
    """The canonical form of an id of a known scheme, or None where it is not one.

    >>> normalise("arxiv", "arXiv:2401.07037v2")
    '2401.07037'
    >>> normalise("doi", "10.1000/ABC")
    '10.1000/abc'
    """
    pattern = _PATTERNS.get(kind)
    match = pattern.fullmatch(text.strip()) if pattern else None
    if match is None:
        return None
    value = match["id"]
    if kind == "doi":
        return value.rstrip(".,;").lower()
    if kind == "arxiv" and "/" in value:
        archive, number = value.split("/")
        return f"{archive.partition('.')[0].lower()}/{number}"
    return value


def from_address(address: str) -> Identifier | None:
    """The id that the address of an abstract, a PDF or a resolver names.

    >>> from_address("https://arxiv.org/pdf/2401.07037v1.pdf")
    Identifier(kind='arxiv', value='2401.07037')
    >>> from_address("https://huggingface.co/papers/2401.07037")
    Identifier(kind='arxiv', value='2401.07037')
    """
    for kind, pattern in _ADDRESSES:
        match = pattern.match(address.strip())
        value = normalise(kind, match[1]) if match else None
        if value is not None:
            return Identifier(kind, value)
    return None


def address(kind: str, value: str) -> str:
    """Where a reader finds the paper with this id."""
    return {
        "arxiv": f"https://arxiv.org/abs/{value}",
        "doi": f"https://doi.org/{value}",
        "openreview": f"https://openreview.net/forum?id={value}",
        "acl": f"https://aclanthology.org/{value}",
    }[kind]


def conflict(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two papers bear different ids of the same scheme, so that they cannot be one."""
    return any(differing(one, other))


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[str]:
    """The schemes of which two papers bear different ids."""
    return (kind for kind, value in one.items() if other.get(kind, value) != value)
