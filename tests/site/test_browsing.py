"""An archive that a build browses says what it says when all of it is read; its pages stay in their files."""

from __future__ import annotations

import hashlib
import os
import time
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.archive import Archive
from generator.model.digest import Entry
from generator.model.ledger import Written
from generator.model.record import Record, RecordedEntry
from generator.site.build import SiteError
from generator.site.catalogue import catalogue
from generator.storage import browsing, notes
from generator.storage.browsing import browse_archive
from generator.storage.logs import encode_ledger, encode_record
from generator.storage.notes import FOLDER
from generator.storage.reading import page_in, read_archive
from generator.text import libraries
from tests.conftest import tree
from tests.site.conftest import CONFIGURATION, Shelf

LATER = 1 << 62
"""A time at which every file has settled."""

PAGES = [
    '---\ntitle: "One"\n---\n\nAn abstract.\n',
    '---\r\ntitle: "One"\r\n---\r\n\r\nAn abstract\r\non two lines.\r\n\r\n## Notes\r\n\r\nMine.\r\n',
    '\ufeff---\ntitle: "Mathematics of $x$"\nauthors: [José P. García, 李明]\ntags:\n  - birds\n---\n',
    "---\nids: none\n---\n",
    "no page",
    '---\ntitle: "Not\udcff text"\n---\n',
]
ENTRY = RecordedEntry(entry=Entry(title="One", votes=3, summary="In short."), page="papers/2026-11/a.md")
REFUSED = RecordedEntry(entry=Entry(line=7, title=""), outcome="rejected", reason="It has no title.")
RECORDS = [
    encode_record(Record(source="hf-api", format="hf-api", date="2026-11-20", entries=entries))
    for entries in ((), (ENTRY,), (ENTRY, REFUSED))
]
LEDGERS = [
    encode_ledger({"papers/2026-11/a.md": Written(fields={"title": title})}) for title in ("One", "Two")
]
FILES = {
    **dict.fromkeys((f"docs/papers/2026-11/{name}.md" for name in "abc"), PAGES),
    "digests/hf-api-2026-11-20.json": [*RECORDS, "{", RECORDS[0].replace("hf-api", "others")],
    "digests/ledger/2026-11.json": [*LEDGERS, "[]"],
}
"""What each file of a small archive may say, sound or broken."""
STEPS = st.sampled_from([(path, text) for path, texts in FILES.items() for text in (*texts, None)])


def told(archive: Archive) -> object:
    """All that an archive says."""
    pages = {
        path: (
            page.paper,
            page.text,
            page.abstract,
            page.notes,
            page.content.lead,
            page.content.abstract_hash,
        )
        for path, page in archive.pages.items()
    }
    written = {path: archive.written(path) for path in archive.pages}
    logs = list(archive.listings()), dict(archive.records), dict(archive.ledger), written
    return list(pages), pages, archive.broken, archive.problems, logs, catalogue(archive).signatures


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(STEPS, st.booleans()), min_size=1, max_size=6))
def test_what_is_browsed_is_what_is_read(
    steps: list[tuple[tuple[str, str | None], bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("archive")
    for (path, text), damages in steps:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink(missing_ok=True)
        else:
            new = file.with_suffix(".new")
            new.write_bytes(text.encode("utf-8", "surrogateescape"))
            os.replace(new, file)
        if damages:
            for file in (root / FOLDER).glob("*"):
                file.write_bytes(file.read_bytes().replace(b"One", b"Two"))
        for _ in range(2):
            assert told(browse_archive(root, now=LATER)) == told(read_archive(root))


@pytest.mark.parametrize("body", [b'{"a\xff": []}', b'{"a": [', b"[]", b'{"a": ' + b"[" * 100_000])
def test_notes_that_cannot_be_read_are_no_notes(body: bytes, tmp_path: Path) -> None:
    """Though somebody sealed them."""
    page = tmp_path / "docs/papers/2026-11/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGES[2])
    browse_archive(tmp_path, now=LATER)
    for file in (tmp_path / FOLDER).iterdir():
        file.write_bytes(hashlib.sha256(notes.program() + body).hexdigest().encode() + b"\n" + body)
    assert told(browse_archive(tmp_path, now=LATER)) == told(read_archive(tmp_path))


@pytest.mark.parametrize("package", ["markdown-it-py", "python-slugify", "text-unidecode"])
def test_what_another_version_of_a_library_noted_is_not_believed(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of abstracts and addresses of authors are what such libraries make of them."""
    page = tmp_path / "docs/papers/2026-11/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGES[2])
    opened: list[str] = []
    monkeypatch.setattr(browsing, "page_in", lambda *given: opened.append(given[1]) or page_in(*given))
    for _ in range(2):
        browse_archive(tmp_path, now=LATER)
    assert len(opened) == 1
    monkeypatch.setattr(libraries, "version", lambda name: "0" if name == package else version(name))
    notes.program.cache_clear()
    browse_archive(tmp_path, now=LATER)
    monkeypatch.undo()
    notes.program.cache_clear()
    assert len(opened) == 2


def test_a_build_does_not_mix_what_a_page_says_before_and_after(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody edits a page after a build has looked at it, and before the build opens it."""
    monkeypatch.setattr(time, "time_ns", lambda: LATER)
    page = shelf.root / "docs" / shelf.paper("Here", "Of something.", "2026-11-23")
    site = shelf.build()
    before = tree(site)
    hook = "def on_config(config):\n    with open(%r, 'a') as page:\n        page.write('More.\\n')\n"
    shelf.write("hook.py", hook % str(page))
    shelf.write("mkdocs.yml", CONFIGURATION + "hooks: [hook.py]\n")
    with pytest.raises(SiteError, match=r"here\.md changed while the site was built\. Build again\."):
        shelf.build()
    assert tree(site) == before
    shelf.write("mkdocs.yml", CONFIGURATION)
    assert "More." in (shelf.build() / "papers/2026-11/here/index.html").read_text()
