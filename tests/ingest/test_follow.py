"""Pages that people moved are found again, and none is taken for another."""

from generator.ingest.add import Ingest
from generator.ingest.follow import follow
from generator.model.archive import Archive
from tests.ingest.arrivals import CODE, TITLES, digest, entry

NAMESAKE = entry(None, None, title=TITLES[0])
MOVED = entry("2603.00002", CODE[0], title=TITLES[0])
ANEW = "papers/2025-12/anew.md"


def test_a_moved_page_is_known_by_its_id_before_a_deleted_namesake_by_its_text() -> None:
    archive = Archive()
    Ingest(archive).add(digest("hf-api", "2026-03-02", [MOVED]))
    Ingest(archive).add(digest("hf-text", "2026-03-03", [NAMESAKE]))
    moved, deleted = archive.pages
    assert deleted < moved, "the namesake is looked at first"
    del archive.pages[deleted]
    archive.pages[ANEW] = archive.pages.pop(moved)._replace(path=ANEW)
    plan = follow(archive)
    assert plan.forgotten == [moved]
    assert archive.redirects.moved == {moved.replace(".md", "/"): ANEW.replace(".md", "/")}
    assert archive.ledger[ANEW].digests == ("hf-api-2026-03-02",)
    assert archive.ledger[deleted].digests == ("hf-text-2026-03-03",)
    Ingest(archive).add(digest("hf-text", "2026-03-03", [NAMESAKE]))
    assert list(archive.pages) == [ANEW], "the namesake stays deleted"
