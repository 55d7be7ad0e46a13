"""What the machine writes it reads back as its own; else its own value would count as a person's edit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ingest.update import Updater
from generator.ingest.write import new_page
from generator.model.archive import Archive
from generator.model.digest import Entry
from generator.model.fields import fields_of
from generator.model.ledger import hash_of
from generator.model.record import Record, RecordedEntry
from generator.text.page import read_page

PATH = "papers/2026/x.md"
marks = st.sampled_from("#-=*`~>|\n\r\t $\\{}[]()<>&:\"'!%@,.?\u2028\x85\x0b\x0c\x00\x1b\ufeff\u200b")
texts = st.text(st.one_of(marks, st.characters(exclude_categories=("Cs",))), max_size=60)
"""A lone surrogate is no text; readers never let one in."""
entries = st.builds(
    lambda title, abstract, names, venue, link: Entry(
        title=title,
        abstract=abstract,
        authors=tuple(names),
        categories=tuple(names),
        venue=venue or None,
        summary=venue or None,
        links={"code": (f"https://github.com/{link}", link)},
    ),
    texts,
    texts,
    st.lists(texts, max_size=3),
    texts,
    texts,
)


@settings(max_examples=200, deadline=None)
@given(entries)
def test_a_page_is_read_back_as_it_was_written(entry: Entry) -> None:
    archive = Archive()
    record = Record(
        source="x", format="hf-api", date="2026", entries=(RecordedEntry(entry=entry, page=PATH),)
    )
    archive.records[record.name] = record
    updater = Updater(archive)
    if updater.clean(entry).title:
        theirs = updater.theirs(PATH, [record.name])
        page, problems = read_page(PATH, new_page(theirs))
        assert page is not None, problems
        assert fields_of(page.paper) == theirs.fields
        assert hash_of(page.abstract) == hash_of(theirs.abstract or "")
        assert page.notes == ""
