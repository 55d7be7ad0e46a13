"""What has one right answer is mended, in place: only the lines of what is wrong change."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.check.layout import plain_line_ends
from generator.model import ids
from generator.model.dates import check_date
from generator.model.problem import Problem
from generator.model.tag import Vocabulary
from generator.storage.files import write_whole
from generator.storage.reading import read_archive
from generator.text.edit import change
from generator.text.front_matter import FrontMatterError, Value, parse
from generator.text.links import unmirror

FIXABLE = frozenset({"field", "id-form", "link-mirror", "link-twice", "tag-alias", "tag-twice", "line-ends"})
"""Names of the rules whose problems can have one right answer."""

_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ][\d:.,+Z ]{1,30})?")
_CATEGORY = re.compile(r"[a-z][a-z-]{1,19}(?:\.[A-Za-z-]{2,20})?")
_SEVERAL = re.compile(r"[,;&/]|\band\b")


def fix(root: Path, problems: Iterable[Problem]) -> list[str]:
    """Mend the pages of papers that these problems name; return the paths of those that changed.

    Problems without one right answer stay, and a page that does not parse keeps its values. Raises OSError.
    """
    archive = read_archive(root)
    texts = {path: page.text for path, page in archive.pages.items()} | archive.broken
    changed = []
    for path in sorted({problem.path for problem in problems if problem.rule in FIXABLE}):
        text = texts.get(path.removeprefix("docs/"))
        if text is None:
            continue
        mended = mend(text, archive.vocabulary, archive.settings.mirrors)
        if mended != text:
            write_whole(root / path, mended)
            changed.append(path)
    return changed


def mend(text: str, vocabulary: Vocabulary, mirrors: Mapping[str, str]) -> str:
    """The page with everything mended that has one right answer; mending it again changes nothing."""
    if "\r" in text or text.startswith("\ufeff"):
        text = plain_line_ends(text)
    try:
        values = parse(text).values
        return change(text, dict(_changes(values, vocabulary, mirrors)))
    except FrontMatterError:
        return text


def _changes(
    values: Mapping[str, Value], vocabulary: Vocabulary, mirrors: Mapping[str, str]
) -> Iterator[tuple[str, Value]]:
    for key, value in values.items():
        if key == "date" and isinstance(value, str):
            yield key, _date(value)
        elif key == "ids" and isinstance(value, dict):
            yield key, {kind: _id(kind, member) for kind, member in value.items()}
        elif key == "links" and isinstance(value, dict):
            yield key, {kind: _addresses(member, mirrors) for kind, member in value.items()}
        elif key == "tags":
            yield key, _tags(value, vocabulary)
        elif key == "categories":
            yield key, _list(value, lambda category: bool(_CATEGORY.fullmatch(category)))
        elif key == "authors" and isinstance(value, str) and _is_one_name(value):
            yield key, [value]


def _is_one_name(value: str) -> bool:
    """Whether this is certainly the name of one author, not a list whose dashes lack their space."""
    return bool(value.strip()) and not _SEVERAL.search(value) and not value.startswith(("-", "\u00a0"))


def _date(written: str) -> str:
    """A date with its parts in the right order, in the usual form; any other as it is."""
    match = _DATE.fullmatch(written.strip())
    date = "-".join(part.zfill(2) for part in match.groups() if part) if match else written
    try:
        return check_date(date)
    except ValueError:
        return written


def _id(kind: str, written: Value) -> Value:
    """The id that is meant by an id with version or prefix, or by an address; anything else as it is."""
    if not isinstance(written, str):
        return written
    named = ids.from_address(written)
    if named is not None and named.kind == kind:
        return named.value
    return ids.normalise(kind, written) or written


def _addresses(written: Value, mirrors: Mapping[str, str]) -> Value:
    if isinstance(written, str):
        return _address(written, mirrors)
    if isinstance(written, list) and all(isinstance(address, str) for address in written):
        return list(dict.fromkeys(_address(str(address), mirrors) for address in written))
    return written


def _address(written: str, mirrors: Mapping[str, str]) -> str:
    scheme, separator, rest = written.partition("://")
    if scheme.lower() in ("http", "https"):
        written = scheme.lower() + separator + rest
    return unmirror(written, mirrors)


def _tags(written: Value, vocabulary: Vocabulary) -> Value:
    tags = _list(written, lambda tag: vocabulary.resolve(tag) is not None)
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        return list(dict.fromkeys(vocabulary.meant(str(tag)) for tag in tags))
    return tags


def _list(written: Value, is_member: Callable[[str], bool]) -> Value:
    """A list that was written on one line with commas, if every part of it is certainly a member."""
    if not isinstance(written, str):
        return written
    parts = [part.strip() for part in written.split(",")]
    return [*parts] if all(map(is_member, parts)) else written
