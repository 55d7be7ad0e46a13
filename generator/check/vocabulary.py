"""Rules for the vocabulary: a tree of topics, each spelling leading to one of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.check.nearest import did_you_mean, known_words, nearest
from generator.check.subject import Finding, Subject
from generator.model.tag import Tag, fold
from generator.text.front_matter import FrontMatterError, parse
from generator.text.page import shown


def unknown_parent(subject: Subject) -> Iterator[Finding]:
    """The parent of a topic is a topic."""
    vocabulary = subject.archive.vocabulary
    for tag in vocabulary:
        if tag.parent is not None and not subject.standards.has_topic(tag.parent):
            slugs = known_words(known.slug for known in vocabulary if known.slug != tag.slug)
            remedy = did_you_mean(nearest(tag.parent, slugs)) or f"Add docs/tags/{tag.parent}.md."
            also = (f"docs/tags/{tag.parent}.md",)
            message = f"The parent {shown(tag.parent)} is not in the vocabulary."
            yield _finding(subject, tag, ("parent",), message, remedy, also)


def parent_cycle(subject: Subject) -> Iterator[Finding]:
    """No topic stands below itself."""
    parents = {tag.slug: tag.parent for tag in subject.archive.vocabulary}
    for tag in subject.archive.vocabulary:
        way = _way_back(tag.slug, parents)
        if way:
            message = f"The topic stands below itself: {' > '.join((*way, tag.slug))}."
            also = tuple(f"docs/tags/{slug}.md" for slug in way)
            yield _finding(subject, tag, ("parent",), message, "Change one of these parents.", also)


def _way_back(slug: str, parents: Mapping[str, str | None]) -> list[str]:
    """The topics from one up to itself; empty where its parents end, or go round without it."""
    way: dict[str, None] = {}
    above: str | None = slug
    while above is not None and above not in way:
        way[above] = None
        above = parents.get(above)
    return list(way) if above == slug else []


def spelling_clash(subject: Subject) -> Iterator[Finding]:
    """No spelling leads to two topics."""
    owners: dict[str, dict[str, tuple[Tag, tuple[str | int, ...], str]]] = defaultdict(dict)
    for tag in subject.archive.vocabulary:
        for place, spelling in _spellings(tag):
            owners[fold(spelling)].setdefault(tag.slug, (tag, place, spelling))
    for claims in owners.values():
        for slug, (tag, place, spelling) in claims.items():
            others = tuple(f"docs/tags/{other}.md" for other in claims if other != slug)
            if others:
                message = f"{shown(spelling)} also leads to {' and '.join(others)}."
                yield _finding(subject, tag, place, message, "Remove it from all but one.", others)


def _spellings(tag: Tag) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield (), tag.slug
    yield ("name",), tag.name
    for index, alias in enumerate(tag.aliases):
        yield ("aliases", index), alias


def _finding(
    subject: Subject, tag: Tag, place: tuple[str | int, ...], message: str, remedy: str, also: tuple[str, ...]
) -> Finding:
    path = f"docs/tags/{tag.slug}.md"
    file = subject.files.get(path)
    try:
        line, column = parse(file.text or "").place_of(*place) if file and place else (1, 1)
    except FrontMatterError:
        line, column = 1, 1
    return Finding(path, line, column, message, remedy, also)
