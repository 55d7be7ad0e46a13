"""Addresses in prose: where they begin and end, what they point to, and which of them may be shown."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST = 2000
"""Characters of an address; what is longer is no address."""

# RFC 3986 without the characters that prose, TeX and Markdown use for themselves.
_CHARACTERS = r"[A-Za-z0-9\-._~:/?#@!&'()*+,;=%\[\]]"
_WELL_KNOWN = (
    r"(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|hf\.co|youtu\.be"
    r"|youtube\.com|arxiv\.org|doi\.org|zenodo\.org|kaggle\.com|[a-z0-9-]{1,63}\.(?:github|gitlab)\.io)"
)
_BARE = rf"(?<![\w@./-])(?:{_WELL_KNOWN}/|[a-z0-9-]{{1,63}}\.github\.io\b(?!\.\w))"
START = re.compile(rf"https?://|{_BARE}", re.IGNORECASE)
"""Where an address may begin."""
_ADDRESS = re.compile(rf"(?:(?P<full>https?://)|{_BARE}){_CHARACTERS}{{0,{LONGEST}}}", re.IGNORECASE)
_CLOSING = {")": "(", "]": "["}
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"\\^`{|}]")
_SAFE = "/%:@!$&'()*+,;=~?-._[]"

_HUGGING_FACE = ("huggingface.co", "hf.co")
_SECTIONS = {"spaces": "demo", "collections": "collection", "datasets": "dataset", "papers": "other"}
_NO_OWNERS = ("blog", "docs", "learn", "posts", "api", "join", "models", "tasks", "settings", "organizations")
_HOSTS = {
    "code": ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sourceforge.net",
             "anonymous.4open.science", "sr.ht"),
    "pdf": ("arxiv.org",),
    "video": ("youtube.com", "youtu.be", "vimeo.com", "bilibili.com", "b23.tv"),
    "demo": ("hf.space", "colab.research.google.com", "gradio.live", "streamlit.app"),
    "project": ("github.io", "gitlab.io", "netlify.app", "vercel.app", "pages.dev", "web.app",
                "sites.google.com", "readthedocs.io", "webflow.io"),
}  # fmt: skip


class Found(NamedTuple):
    """An address in a text, without the punctuation behind it."""

    start: int
    end: int
    address: str
    """With its scheme, also where the text leaves it out."""


def find(text: str) -> Iterator[Found]:
    """The addresses of a text: full ones, and bare ones of well-known hosts.

    >>> [found.address for found in find("Code (github.com/a/b). See https://x.org/y, too")]
    ['https://github.com/a/b', 'https://x.org/y']
    """
    position = 0
    while match := _ADDRESS.search(text, position):
        seen = _without_punctuation(match[0])
        position = match.start() + max(len(seen), 1)
        if found := _found(match, seen):
            yield found


def address_at(text: str, position: int) -> Found | None:
    """The address that begins exactly here."""
    match = _ADDRESS.match(text, position)
    return _found(match, _without_punctuation(match[0])) if match else None


def _found(match: re.Match[str], seen: str) -> Found | None:
    address = seen if match["full"] else f"https://{seen}"
    if normalise(address) is None:
        return None
    return Found(match.start(), match.start() + len(seen), address)


def _without_punctuation(text: str) -> str:
    """A full stop, comma, quote or unmatched bracket at the end belongs to the sentence."""
    surplus = {close: text.count(close) - text.count(open_) for close, open_ in _CLOSING.items()}
    end = len(text)
    while end:
        last = text[end - 1]
        if last in _CLOSING:
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
        elif last not in ".,;:!?'*_~([":
            break
        elif last in "([":
            surplus[")" if last == "(" else "]"] += 1
        end -= 1
    return text[:end]


def normalise(address: str) -> str | None:
    """The address as it is stored, or None where it is no http(s) address of a public host.

    Scheme and host in lower case, no dot behind the host, no default port, no credentials; an
    international host in its ASCII form, so that it cannot pass for another one.

    >>> normalise("HTTPS://GitHub.com./a/B")
    'https://github.com/a/B'
    >>> normalise("javascript:alert(1)") is None
    True
    """
    try:
        address.encode()  # half of a surrogate pair is no character
        parts = urlsplit(address.strip())
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in ("http", "https") or parts.username is not None or len(address) > LONGEST:
        return None
    if not _HOST.fullmatch(host) or _UNPRINTABLE.search(address.strip()):
        return None
    place = host if port in (None, {"http": 80, "https": 443}[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, *(quote(part, _SAFE) for part in parts[2:])))


def _ascii(host: str) -> str:
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")


def unmirror(address: str, mirrors: Mapping[str, str]) -> str:
    """The address with the host that a mirror stands for; any other address as it is.

    >>> unmirror("https://mirror.example./a", {"mirror.example": "huggingface.co"})
    'https://huggingface.co/a'
    """
    try:
        parts = urlsplit(address)
        original = mirrors.get((parts.hostname or "").rstrip("."))
    except ValueError:
        return address
    return address if original is None else urlunsplit(("https", original, *parts[2:]))


def key(address: str) -> str:
    """Equal for two spellings of one address: scheme, case, ``www.``, ``.git`` and last slash aside."""
    rest = (normalise(address) or address).partition("://")[2].casefold()
    return rest.removeprefix("www.").rstrip("/").removesuffix(".git")


def classify(address: str) -> str:
    """The kind of a link, one of ``LINK_KINDS``, by its host and path alone.

    >>> classify("https://huggingface.co/datasets/a/b"), classify("https://a.github.io/b/")
    ('dataset', 'project')
    """
    parts = urlsplit(normalise(address) or "")
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.strip("/")
    if path.lower().endswith(".pdf"):
        return "pdf"
    if host in _HUGGING_FACE:
        return _on_hugging_face(path)
    for kind, hosts in _HOSTS.items():
        if host in hosts or host.partition(".")[2] in hosts:
            return kind if path or kind == "project" else "other"
    return "project" if not path and host else "other"


def _on_hugging_face(path: str) -> str:
    first, _, rest = path.partition("/")
    if first in _SECTIONS:
        return _SECTIONS[first] if rest else "other"
    return "model" if rest and first not in _NO_OWNERS else "other"
