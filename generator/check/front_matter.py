"""Rules for the front matter of a paper's page."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from generator.check.nearest import did_you_mean, known_words, nearest
from generator.check.subject import Finding, Sheet, Standards, Subject
from generator.model import ids
from generator.model.dates import check_date
from generator.model.fields import KEYS, SCALARS
from generator.model.paper import LINK_KINDS, STATUSES
from generator.text import characters
from generator.text.links import key as address_key
from generator.text.links import normalise, unmirror
from generator.text.page import is_address, shown
from generator.text.slug import slug
from generator.text.yaml_mistakes import NO_BREAK, no_break_spaces

_FIRST_JOURNAL = "1665"
"""The year of the first scientific journal; an earlier date is a slip of the keyboard."""
_KEYS = known_words(KEYS)
_BELOW = dict.fromkeys(ids.KINDS, "ids") | dict.fromkeys(LINK_KINDS, "links")


def unknown_key(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """Every key of the front matter is one that the archive knows."""
    for key in sheet.values:
        if any(no_break_spaces([f"{key}:"])):
            yield sheet.finding((key,), *NO_BREAK)
        elif key not in KEYS:
            yield sheet.finding((key,), f"{shown(key)} is not a key of a page.", _where_it_goes(key))


def _where_it_goes(key: str) -> str:
    if key in _BELOW:
        return f"Write it below {_BELOW[key]}:, after two spaces."
    if key == "abstract":
        return "Write the abstract below the front matter."
    return did_you_mean(nearest(key, _KEYS)) or f"Remove it, or use one of: {', '.join(KEYS)}."


def one_line(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """A single value stands on one line."""
    for key in SCALARS:
        if len(sheet.scalar(key).splitlines()) > 1:
            yield sheet.finding(
                (key,), f"{key} has several lines.", f"Write {key}: and the text on one line."
            )


def unseen(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """No value holds a character that nobody sees, or that turns the direction of what follows."""
    for key in sheet.values:
        for place, text in sheet.members(key):
            for match in islice(characters.unseen(text), 1):
                yield sheet.finding(place, f"The character U+{ord(match[0]):04X} is not seen.", "Remove it.")


def date_range(subject: Subject) -> Iterator[Finding]:
    """A paper appeared between the first journal and today."""
    for path, page in subject.archive.pages.items():
        if page.paper.date and _odd(page.paper.date, subject.today):
            yield from _date(subject.sheet(f"docs/{path}"), subject.today)
    for path in subject.archive.broken:
        yield from _date(subject.sheet(f"docs/{path}"), subject.today)


def _date(sheet: Sheet, today: date) -> Iterator[Finding]:
    written = sheet.scalar("date")
    if _is_date(written) and (odd := _odd(written, today)):
        yield sheet.finding(("date",), *odd)


def _odd(written: str, today: date) -> tuple[str, str] | None:
    """What is odd about a date, and what to write."""
    if written > today.isoformat()[: len(written)]:
        return f"{written} is in the future.", "Write the day of first publication."
    if written < _FIRST_JOURNAL:
        return f"{written} is before the first journal.", "Write the year in full."
    return None


def _is_date(text: str) -> bool:
    try:
        return bool(check_date(text))
    except ValueError:
        return False


def notice_alone(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """A notice belongs to a status."""
    if sheet.scalar("notice") and not sheet.scalar("status"):
        remedy = f"Add a line status: {' or status: '.join(STATUSES)}."
        yield sheet.finding(("notice",), "The notice does not say what became of the paper.", remedy)


def id_form(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """An id is written in its own form, without version or prefix."""
    for place, written in sheet.members("ids"):
        kind = str(place[-1])
        value = ids.normalise(kind, written)
        if value is not None and value != written:
            yield sheet.finding(place, f"{shown(written)} is not the plain id of {kind}.", f"Write {value}.")


def link_form(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """A link is the address of a public host."""
    for place, address in sheet.members("links"):
        if is_address(address) and normalise(address) is None:
            message = f"{shown(address)} leads nowhere that a reader can go."
            yield sheet.finding(place, message, "Link to a public host.")


def link_mirror(sheet: Sheet, standards: Standards) -> Iterator[Finding]:
    """A link leads to the original, not to a mirror."""
    for place, address in sheet.members("links"):
        original = unmirror(address, standards.mirrors)
        if original != address:
            yield sheet.finding(place, f"{shown(address)} is on a mirror.", f"Write {original}.")


def link_twice(sheet: Sheet, _: Standards) -> Iterator[Finding]:
    """A page names each address once in a kind of link."""
    seen: set[tuple[object, str]] = set()
    lists = [(place, address) for place, address in sheet.members("links") if len(place) > 2]
    for place, address in lists:
        mark = (place[1], address_key(address))
        if mark in seen:
            yield sheet.finding(place, f"{shown(address)} stands twice.", "Remove one of them.")
        seen.add(mark)


def _tags(sheet: Sheet) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The members of the list of tags; that a text stands in its place is told by the reader."""
    return (member for member in sheet.members("tags") if len(member[0]) > 1)


def unknown_tag(sheet: Sheet, standards: Standards) -> Iterator[Finding]:
    """Every tag is a page of the vocabulary."""
    vocabulary = standards.vocabulary
    for place, tag in _tags(sheet):
        if tag and vocabulary.resolve(tag) is None and not standards.has_topic(tag):
            question = did_you_mean(nearest(tag, standards.names, standards.aliases))
            page = f"docs/tags/{slug(tag)}.md"
            remedy = f"{question} Otherwise add {page}." if question else f"Remove it, or add {page}."
            yield sheet.finding(place, f"{shown(tag)} is not in the vocabulary.", remedy, (page,))


def tag_alias(sheet: Sheet, standards: Standards) -> Iterator[Finding]:
    """A tag is written by the name of its page, not by another spelling."""
    for place, tag in _tags(sheet):
        topic = standards.vocabulary.resolve(tag)
        if topic is not None and topic != tag:
            also = (f"docs/tags/{topic}.md", f"docs/tags/{slug(tag)}.md")
            message = f"{shown(tag)} is another spelling of {topic}."
            yield sheet.finding(place, message, f"Write {topic}.", also)


def tag_twice(sheet: Sheet, standards: Standards) -> Iterator[Finding]:
    """A page names each tag once."""
    seen: set[str] = set()
    for place, tag in _tags(sheet):
        topic = standards.vocabulary.meant(tag)
        if topic in seen:
            yield sheet.finding(
                place, f"{shown(tag)} is a tag that this page has already.", "Remove one of them."
            )
        seen.add(topic)
