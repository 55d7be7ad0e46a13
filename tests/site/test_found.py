"""What was found of papers afterwards, on the site: it is no digest, and says where it comes from."""

from __future__ import annotations

from generator.model.digest import Entry
from generator.model.ledger import Written, hash_of
from generator.model.record import Record, RecordedEntry, Suggestion
from generator.storage.logs import encode_ledger, encode_record
from tests.site.conftest import Shelf
from tests.site.pages import page, text

PATH = "papers/2026-11/paper.md"


def test_what_was_found_is_no_digest_and_waits_where_it_is_doubtful(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    shelf.paper("Paper", "Abstract.", tags=["speech"], date="2026-10-01")
    shelf.paper("Answered", "Text.", tags=["speech"], ids={"arxiv": "2603.00002"})
    shelf.list("2026-11-23", "Paper", PATH)
    listed, found = "hf-api-2026-11-23", "found-arxiv-api-2026-11"
    fields = {"title": "Paper", "date": "2026-10-01"}
    written = Written(fields=fields, abstract=hash_of("Abstract."), digests=(found, listed))
    shelf.write("digests/ledger/2026-11.json", encode_ledger({PATH: written}))
    entry = Entry(title="Paper", ids={"arxiv": "2610.00001"}, date="2026-10-01")
    record = Record(
        kind="found",
        source="arxiv-api",
        format="arxiv-api",
        date="2026-11",
        entries=(RecordedEntry(entry=entry, page=PATH),),
        suggestions=(
            Suggestion(PATH, "<Paper>?", {"arxiv": "2610.00009", "doi": "javascript:1"}, "Who knows."),
            Suggestion("papers/2026-11/answered.md", "Answered", {"arxiv": "2603.00001"}, "Not any more."),
        ),
    )
    assert record.name == found
    shelf.write(f"digests/{found}.json", encode_record(record))
    site = shelf.build()
    assert not (site / f"digests/{found}").exists()
    assert text(page(site, "").h1) == "Digest of 23 Nov 2026"
    origin = [text(line) for line in page(site, PATH.removesuffix(".md")).select(".origin li")]
    assert "Date: found in arXiv" in origin
    work = page(site, "curate")
    assert text(work.h2) == "Perhaps found 1"
    assert [text(line) for line in work.select(".work li")] == [
        "Paper arXiv id 2610.00009 <Paper>? , arXiv. Who knows."
    ]
    assert [link["href"] for link in work.select(".work li a")][1] == "https://arxiv.org/abs/2610.00009"
