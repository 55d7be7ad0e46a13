"""Papers of other sources go by, one after the other; what is found of each page stays."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.enrich.candidates import Candidates
from generator.enrich.judge import Certainty, Known, Verdict, judge, known
from generator.model.digest import Entry
from generator.model.page import Page
from generator.model.provenance import rank

MOST = 5
"""Papers that are kept for a page; of "Introduction" there may be thousands."""

Clean = Callable[[Entry], Entry]


class Origin(NamedTuple):
    """The source of a paper, and the format in which it was read, which says how far it is trusted."""

    source: str
    format: str


class Offer(NamedTuple):
    """A paper of another source that is, or may be, that of a page."""

    page: str
    origin: Origin
    raw: Entry
    entry: Entry
    """Cleaned."""
    verdict: Verdict

    @property
    def order(self) -> tuple[object, ...]:
        """The most trusted source first, of one source the better match."""
        certainty, agreement = self.verdict.rank
        name = (self.origin.source, self.entry.title, sorted(self.entry.ids.items()))
        return rank(self.origin.format), -certainty, -agreement, name


class Search:
    """Looks among papers for those of pages. What it finds does not depend on their order."""

    def __init__(self, pages: Iterable[Page], clean: Clean) -> None:
        self._pages = {page.path: page for page in pages}
        self._clean = clean
        self._candidates = Candidates(self._pages.values())
        self._known: dict[str, Known] = {}
        self._offers: dict[tuple[str, Origin], list[Offer]] = defaultdict(list)
        self.sure: dict[str, dict[str, str]] = {}
        """Pages of which something is sure, with the ids of that."""

    def may_be(self, title: str, abstract: str, ids: Mapping[str, str]) -> bool:
        """Whether a closer look is worth its while; for those who go through a hundred thousand."""
        return bool(self._candidates.find(title, abstract, ids))

    def look_at(self, raw: Entry, origin: Origin) -> None:
        """Judge a paper for every page that it may be."""
        paths = self._candidates.find(raw.title, raw.abstract, raw.ids)
        if not paths:
            return
        entry = self._clean(raw)
        for path in paths:
            verdict = judge(self._of(path), entry)
            if verdict.certainty is not Certainty.NO:
                self._keep(Offer(path, origin, raw, entry, verdict))

    def offers(self) -> Iterator[tuple[str, list[Offer]]]:
        """What was found, page by page, the most trusted source first."""
        found: dict[str, list[Offer]] = defaultdict(list)
        for (path, _), offers in self._offers.items():
            found[path] += offers
        for path in sorted(found):
            yield path, sorted(found[path], key=lambda offer: offer.order)

    def id_of(self, path: str, kind: str) -> str | None:
        """An id of a paper that is surely that of the page."""
        return self.sure.get(path, {}).get(kind)

    def _keep(self, offer: Offer) -> None:
        if offer.verdict.certainty is Certainty.SURE:
            self.sure.setdefault(offer.page, {}).update(offer.entry.ids)
        kept = self._offers[offer.page, offer.origin]
        if not any(other.entry == offer.entry for other in kept):
            kept.append(offer)
            kept.sort(key=lambda one: one.order)
            del kept[MOST:]

    def _of(self, path: str) -> Known:
        if path not in self._known:
            self._known[path] = known(self._pages[path])
        return self._known[path]
