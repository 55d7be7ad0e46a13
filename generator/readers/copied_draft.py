"""An entry in the making, as facts about it come in line by line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import asdict, replace

from generator.model import ids
from generator.model.digest import Entry
from generator.readers.copied_blocks import Block, comments, day
from generator.readers.copied_lines import one_line
from generator.readers.hf_item import SUMMARY_BY
from generator.readers.likeness import is_one_sentence

_PAPER = re.compile(r"/papers/([^/?#\s]{4,40})/?(?:[?#].*)?$")
_FEW_WORDS = 2


@dataclass
class Draft:
    """A title and what followed it. ``closed`` once facts have come after the abstract."""

    title: Block
    paragraphs: list[str] = field(default_factory=list)
    facts: list[Block] = field(default_factory=list)
    votes: int | None = None
    comments: int | None = None
    closed: bool = False

    @property
    def abstract(self) -> str:
        """The paragraphs so far, a blank line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def is_doubtful(self) -> bool:
        """Whether so little speaks for a paper that it may as well be a word of the page's own."""
        sure = self.paragraphs or self.facts or self.title.heading or self.title.address
        return not sure and len(self.title.text.split()) <= _FEW_WORDS

    def learn(self, fact: Block) -> None:
        """Take a fact that stands after the title."""
        self.facts.append(fact)
        self.closed = self.closed or bool(self.paragraphs)

    def entry(self, latest: str | None, *, trending: bool) -> Entry:
        """The entry. On the trending page a body of one sentence is a machine's summary, not an abstract."""
        summary = trending and len(self.paragraphs) == 1 and is_one_sentence(self.abstract)
        date = self._fact("date")
        return Entry(
            line=self.title.line,
            title=one_line(self.title.text),
            abstract="" if summary else self.abstract,
            summary=" ".join(self.abstract.split()) if summary else None,
            summary_by=SUMMARY_BY if summary else None,
            date=day(date, latest) if date else None,
            comments=self.comments if date is None else comments(date) or self.comments,
            ids=self._ids(),
            organization=self._said("organization"),
            submitter=self._said("submitter"),
            links=self._links(),
            votes=self._votes(),
        )

    def _fact(self, kind: str) -> Block | None:
        return next((fact for fact in self.facts if fact.kind == kind), None)

    def _said(self, kind: str) -> str | None:
        fact = self._fact(kind)
        return fact.text if fact else None

    def _votes(self) -> int | None:
        said = self._said("votes")
        return int(said) if said and said != "-" else self.votes

    def _ids(self) -> dict[str, str]:
        for block in (self.title, *self.facts):
            address = block.address or ""
            paper = _PAPER.search(address)
            number = ids.normalise("arxiv", paper[1]) if paper else None
            found = ids.Identifier("arxiv", number) if number else ids.from_address(address)
            if found:
                return {found.kind: found.value}
        return {}

    def _links(self) -> dict[str, tuple[str, ...]]:
        links: dict[str, tuple[str, ...]] = {}
        for fact in self.facts:
            if fact.kind != "link" or not fact.address or ids.from_address(fact.address):
                continue
            if fact.address.startswith(("https://", "http://")):
                kind = "other" if fact.text == "arxiv" else fact.text
                links[kind] = tuple(dict.fromkeys([*links.get(kind, ()), fact.address]))
        return links


def without_repeats(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, each once: the trending page prints every paper twice, with different facts."""
    last: Entry | None = None
    for entry in entries:
        if last and _is_same(last, entry):
            missing = {key: value for key, value in asdict(entry).items() if value and not getattr(last, key)}
            last = replace(last, **missing)
            continue
        if last:
            yield last
        last = entry
    if last:
        yield last


def _is_same(one: Entry, other: Entry) -> bool:
    if one.title.casefold() != other.title.casefold():
        return False
    bodies = {" ".join((entry.abstract or entry.summary or "").split()) for entry in (one, other)}
    return len(bodies - {""}) < 2
