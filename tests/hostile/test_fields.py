"""Every payload in every field of every format that is read: it is text, and comes out as it went in."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from html import unescape

import pytest

from generator.check.report import as_github, as_json, as_text
from generator.check.summary import summary
from generator.model.fields import fields_of
from generator.model.problem import Problem
from generator.readers.reader import UnreadableError
from generator.readers.registry import read, readers
from generator.text.clean import clean_entry, clean_line
from generator.text.edit import compose
from generator.text.markdown import plain
from generator.text.page import read_page
from tests.hostile import shelf
from tests.hostile.corpus import PAYLOADS, TEXTS, Payload
from tests.hostile.digests import QUOTING, WRITERS, bundle
from tests.hostile.shelf import FACTS

REPAIRED = re.compile(
    r"\\|\$|&|</?(?:b|i|p|div|title|sub|sup|a|span)\b|\]\(|<https?:|``|''|[\x80-\x9f]|â€|Ã|~|[ŋſ]|[\u200c\u200d]"
)
"""Signs of what cleaning repairs: TeX, character references, tags in pairs, links, mojibake."""


def as_written(text: str) -> str:
    """The payload on one line, without what nobody sees: written down again, not asked of the cleaner."""
    seen = "".join(" " if mark.isspace() or mark in "\x85\u2028\u2029" else mark for mark in text)
    seen = "".join(mark for mark in seen if not _is_unseen(mark))
    return " ".join(unicodedata.normalize("NFC", " ".join(seen.split())).split())


def _is_unseen(mark: str) -> bool:
    point = ord(mark)
    if (
        mark in "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
        or 0xFE00 <= point <= 0xFE0D
        or point & 0xFFFE == 0xFFFE
    ):
        return True
    is_joiner = mark in "\u200c\u200d"
    return 0xE0000 <= point <= 0xE0FFF or (unicodedata.category(mark) in ("Cc", "Cf") and not is_joiner)


def test_the_corpus_is_large_and_holds_nothing_twice() -> None:
    assert len(PAYLOADS) >= 300
    assert len(set(TEXTS)) == len(TEXTS)
    assert len({payload.group for payload in PAYLOADS}) == 13


def test_every_reader_meets_the_corpus() -> None:
    met = {
        digest.format
        for writer in WRITERS.values()
        for digest in read(writer(TEXTS[:9]), date="2026").digests
    }
    assert met == {reader.name for reader in readers()} | {"newsletter"}


@pytest.mark.parametrize("name", WRITERS)
def test_a_digest_of_nothing_but_payloads_is_read(name: str) -> None:
    for payload in PAYLOADS:
        try:
            reading = read(WRITERS[name]([payload.text]))
        except UnreadableError:
            continue
        for entry in (entry for digest in reading.digests for entry in digest.entries):
            cleaned = clean_entry(entry, {})
            for line in (cleaned.title, *cleaned.authors, *cleaned.keywords, *cleaned.categories):
                assert line == " ".join(line.split()) and not any(map(_is_unseen, line)), payload
            for addresses in cleaned.links.values():
                assert all(address.startswith(("https://", "http://")) for address in addresses), payload


@pytest.mark.parametrize("name", QUOTING)
def test_what_a_format_can_quote_is_read_as_it_was_written(name: str) -> None:
    for payload in PAYLOADS:
        expected = as_written(payload.text)
        if not expected or REPAIRED.search(payload.text):
            continue
        (digest,) = read(WRITERS[name]([payload.text])).digests
        entry = clean_entry(digest.entries[0], {})
        assert _joined(entry.title) == _joined(_cut(expected)), payload
        if "\n" not in payload.text:
            abstract = " ".join(plain(entry.abstract).split())
            assert _without_emphasis(abstract) == _without_emphasis(expected), payload


def _joined(text: str) -> str:
    return text.replace("\u200c", "").replace("\u200d", "")


def _without_emphasis(text: str) -> str:
    """Emphasis of Markdown is kept as such in an abstract."""
    return re.sub("[*_]", "", _joined(text))


def _cut(text: str) -> str:
    return text if len(text) <= 500 else clean_line(text)


def test_character_references_are_what_they_stand_for() -> None:
    for payload in PAYLOADS:
        if payload.group == "entities" and not re.search(
            r"\\|\$|&(?:amp;){4}|&#xF{8}|&#?\w+(?![\w;])", payload.text
        ):
            once = unescape(unescape(unescape(payload.text)))
            if not REPAIRED.search(once):
                assert _joined(clean_line(payload.text)) == _joined(as_written(once)).strip(), payload


def test_a_zip_gives_its_members_no_power_by_their_names() -> None:
    from generator.readers.bundle import members

    found = list(members(bundle(TEXTS)))
    assert len(found) > 300
    assert sum(member.fault is None for member in found) > 300


@pytest.mark.parametrize("fact", FACTS)
def test_front_matter_of_payloads_is_a_page_or_a_problem_at_its_line(fact: str) -> None:
    for payload in PAYLOADS:
        value = (
            {"arxiv": payload.text}
            if fact == "ids"
            else {"code": payload.text}
            if fact == "links"
            else payload.text
        )
        page, problems = read_page(
            "papers/2026-11/x.md", compose({"title": "A Page", fact: value}, "\nText.\n")
        )
        assert (page is None) == bool(problems)
        if page is not None and fact == "links":
            (addresses,) = page.paper.links.values()
            assert all(address.startswith(("https://", "http://")) for address in addresses)
        assert page is None or page.abstract == "Text.", payload


@pytest.mark.parametrize("title", ["\x0b\x0c\x1f", "\u200b\u2060", "\u3164", " \u00ad "])
def test_a_title_that_nobody_sees_is_none(title: str) -> None:
    page, problems = read_page("papers/2026-11/x.md", compose({"title": title}, "\nText.\n"))
    assert page is None and "2:1: The page has no title." in str(problems[0])


@pytest.mark.parametrize("payload", PAYLOADS[::7], ids=lambda payload: payload.name)
def test_unquoted_front_matter_gains_no_key(payload: Payload) -> None:
    page, problems = read_page("papers/2026-11/x.md", f"---\ntitle: {payload.text}\n---\n\nText.\n")
    assert page is None or fields_of(page.paper).keys() <= {"title"} or problems


def test_what_the_check_prints_stays_on_its_line() -> None:
    problems = [
        Problem(f"docs/{payload.text}.md", 1, 1, payload.text, payload.text, rule=payload.text)
        for payload in PAYLOADS
    ]
    annotations = as_github(problems).split("\n")[:-1]
    assert len(annotations) == len(problems)
    for line in annotations:
        assert line.isprintable()
        properties, _, message = line.removeprefix("::error ").partition("::")
        assert [part.partition("=")[0] for part in properties.split(",")] == ["file", "line", "col", "title"]
        assert ":" not in properties and message
    assert all(line.isprintable() for line in as_text(problems).splitlines())
    assert len(as_text(problems).split("\n")) == len(problems) + 1
    assert as_json(problems).isascii() and len(json.loads(as_json(problems))) == len(problems)


def test_the_summary_of_a_pull_request_holds_no_markup_of_others() -> None:
    titles = {f"docs/papers/2026-11/{place}.md": text for place, text in enumerate(TEXTS)}
    problems = [Problem("docs/x.md", 1, 1, text, text, rule="x") for text in TEXTS]
    for path, title in titles.items():
        text = summary([path], {path: title}, problems[:0])
        (line,) = [line for line in text.splitlines() if line.startswith("- ")]
        assert (
            not re.search(r"[^\w &#;-]", line.removeprefix("- ").replace("(", "").replace(")", ""), re.ASCII)
            or not line.isascii()
        )
    assert not re.search(r"<[A-Za-z/!]|\]\(|https?://", summary([], {}, problems))


def test_a_table_calculates_nothing() -> None:
    from generator.site.exports import _cell

    for text in TEXTS:
        stream = io.StringIO()
        csv.writer(stream).writerow([_cell(text)])
        ((cell,),) = csv.reader(io.StringIO(stream.getvalue(), newline=""))
        assert not re.match(r"\s*[=+\-@＝＋－＠]", cell), text
    assert shelf.FIELDS
