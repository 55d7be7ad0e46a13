"""A better tagger or cleaner: what nobody touched follows the machine of today."""

from generator.ingest.combine import Theirs
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive


def retag(archive: Archive) -> Plan:
    """Tag every paper anew from what its digests say; people's additions and removals stay."""
    plan = Plan()
    updater = Updater(archive)
    for path in _known(archive):
        base = archive.ledger[path]
        fields = {field: value for field, value in base.fields.items() if field != "tags"}
        tags = updater.theirs(path, base.digests).fields.get("tags")
        updater.merge(path, base, Theirs({**fields, **({"tags": tags} if tags else {})}, None), plan)
    return plan


def reclean(archive: Archive) -> Plan:
    """Read every paper anew from what its digests say, all but its tags."""
    plan = Plan()
    updater = Updater(archive)
    for path in _known(archive):
        base = archive.ledger[path]
        fields, abstract = updater.theirs(path, base.digests)
        fields.pop("tags", None)
        tags = {"tags": base.fields["tags"]} if "tags" in base.fields else {}
        updater.merge(path, base, Theirs({**fields, **tags}, abstract), plan)
    return plan


def _known(archive: Archive) -> list[str]:
    """Pages that can be read and that a digest of the archive speaks of."""
    return [
        path
        for path, written in sorted(archive.ledger.items())
        if path in archive.pages and any(name in archive.records for name in written.digests)
    ]
