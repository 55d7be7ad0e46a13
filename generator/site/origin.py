"""Where this comes from: the fields of a paper by who said them, for its page."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.archive import Archive
from generator.model.fields import fields_of
from generator.model.listing import Listing
from generator.model.provenance import Origin, origins

_NAMES = {
    "ids": {"arxiv": "arXiv id", "doi": "DOI", "openreview": "OpenReview id", "acl": "ACL Anthology id"},
    "links": {"pdf": "PDF", "other": "other links"},
}
_WORDS = {"tags": "topics", "summary": "one-line summary"}


class Told(NamedTuple):
    """What one digest said, or people wrote, of a paper."""

    record: Listing | None
    """The digest that decided; None for people."""
    fields: tuple[str, ...]
    """Names of fields in words."""

    @property
    def words(self) -> str:
        """The fields in one line that begins with a capital, unless it begins with a name."""
        line = ", ".join(self.fields)
        return line if line.startswith("arXiv") else line[:1].upper() + line[1:]


class Source(NamedTuple):
    """Everything about where a page comes from."""

    told: tuple[Told, ...]
    abstract: Listing | None
    """The digest that the abstract is from; None where a person wrote or changed it."""

    @property
    def only(self) -> Listing | None:
        """The digest that everything is from; None where others or people had a part in it."""
        digest = self.told[0].record if len(self.told) == 1 else None
        return digest if digest == self.abstract and digest and digest.kind != "found" else None


def source(archive: Archive, path: str) -> Source:
    """Who said what of a paper. Digests come first, each once, then people."""
    found = origins(archive, path)
    by_digest: dict[str, list[str]] = {}
    for origin in found:
        if origin.records:
            words = field_words(origin.field)
            words = f"{words} (by the vocabulary)" if origin.field == "tags" else words
            by_digest.setdefault(origin.records[0], []).append(words)
    people = tuple(words for origin in found for words in _by_people(archive, origin, path))
    told = [Told(archive.listing(name), tuple(fields)) for name, fields in by_digest.items()]
    abstract = next((origin.records for origin in found if origin.field == "abstract"), ())
    return Source(
        (*told, *([Told(None, people)] if people else [])), archive.listing(abstract[0]) if abstract else None
    )


def _by_people(archive: Archive, origin: Origin, path: str) -> Iterator[str]:
    """What people wrote, put in or took out of a field of a page."""
    if origin.records and not (origin.people or origin.removed):
        return
    words = field_words(origin.field)
    if origin.people:
        yield f"{words} ({', '.join(_named(archive, origin, origin.people))})"
    if origin.removed:
        yield f"{words} without {', '.join(_named(archive, origin, origin.removed))}"
    if not (origin.records or origin.people or origin.removed):
        is_there = origin.field == "abstract" or origin.field in fields_of(archive.pages[path].paper)
        yield words if is_there else f"{words} left out"


def _named(archive: Archive, origin: Origin, members: tuple[str, ...]) -> Iterator[str]:
    for member in members:
        tag = archive.vocabulary.get(member) if origin.field == "tags" else None
        yield tag.name if tag else member


def field_words(field: str) -> str:
    """The name of a field, as the page calls it.

    >>> field_words("ids.arxiv"), field_words("links.code"), field_words("tags")
    ('arXiv id', 'code', 'topics')
    """
    root, _, key = field.partition(".")
    return _NAMES[root].get(key, key) if key else _WORDS.get(root, root)


def licence(source: str, abstract: str = "it") -> str:
    """What the source of an abstract says of its use: arXiv's metadata is CC0 (arXiv's terms of use)."""
    return (
        "arXiv releases its metadata as CC0"
        if source.startswith("arxiv")
        else f"{abstract} belongs to its authors"
    )
