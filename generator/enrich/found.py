"""What was found becomes records, and pages through the merge, as what digests say does."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.enrich.choose import Choice
from generator.enrich.gaps import facts_of, filling
from generator.enrich.notes import Notes
from generator.enrich.seek import Offer
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.fields import fields_of
from generator.model.ledger import Written
from generator.model.record import Suggestion


@dataclass(slots=True)
class Found:
    """What a search came to, for the report."""

    plan: Plan = field(default_factory=Plan)
    taken: list[tuple[Offer, tuple[str, ...]]] = field(default_factory=list)
    """What pages were given, with the names of the facts."""
    doubtful: list[Suggestion] = field(default_factory=list)


def take(archive: Archive, updater: Updater, choices: Mapping[str, Choice]) -> Found:
    """Write what was chosen into records and pages of the archive in memory."""
    found, notes = Found(), Notes(archive)
    for path, choice in sorted(choices.items()):
        page, written = archive.pages[path], archive.ledger.get(path, Written())
        said = {*written.fields, *fields_of(page.paper)}
        for offer in choice.taken:
            if fact := filling(said, offer.raw, offer.entry):
                given = tuple(name for name in facts_of(fact) if name not in said)
                said.update(given)
                notes.add(path, offer.origin, fact, offer.verdict.told)
                found.taken.append((offer, given))
        for offer, reason in choice.doubtful:
            suggestion = Suggestion(path, offer.entry.title, offer.entry.ids, reason)
            found.doubtful.append(suggestion)
            notes.suggest(suggestion, offer.origin)
    notes.close(found.plan, updater)
    return found
