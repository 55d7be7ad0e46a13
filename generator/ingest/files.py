"""The files that a plan writes, in the order in which they must be: pages, ledger, records.

A page goes only after the others are written: what was on it may live on in one of them.
"""

from generator.ingest.plan import Plan
from generator.model.archive import Archive, ledger_of
from generator.storage.logs import encode_ledger, encode_record
from generator.storage.redirects import REDIRECTS, encode_redirects


def files_of(plan: Plan, archive: Archive) -> dict[str, str | None]:
    """Texts by path below the root; None removes a file. The archive is the one the plan was taken into."""
    texts = sorted(plan.pages.items(), key=lambda page: (page[1] is None, page[0]))
    files: dict[str, str | None] = {f"docs/{path}": text for path, text in texts}
    for month in sorted({ledger_of(path) for path in (*plan.ledger, *plan.forgotten)}):
        pages = archive.month(month)
        files[f"digests/ledger/{month}.json"] = encode_ledger(pages) if pages else None
    for name, record in sorted(plan.records.items()):
        files[f"digests/{name}.json"] = encode_record(record) if record else None
    if plan.redirects is not None:
        files[REDIRECTS] = encode_redirects(plan.redirects)
    return files


def files_before(plan: Plan) -> dict[str, str | None]:
    """The texts of the pages that the plan was made from; None where there was none."""
    return {f"docs/{path}": plan.before.get(path) for path in plan.pages}
