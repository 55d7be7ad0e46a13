"""Every payload in a newsletter, and in what is looked up elsewhere: it stays the text of one field."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser

from generator.mail.edition import Edition, Item, one_line
from generator.mail.message import Envelope, message
from generator.site.identity import Site
from generator.storage.reading import read_archive
from generator.text.front_matter import parse
from tests.conftest import Run
from tests.digests import copied
from tests.hostile.corpus import PAYLOADS, TEXTS
from tests.hostile.look import HOOK
from tests.hostile.test_fields import REPAIRED, as_written

HEADERS = (
    "From To Subject Date Message-ID List-Id List-Unsubscribe List-Archive Auto-Submitted MIME-Version Content-Type"
).split()
SENDER = Address("Room", addr_spec="room@example.org")
SITE = Site("Reading Room", "https://example.org/shelf/")


def newsletter(texts: tuple[str, ...], site: Site = SITE) -> tuple[EmailMessage, str, str]:
    """A message about papers of these titles, as it is read back: its plain text, and its page."""
    lines = [one_line(text) for text in texts]
    items = tuple(Item(line, f"{SITE.url}papers/2026-11/x/", (line, line), line, None) for line in lines)
    chosen = Edition(
        "hf-2026-11-20", "2026-11-20", "Papers", "a digest", len(items), items, f"{SITE.url}digests/"
    )
    envelope = Envelope(SENDER, SENDER, "https://example.org/unsubscribe")
    made = message(chosen, site, envelope, datetime(2026, 11, 20, tzinfo=UTC)).as_bytes()
    read = message_from_bytes(made, policy=policy.default)
    assert isinstance(read, EmailMessage) and not read.defects and read.keys() == HEADERS
    text, page = read.iter_parts()
    return read, text.get_content(), page.get_content()


def test_a_newsletter_of_payloads_is_a_list_of_titles(chromium: Browser) -> None:
    _, text, page = newsletter(TEXTS)
    read = html.fromstring(page)
    titles = [title.text_content() for title in read.xpath("//h2/a")]
    assert titles == [one_line(text) for text in TEXTS]
    assert {str(one.tag) for one in read.iter()} <= set(
        "html head meta title style body table tr td div p h1 h2 a span".split()
    )
    assert {address.split("/")[2] for address in read.xpath("//a/@href") if "://" in address} == {
        "example.org"
    }
    assert all(f"\n{number:2}." in text for number in range(1, len(TEXTS) + 1))
    window = chromium.new_context()
    window.add_init_script(HOOK)
    window.on("request", lambda asked: asked.url.startswith("about:") or happened.append(asked.url))
    happened: list[str] = []
    tab = window.new_page()
    tab.set_content(page)
    assert tab.evaluate("happened") == happened == []
    assert tab.locator("h2").count() == len(TEXTS)
    window.close()


def test_the_name_of_an_archive_adds_no_header_to_its_newsletter() -> None:
    for payload in PAYLOADS[::4]:  # whoever names an archive owns it
        read, _, _ = newsletter(("A paper",), SITE._replace(name=payload.text))
        subject = str(read["Subject"])
        assert subject.isprintable() and subject.endswith("· Papers"), payload
        assert str(read["From"]) == str(read["To"]) == "Room <room@example.org>", payload


def _title(number: int) -> str:
    """Words that no other number has."""
    letters = "".join(chr(97 + byte % 26) for byte in hashlib.sha256(str(number).encode()).digest())
    return " ".join(letters[place : place + 5] for place in range(0, 30, 5)).capitalize()


def test_what_is_looked_up_is_written_as_text(root: Path, papershelf: Run, tmp_path: Path) -> None:
    titles = [_title(number) for number in range(len(TEXTS))]
    abstracts = [
        ". ".join([title, *map(_title, range(1000 * n, 1000 * n + 9))]) for n, title in enumerate(titles, 1)
    ]
    digest = copied(tmp_path / "2026-11-20.txt", *zip(titles, abstracts, strict=True))
    assert papershelf("add", digest).exit_code == 0
    rows = [
        {
            "title": title, "abstract": abstract, "id": f"arxiv:2611.{n + 1:05}", "authors": [text, "Ada Byron"], "venue": text,
            "categories": [text], "links": {"code": text, text: text}, "organization": text, "keywords": [text],
        }
        for n, (title, abstract, text) in enumerate(zip(titles, abstracts, TEXTS, strict=True))
    ]  # fmt: skip
    dump = tmp_path / "dump.jsonl"
    dump.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    result = papershelf("enrich", "--from", dump)
    assert result.exit_code in (0, 1) and all(line.isprintable() for line in result.output.splitlines())
    archive = read_archive(root)
    assert archive.problems == [] and len(archive.pages) == len(TEXTS)
    found = {page.paper.ids.get("arxiv"): page for page in archive.pages.values()}
    compared = 0
    for row, text in zip(rows, TEXTS, strict=True):
        page = found[row["id"].removeprefix("arxiv:")]
        assert set(parse(page.text).values) <= {
            "title",
            "authors",
            "ids",
            "venue",
            "organization",
            "categories",
            "links",
            "tags",
        }
        assert all(
            one.startswith(("https://", "http://")) for kind in page.paper.links.values() for one in kind
        )
        assert page.paper.title == row["title"] and page.abstract.startswith(row["title"])
        if as_written(text) and not REPAIRED.search(text) and len(text) < 190:
            compared += page.paper.venue == as_written(text)
            assert page.paper.venue in (as_written(text), None), text
    assert compared > 300
    assert not re.search(r"^docs/papers.*(?:error|is not)", papershelf("check").output, re.MULTILINE)
