"""A paper under a heading of its own: facts with links, then prose, perhaps under smaller headings."""

import re
from dataclasses import dataclass, field

from generator.model import ids
from generator.model.digest import Entry
from generator.readers.addresses import Sorted, sort, unsorted
from generator.readers.markdown_blocks import Block
from generator.readers.markdown_item import is_links, pieces, plain, spoken, trimmed
from generator.readers.people import listed
from generator.readers.said_dates import day_in

_SUMMARY = re.compile(r"\W*(?:summary|tl;?dr|in brief|摘要|总结|要点)\W*", re.IGNORECASE)
_ABSTRACT = re.compile(r"\W*abstract\W*", re.IGNORECASE)
_RELATED = re.compile(
    r"(?>.*?(?:related|reference|baseline|citation|see also|further|相关|参考|基线)).*", re.IGNORECASE
)
_AUTHORS = re.compile(r"(?:authors?\s*[:：]|by\s*[:：]|作者\s*[:：]?|👥)\s*(?P<names>.*)", re.IGNORECASE)
_CLASSES = re.compile(r"(?:(?:categor(?:y|ies)|subjects?)\s*[:：]|🏷\ufe0f?)\s*(?P<all>.*)", re.IGNORECASE)
_CLASS = re.compile(r"[a-z-]{2,9}(?:\.[A-Za-z-]{2,17})?")
_MOST_FACTS = 100
"""Lines; a heading with more below it is no paper's."""
_CUT = re.compile(r"(?:\.{3}|…|\bet al\.?|等)\s*$")
_NUMBER = re.compile(r"`(?:arxiv:)?([^`\s]{9,20})`", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(\*{1,2}|_)[^*_]+\1")
_SEPARATOR = re.compile(r"\s[·•|]\s")


@dataclass
class Section:
    """A heading that is a paper's title, and what has been read below it."""

    heading: Block
    facts: list[str] = field(default_factory=list)
    prose: dict[str, list[str]] = field(default_factory=dict)
    part: str = ""
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._remember(self.heading.text)

    def _remember(self, text: str) -> None:
        self._known = sort((piece.address for piece in pieces(text) if piece.address), self._known).ids

    def below(self, heading: Block) -> bool:
        """Whether a heading is a smaller one of this paper; what follows then belongs to that part."""
        if heading.depth <= self.heading.depth:
            return False
        name = plain(heading.text)
        parts = {"summary": _SUMMARY, "abstract": _ABSTRACT, "related": _RELATED}
        self.part = next((part for part, pattern in parts.items() if pattern.fullmatch(name)), "other")
        return True

    def hides(self, text: str) -> bool:
        """Whether a line below this paper is about another one, where no related work is announced."""
        said = spoken(text)
        if self.part == "related" or not (said and said.title and said.leads):
            return False
        return not self._known.items() & said.about.ids.items()

    def learn(self, block: Block) -> None:
        """Take what stands below the heading. Links make a fact only before the first smaller heading."""
        said = spoken(block.text)
        is_fact = has_facts(block.text) or is_links(block.text) or (said is not None and not said.title)
        if not self.part and (is_fact or block.kind == "item"):
            for line in block.text.split("\n")[: _MOST_FACTS - len(self.facts)]:
                self.facts.append(line)
                self._remember(line)
        elif block.kind in ("paragraph", "quote") and not _PLACEHOLDER.fullmatch(block.text.strip()):
            self.prose.setdefault(self.part, []).append(plain(block.text))

    def entry(self, summary_by: str) -> Entry | None:
        """The entry, or None where the heading has no title left, or nothing leads to a paper."""
        said = spoken(self.heading.text)
        title = said.title if said and said.title else trimmed(plain(self.heading.text))
        about = self._about()
        if not title or not about.ids:
            return None
        summary = " ".join(self.prose.get("summary") or self.prose.get("") or ())
        return Entry(
            line=self.heading.line,
            title=title,
            abstract="\n\n".join(self.prose.get("abstract", ())),
            authors=self._authors(),
            date=self._date(),
            ids=about.ids,
            categories=self._categories(),
            links=unsorted(about.links),
            summary=summary or None,
            summary_by=summary_by if summary else None,
        )

    def _about(self) -> Sorted:
        parts = [piece for text in (self.heading.text, *self.facts) for piece in pieces(text)]
        return sort((piece.address for piece in parts if piece.address), self._number())

    def _number(self) -> dict[str, str]:
        for line in self.facts:
            for written in _NUMBER.findall(line):
                if number := ids.normalise("arxiv", written):
                    return {"arxiv": number}
        return {}

    def _date(self) -> str | None:
        """The day in the line that names the paper's number."""
        return next((day_in(line) for line in self.facts if _NUMBER.search(line)), None)

    def _authors(self) -> tuple[str, ...]:
        """The authors where they are all named; a list that is cut short says too little."""
        for part in self._parts():
            match = _AUTHORS.fullmatch(part)
            if match and not _CUT.search(match["names"]):
                return listed(match["names"])
        return ()

    def _categories(self) -> tuple[str, ...]:
        for part in self._parts():
            if match := _CLASSES.fullmatch(part):
                words = match["all"].replace(",", " ").split()
                return tuple(word for word in words if _CLASS.fullmatch(word))
        return ()

    def _parts(self) -> list[str]:
        return [part.strip() for line in self.facts for part in _SEPARATOR.split(plain(line))]


def has_facts(text: str) -> bool:
    """Whether a paragraph has a line that names authors, classes or the paper's number."""
    lines = (line.strip().lstrip("*_") for line in text.split("\n"))
    return any(_AUTHORS.match(line) or _CLASSES.match(line) or _NUMBER.search(line) for line in lines)
