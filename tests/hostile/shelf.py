"""An archive in which every field that comes from outside holds a payload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.model.digest import Digest, Entry, Unread
from generator.model.redirects import Redirects
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from generator.storage.reading import read_archive
from generator.storage.redirects import encode_redirects
from generator.text.characters import mended
from generator.text.edit import compose
from generator.text.front_matter import Value
from tests.hostile.corpus import Payload
from tests.hostile.digests import DAY, WRITERS
from tests.site.conftest import Shelf

MONTH = "papers/2026-11"
FIELDS = ("title", "authors", "venue", "organization", "categories", "summary", "notice", "tags")
FACTS = ("date", "ids", "links", "status", "authors", "title")
"""Fields in which a page may not say anything; what does not fit keeps the page from being published."""


class Taken(NamedTuple):
    """What became of the digests: entries that were read, and pieces that were reported."""

    entries: int
    unread: int


def plain(text: str) -> str:
    """The payload in a line that front matter can hold: what may not stand there at all is left out."""
    return " ".join(mended(text).split()) or "nothing"


def take_in(shelf: Shelf, payloads: Mapping[str, Sequence[Payload]]) -> Taken:
    """Read each payload in a digest of its own, by every writer that is given, and take all of it in."""
    entries = reported = 0
    ingest = Ingest(read_archive(shelf.root))
    for place, (writer, chosen) in enumerate(payloads.items()):
        digest, unread = _digest(place, writer, chosen)
        entries, reported = entries + len(digest.entries), reported + len(unread)
        plan = ingest.add(digest, unread)
        for path, text in files_of(plan, ingest._archive).items():
            shelf.write(path, text or "")
    return Taken(entries, reported)


def _digest(place: int, writer: str, payloads: Sequence[Payload]) -> tuple[Digest, list[Unread]]:
    entries: list[Entry] = []
    unread: list[Unread] = []
    form = ""
    for payload in payloads:
        try:
            reading = read(WRITERS[writer]([payload.text]), date=DAY)
        except UnreadableError as error:
            unread.append(Unread(error.line, payload.text[:160], f"{error.message} {error.remedy}"))
            continue
        unread += reading.unread
        for digest in reading.digests:
            form = form or digest.format
            entries += digest.entries
    numbered = (_numbered(entry, place, number) for number, entry in enumerate(entries))
    source = writer.replace(".", "-")
    return Digest(source=source, format=form or "jsonl", date=DAY, entries=tuple(numbered)), unread


def _numbered(entry: Entry, writer: int, place: int) -> Entry:
    """The entry with an id of its own, so that no two of them are the same paper."""
    own = f"{24 + writer // 12}{writer % 12 + 1:02}.{place + 1:05}"
    return replace(entry, ids={"arxiv": own})


def write_pages(shelf: Shelf, payloads: Sequence[Payload]) -> None:
    """Pages as a pull request brings them: well-formed, every field and the whole body a payload."""
    for payload in payloads:
        line = plain(payload.text)
        facts: dict[str, Value] = dict.fromkeys(FIELDS, line)
        facts |= {key: [line, f"{line} 2"] for key in ("authors", "categories", "tags")}
        facts |= {"status": "corrected", "date": "2026-11-18"}
        body = f"\n{payload.text}\n\n## Notes\n\n{payload.text}\n\n## {line}\n\nEnd.\n"
        shelf.write(f"docs/{MONTH}/page-{payload.group}-{payload.place}.md", compose(facts, body))


def write_broken_pages(shelf: Shelf, payloads: Sequence[Payload]) -> None:
    """Pages with a payload where only a date, an id, an address or a word of a list may stand, or unquoted."""
    for payload in payloads:
        name = f"{payload.group}-{payload.place}"
        for fact in FACTS:
            value: Value = {"arxiv": payload.text} if fact == "ids" else payload.text
            value = {"code": payload.text, payload.text: "https://example.org/"} if fact == "links" else value
            text = compose({"title": "A Page", fact: value}, "\nText.\n")
            shelf.write(f"docs/{MONTH}/broken-{name}-{fact}.md", text)
        raw = f"---\ntitle: {payload.text}\n{payload.text}: x\n---\n\nText.\n"
        shelf.write(f"docs/{MONTH}/broken-{name}-raw.md", raw)


def write_around(shelf: Shelf, payloads: Sequence[Payload]) -> None:
    """Topics and people whose names, other spellings and descriptions are payloads, and notices of removal."""
    removed: dict[str, str] = {}
    for payload in payloads:
        name, line = f"{payload.group}-{payload.place}", plain(payload.text)
        topic: dict[str, Value] = {"name": line, "aliases": [f"{line} alias"], "exclusions": [f"{line} none"]}
        shelf.write(f"docs/tags/{name}.md", compose(topic, f"\n{payload.text}\n"))
        person: dict[str, Value] = {"name": line, "variants": [f"{line} Jr."]}
        shelf.write(f"docs/authors/{name}.md", compose(person, f"\n{payload.text}\n"))
        removed[f"papers/2026-10/{name}/"] = payload.text
    shelf.write("redirects.toml", encode_redirects(Redirects(removed=removed)))


def write_guides(shelf: Shelf, payloads: Sequence[Payload]) -> None:
    """Pages that somebody wrote by hand, with a payload as title, description and text."""
    for payload in payloads:
        facts: dict[str, Value] = {"title": plain(payload.text), "description": plain(payload.text)}
        text = compose(facts, f"\n# A guide\n\n{payload.text}\n\nBehind it.\n")
        shelf.write(f"docs/guides/{payload.group}-{payload.place}.md", text)


def write_names(shelf: Shelf, payloads: Sequence[Payload]) -> None:
    """Files that bear payloads as names, as far as a file system can."""
    for payload in payloads:
        name = payload.text.replace("\0", "").replace("/", "⁄").encode()[:200].decode(errors="ignore")
        for folder in (MONTH, "guides", "tags", "authors"):
            path = f"docs/{folder}/{name}.md"
            if not (shelf.root / path).exists():  # the page of a paper that is called so
                shelf.write(path, compose({"title": "Named"}, "\nText.\n"))


def outside(root: Path) -> set[str]:
    """Every file beside what an archive is made of: nothing may have come there."""
    known = ("docs", "digests", "site", ".cache")
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] not in known
    }
