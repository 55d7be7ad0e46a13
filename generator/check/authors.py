"""Rules for the pages of authors: each names papers that are here, and no two claim the same ones."""

from collections import defaultdict
from collections.abc import Iterator

from generator.check.subject import Finding, Subject
from generator.model.author import Person
from generator.model.tag import fold
from generator.text.authors import reference
from generator.text.front_matter import FrontMatterError, parse
from generator.text.page import shown


def unknown_paper(subject: Subject) -> Iterator[Finding]:
    """The papers of an author are papers of the archive."""
    known = {path.removesuffix(".md") for path in (*subject.archive.pages, *subject.archive.broken)}
    for page in subject.archive.pages.values():
        known.update(page.paper.ids.values())
    for person in subject.archive.people.values():
        for index, text in enumerate(_papers(subject, person)):
            if reference(text) not in known:
                message = f"No paper here goes by {shown(text)}."
                yield _finding(subject, person, ("papers", index), message, "Correct it, or remove the line.")


def claim_clash(subject: Subject) -> Iterator[Finding]:
    """No paper belongs to two authors of one name, and only one of a name goes without a list of papers."""
    claims: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in subject.archive.people.values():
        for spelling in dict.fromkeys(map(fold, (person.name, *person.variants))):
            for paper in sorted(person.papers) or [""]:
                claims[spelling, paper].append(person)
    for (_, paper), people in claims.items():
        for person in people:
            others = tuple(_path(other) for other in people if other is not person)
            if others:
                yield _clash(subject, person, paper, others)


def _clash(subject: Subject, person: Person, paper: str, others: tuple[str, ...]) -> Finding:
    if paper:
        message = f"{shown(paper)} is claimed in {' and '.join(others)} as well."
        return _finding(subject, person, ("papers",), message, "Leave it with the one who wrote it.", others)
    message = f"{' and '.join(others)} claims every paper under this name as well."
    return _finding(subject, person, ("name",), message, "List under papers: what each has written.", others)


def _path(person: Person) -> str:
    return f"docs/authors/{person.slug}.md"


def _papers(subject: Subject, person: Person) -> list[str]:
    """The papers as the page names them, in its order."""
    file = subject.files.get(_path(person))
    try:
        papers = parse(file.text or "").values.get("papers") if file else None
    except FrontMatterError:
        papers = None
    return [str(paper) for paper in papers or ()] if isinstance(papers, list) else []


def _finding(
    subject: Subject,
    person: Person,
    place: tuple[str | int, ...],
    message: str,
    remedy: str,
    also: tuple[str, ...] = (),
) -> Finding:
    path = _path(person)
    file = subject.files.get(path)
    try:
        line, column = parse(file.text or "").place_of(*place) if file else (1, 1)
    except FrontMatterError:
        line, column = 1, 1
    return Finding(path, line, column, message, remedy, also)
