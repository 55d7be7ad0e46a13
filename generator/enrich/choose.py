"""Of all that was found for the pages, what is taken, and what only a person can tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.enrich.judge import Certainty
from generator.enrich.seek import Offer
from generator.model.ids import conflict

CLEARLY = 5.0
"""Hundredths by which one of two sure matches must be the better, both of title and abstract together."""


class Choice(NamedTuple):
    """What was found for a page."""

    taken: list[Offer]
    """The most trusted first; their ids do not contradict each other."""
    doubtful: list[tuple[Offer, str]]
    """With the reason, for a person."""


def choose(
    found: Iterable[tuple[str, list[Offer]]], bearers: Mapping[tuple[str, str], str]
) -> dict[str, Choice]:
    """Choose for every page; `bearers` are the pages that bear an id already.

    No two pages get one id: then they are one paper, or one of them is another.
    """
    choices = {path: _of_page(offers) for path, offers in found}
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path, choice in choices.items():
        for item in _ids(choice.taken):
            wanted[item].add(bearers.get(item, path))
            wanted[item].add(path)
    for path, choice in choices.items():
        new = [item for item in _ids(choice.taken) if bearers.get(item) != path]
        others = {other for item in new for other in wanted[item]} - {path}
        if others:
            reason = f"docs/{min(others)} is as much this paper"
            choice.doubtful[:0] = [(offer, reason) for offer in choice.taken]
            choice.taken.clear()
    return choices


def _ids(offers: Iterable[Offer]) -> Iterator[tuple[str, str]]:
    for offer in offers:
        yield from offer.entry.ids.items()


def _of_page(offers: list[Offer]) -> Choice:
    sure = [offer for offer in offers if offer.verdict.certainty is Certainty.SURE]
    doubtful = [(offer, offer.verdict.told) for offer in offers if offer not in sure]
    best = max(sure, key=lambda offer: offer.verdict.rank, default=None)
    if best is None:
        return Choice([], doubtful)
    rivals = [offer for offer in sure if conflict(best.entry.ids, offer.entry.ids)]
    if any(best.verdict.rank[1] - rival.verdict.rank[1] < CLEARLY for rival in rivals):
        reason = "Several papers agree with the page"
        return Choice([], [(offer, f"{reason}: {offer.verdict.told}") for offer in sure])
    return Choice(_without_conflicts(best, sure), [])


def _without_conflicts(best: Offer, sure: list[Offer]) -> list[Offer]:
    """Those that agree with the best, and with each other, on every id; the order stays."""
    ids: dict[str, str] = dict(best.entry.ids)
    taken = [best]
    for offer in sure:
        if offer is not best and not conflict(ids, offer.entry.ids):
            taken.append(offer)
            ids = {**offer.entry.ids, **ids}
    return [offer for offer in sure if offer in taken]
