"""Rules between pages: one paper has one page, and one page has one address."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.check.subject import Finding, Sheet, Subject
from generator.model import ids
from generator.text import body
from generator.text.lookup import Lookup
from generator.text.sameness import Likeness, likeness, same_paper
from generator.text.titles import title_key

_MERGE = "Keep one page, with the facts of both, and delete the other."
_MOST_NAMED = 3
"""Other files that a message names."""


class _Claim(NamedTuple):
    """What a page says that it is."""

    path: str
    title: str
    authors: tuple[str, ...]
    date: str
    ids: Mapping[str, str]


def same_id(subject: Subject) -> Iterator[Finding]:
    """No two pages bear the same id."""
    claims: dict[tuple[str, str], list[str]] = defaultdict(list)
    for claim in _claims(subject):
        for item in claim.ids.items():
            claims[item].append(claim.path)
    for (kind, value), paths in claims.items():
        for path, others in _each_with_others(paths):
            message = f"The id {value} is also that of {_names(others)}."
            yield subject.sheet(path).finding(("ids", kind), message, _MERGE, others)


def same_text(subject: Subject) -> Iterator[Finding]:
    """No two pages have the same title and abstract, unless their ids tell them apart."""
    namesakes: dict[str, list[_Claim]] = defaultdict(list)
    for claim in _claims(subject):
        namesakes[title_key(claim.title)].append(claim)
    for claims in namesakes.values():
        for path, found in _same_text(subject, claims).items():
            others = tuple(sorted(found))
            message = f"By its title and abstract, this is the paper of {_names(others)}."
            yield subject.sheet(path).finding(("title",), message, _MERGE, others)


def _same_text(subject: Subject, claims: Sequence[_Claim]) -> Mapping[str, list[str]]:
    """For each page of one title, the others that are the same paper and have no id in common."""
    others: dict[str, list[str]] = defaultdict(list)
    by_path = {claim.path: claim for claim in claims}
    alike: Lookup[str, Likeness] = Lookup(lambda path: _likeness(subject, by_path[path]))
    for one, other in combinations(claims, 2):
        if _ids_leave_it_open(one.ids, other.ids) and same_paper(alike[one.path], alike[other.path]):
            others[one.path].append(other.path)
            others[other.path].append(one.path)
    return others


def _likeness(subject: Subject, claim: _Claim) -> Likeness:
    page = subject.archive.pages.get(claim.path.removeprefix("docs/"))
    abstract = page.abstract if page else body.split(subject.sheet(claim.path).prose.text).abstract
    return likeness(claim.title, abstract, claim.authors, claim.date)


def _ids_leave_it_open(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two papers have no kind of id in common, which would tell whether they are one."""
    return not any(kind in other for kind in one)


def _claims(subject: Subject) -> Iterator[_Claim]:
    for path, page in subject.archive.pages.items():
        paper = page.paper
        yield _Claim(f"docs/{path}", paper.title, paper.authors, paper.date or "", paper.ids)
    for path in subject.archive.broken:
        sheet = subject.sheet(f"docs/{path}")
        if sheet.is_readable:
            yield _claim(sheet)


def _claim(sheet: Sheet) -> _Claim:
    stated = ((str(place[-1]), ids.normalise(str(place[-1]), text)) for place, text in sheet.members("ids"))
    return _Claim(
        sheet.path,
        sheet.scalar("title"),
        tuple(author for _, author in sheet.members("authors")),
        sheet.scalar("date"),
        {kind: value for kind, value in stated if value is not None},
    )


def same_address(subject: Subject) -> Iterator[Finding]:
    """No two files of ``docs/`` stand at one address, whatever the case and form of their letters."""
    files: dict[str, list[str]] = defaultdict(list)
    for path in subject.files:
        if path.startswith("docs/"):
            files[_address(path)].append(path)
    for paths in files.values():
        for path, others in _each_with_others(paths):
            message = f"The address of this file is also that of {_names(others)}."
            yield Finding(path, 1, 1, message, "Rename one of them.", others)


def _address(path: str) -> str:
    address = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    if not address.endswith(".md"):
        return address
    folder, _, name = address.removesuffix(".md").rpartition("/")
    return folder if name in ("index", "readme") else f"{folder}/{name}"


def _each_with_others(paths: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if len(paths) > 1:
        for path in paths:
            yield path, tuple(other for other in sorted(paths) if other != path)


def _names(paths: Sequence[str]) -> str:
    if len(paths) > _MOST_NAMED:
        return f"{', '.join(paths[:_MOST_NAMED])} and {len(paths) - _MOST_NAMED} more"
    return " and ".join(paths)
