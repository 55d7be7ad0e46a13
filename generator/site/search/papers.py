"""What search asks of an archive: its papers in the order in which they came, and what each is found by."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Protocol

from generator.model.tag import Tag, Vocabulary
from generator.site.catalogue import Catalogue
from generator.text.lookup import Lookup
from generator.text.markdown import plain


class Named(NamedTuple):
    """Somebody who wrote a paper."""

    slug: str
    """Of the author's page, should there be one; spellings that share it are one person."""
    name: str
    has_page: bool
    """Whether there is a page however few papers there are."""


class Entry(NamedTuple):
    """What is to be found of a paper, and what a result shows of it."""

    address: str
    title: str
    authors: tuple[str, ...]
    abstract: str
    """Plain text, as a reader sees it."""
    day: str
    votes: int
    code: bool
    topics: tuple[str, ...]
    """As shown: slugs, or what the vocabulary does not know."""
    filed: tuple[str, ...]
    """Slugs of the vocabulary alone."""
    ids: tuple[str, ...]
    """Written ``arxiv:2401.07037``."""
    people: tuple[Named, ...]


class Papers(Protocol):
    """An archive's papers, named by paths."""

    @property
    def order(self) -> Sequence[str]:
        """Paths, the oldest first: a new digest adds to the end."""

    def fingerprint(self, paths: Sequence[str]) -> bytes:
        """Changes whenever the entry of one of these papers does. Asked for all papers in every build."""

    def entry(self, path: str) -> Entry:
        """Asked only for papers near one that changed."""


def _meaning(vocabulary: Vocabulary, spelling: str) -> str:
    """The topic that a spelling stands for, whatever it is called."""
    slug = vocabulary.meant(spelling)
    return repr((slug, vocabulary.get(slug) is not None))


class CataloguePapers:
    """The papers of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._meanings = Lookup(partial(_meaning, catalogue.vocabulary))

    @property
    def order(self) -> Sequence[str]:
        """Paths, the oldest first."""
        return self._catalogue.order[::-1]

    def fingerprint(self, paths: Sequence[str]) -> bytes:
        """The pages, and what stands elsewhere and counts: records, vocabulary, people. Where nobody told
        people apart, whom a page names follows from the page."""
        known = self._catalogue
        pages = [known.pages[path] for path in paths]
        told = (
            *paths,
            *(page.content.fingerprint for page in pages),
            *map(known.days.__getitem__, paths),
            *map(str, map(known.votes.get, paths)),
            *map(self._meanings.__getitem__, sorted({tag for page in pages for tag in page.paper.tags})),
            *(map(self._told_of_people, paths) if known.people else ()),
        )
        return "\0".join(told).encode("utf-8", "replace")

    def _told_of_people(self, path: str) -> str:
        known = self._catalogue
        return f" {known.signatures[path]} {[known.people[slug].name for slug in self._known(path)]}"

    def _known(self, path: str) -> list[str]:
        """Those of the paper's authors whom people have told apart, by slug."""
        people = self._catalogue.people
        return [slug for slug in self._catalogue.signatures[path] if slug in people]

    def entry(self, path: str) -> Entry:
        """What is to be found of a paper."""
        page = self._catalogue.pages[path]
        topics, filed = self._topics(path)
        return Entry(
            address=page.address,
            title=page.paper.title,
            authors=page.paper.authors,
            abstract=plain(page.abstract),
            day=self._catalogue.days[path],
            votes=self._catalogue.votes.get(path, 0),
            code="code" in page.paper.links,
            topics=topics,
            filed=filed,
            ids=tuple(f"{kind}:{value}" for kind, value in page.paper.ids.items()),
            people=self._people(path),
        )

    def _topics(self, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        topics = self._catalogue.topics(path)
        filed = tuple(topic.slug for topic in topics if isinstance(topic, Tag))
        return tuple(topic.slug if isinstance(topic, Tag) else topic for topic in topics), filed

    def _people(self, path: str) -> tuple[Named, ...]:
        names, slugs = self._catalogue.pages[path].paper.authors, self._catalogue.signatures[path]
        found: dict[str, Named] = {}
        for name, slug in zip(names, slugs, strict=True):
            person = self._catalogue.people.get(slug)
            found.setdefault(slug, Named(slug, person.name if person else name, person is not None))
        return tuple(found.values())
