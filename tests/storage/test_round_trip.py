"""What is written to a file of the machine is read back the same, whatever it says."""

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.model.digest import Entry, Unread
from generator.model.ledger import Written
from generator.model.record import Record, RecordedEntry
from generator.model.redirects import Redirects
from generator.storage.logs import decode_ledger, decode_record, encode_ledger, encode_record
from generator.storage.redirects import decode_redirects, encode_redirects

texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\r\t\x00\x7f\x85\u2028\ufeff😀'),
    max_size=20,
)
many = st.lists(texts, max_size=3).map(tuple)
values = texts | many
dates = st.none() | st.sampled_from(["2026", "2026-03", "2026-03-04"])
entries = st.builds(
    Entry,
    line=st.none() | st.integers(1, 9), title=texts, abstract=texts, authors=many, date=dates,
    ids=st.dictionaries(texts, texts, max_size=2), venue=st.none() | texts, organization=st.none() | texts,
    categories=many, links=st.dictionaries(texts, many, max_size=2), keywords=many, summary=st.none() | texts,
    summary_by=st.none() | texts, votes=st.none() | st.integers(), comments=st.none() | st.integers(),
    submitter=st.none() | texts, media=many,
)  # fmt: skip
outcomes = st.sampled_from(["page", "deleted", "removed", "rejected"])
recorded = st.builds(
    RecordedEntry, entry=entries, outcome=outcomes, page=st.none() | texts, reason=st.none() | texts
)
records = st.builds(
    Record, source=texts, format=texts, date=texts,
    entries=st.lists(recorded, max_size=3).map(tuple),
    unread=st.lists(st.builds(Unread, st.integers(), texts, texts), max_size=2).map(tuple),
)  # fmt: skip
writings = st.builds(
    Written, fields=st.dictionaries(texts, values, max_size=3), abstract=st.none() | texts,
    removed=st.dictionaries(texts, many, max_size=2), added=st.dictionaries(texts, many, max_size=2), digests=many,
)  # fmt: skip


@given(records)
def test_a_record(record: Record) -> None:
    text = encode_record(record)
    assert decode_record(text) == record
    assert encode_record(decode_record(text)) == text
    assert all(json.loads(line.rstrip(",")) for line in text.split("\n") if line.startswith('{"entry"'))


@given(st.dictionaries(texts, writings, max_size=3))
def test_a_ledger(pages: dict[str, Written]) -> None:
    text = encode_ledger(pages)
    assert decode_ledger(text).pages == pages
    assert encode_ledger(decode_ledger(text).pages) == text


@given(st.dictionaries(texts, texts, max_size=3), st.dictionaries(texts, texts, max_size=3))
def test_redirects(moved: dict[str, str], removed: dict[str, str]) -> None:
    redirects = Redirects(moved=moved, removed=removed)
    text = encode_redirects(redirects)
    assert decode_redirects(text) == redirects
    assert encode_redirects(decode_redirects(text)) == text
