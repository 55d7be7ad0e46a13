"""What is too large or too deep is refused in words, where it stands, and what is at its limit is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import given
from generator.readers import bundle
from generator.readers.registry import UnreadableError, read, readers
from generator.site.build import build
from generator.site.handwritten import LARGEST, MOST_TAGS, unbearable
from generator.storage.reading import read_archive
from generator.text.clean import clean_entry
from generator.text.edit import compose
from generator.text.page import LONGEST_LINE, MOST_MEMBERS, read_page
from tests.conftest import Run
from tests.site.conftest import Shelf, furnish

PATH = "papers/2026-11/x.md"


def row(**facts: object) -> bytes:
    return json.dumps({"title": "A Paper", "date": "2026-11", **facts}).encode()


def test_a_file_larger_than_any_digest_is_refused_before_it_is_read(papershelf: Run, tmp_path: Path) -> None:
    file = tmp_path / "digest.json"
    file.touch()
    os.truncate(file, given.LARGEST + 1)  # all holes: it takes no room
    result = papershelf("add", file)
    assert result.exit_code == 1
    assert f"digest.json:1: The file is larger than {given.LARGEST >> 20} MiB. Split it" in result.stderr


@pytest.mark.parametrize(
    "head", [b"[{", b"Daily Papers\n\nby AK and the research community\n", b"<rss>", b"@misc{a,"]
)
def test_each_format_refuses_a_gigabyte_by_its_size(head: bytes) -> None:
    class Gigabyte(bytes):
        def __len__(self) -> int:
            return 1 << 30

    with pytest.raises(UnreadableError, match=r"larger than \d+ MiB"):
        read(Gigabyte(head + b"x" * 40_000))


def test_a_title_of_a_megabyte_is_cut_where_it_comes_from_a_digest() -> None:
    (digest,) = read(row(title="word " * 200_000)).digests
    title = clean_entry(digest.entries[0], {}).title
    assert len(title) <= 500 and title.endswith("[…]")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"title": "x" * 500_000}, "2:1: title is longer than 1,000 characters. Shorten it."),
        ({"title": "x", "authors": ["x" * 5000]}, "4:5: This is longer than 1,000 characters. Shorten it."),
        ({"title": "x", "tags": ["x"] * 50_000}, "3:1: tags has more than 10,000 members."),
        ({"title": "x", "summary": "x" * 100_000}, "3:1: summary is longer than 40,000 characters. Shorten it."),
        ({"title": "x", "notice": "x" * 600_000}, "1:1: The front matter is too long. Keep it below 512 kB."),
    ],
    ids=lambda value: str(value)[:20],
)  # fmt: skip
def test_front_matter_without_end_is_refused_at_its_line(facts: dict[str, object], said: str) -> None:
    page, problems = read_page(PATH, compose(facts, "\nText.\n"))  # type: ignore[arg-type]
    assert page is None
    assert str(problems[0]).startswith(f"{PATH}:{said}")


def test_front_matter_at_its_limits_is_read() -> None:
    facts = {"title": "x" * LONGEST_LINE, "authors": [f"a{n}" for n in range(MOST_MEMBERS)]}
    page, problems = read_page(PATH, compose(facts, "\nText.\n"))  # type: ignore[arg-type]
    assert problems == [] and page is not None and len(page.paper.authors) == MOST_MEMBERS


def test_a_page_of_fifty_megabytes_is_told_and_not_read(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shelf.write("docs/papers/2026-11/large.md", "---\ntitle: Large\n---\n")
    guide = shelf.write("docs/guide.md", "# Large\n")
    for file in (page, guide):
        os.truncate(file, 50 << 20)
    monkeypatch.setattr(Path, "read_bytes", _refusing(Path.read_bytes, page))
    problems = [str(problem) for problem in read_archive(shelf.root).problems]
    assert problems == ["docs/papers/2026-11/large.md:1:1: The page is larger than 2 MB. Shorten it."]


def _refusing(read_bytes: Callable[[Path], bytes], page: Path) -> Callable[[Path], bytes]:
    def read(path: Path) -> bytes:
        assert path != page
        return read_bytes(path)

    return read


def test_html_nested_without_end_is_refused_at_its_line() -> None:
    page = "<!doctype html>\n<html><body>\n" + "<div>\n" * 100_000
    with pytest.raises(UnreadableError, match="nested too deeply") as error:
        read(page.encode())
    assert 100 < error.value.line < 300


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 12))
    + "]><rss><channel><item><title>&a11; It</title><link>https://arxiv.org/abs/2611.00001</link></item></channel></rss>"
)


def test_an_xml_bomb_stays_small() -> None:
    (digest,) = read(BOMB.encode()).digests
    assert [entry.title for entry in digest.entries] == ["&a11; It"]


def test_a_compressed_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in readers():
        monkeypatch.setattr(reader, "limit", 8 << 20)
    with pytest.raises(UnreadableError, match="larger than 8 MiB"):
        read(gzip.compress(b"\0" * (1 << 20)) * 1000)


def test_a_zip_bomb_is_refused_member_by_member(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MEMBER", 1 << 20)
    monkeypatch.setattr(bundle, "TOTAL", 4 << 20)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(8):
            archive.writestr(f"{place}.txt", b"\0" * (2 << 20))
    faults = [member.fault for member in bundle.members(data.getvalue())]
    assert all(fault is not None and "It holds more than" in fault.message for fault in faults)


DEEP = {
    "brackets": "[" * 2000,
    "images": "![" * 2000,
    "links": "[a](" * 2000,
    "references": "[a][" * 2000,
    "lists": "1. " * 700,
    "quotations": "> " * 700,
    "indentation": "\n".join(" " * n + "- x" for n in range(0, 900, 4)),
    "tags": "<a " * 2000,
    "elements": "<b></b>" * MOST_TAGS,
    "length": "word\n\n" * LARGEST,
}


@pytest.mark.parametrize("kind", DEEP)
def test_what_python_markdown_cannot_bear_is_told(kind: str) -> None:
    reason = unbearable(DEEP[kind])
    assert reason is not None and reason.count(". ") == 1


def test_a_page_that_cannot_be_borne_costs_nobody_else_a_page(shelf: Shelf) -> None:
    furnish(shelf)
    for kind, text in DEEP.items():
        shelf.write(f"docs/guides/{kind}.md", f"# {kind}\n\n{text}\n")
    shelf.write("docs/guides/good.md", "# Good\n\n" + "- [a](https://example.org/) and (b), <b>c</b>\n" * 500)
    report = build(shelf.root, strict=False)
    assert report.papers == 4
    assert (report.site_dir / "guides/good/index.html").exists()
    for kind in DEEP:
        assert not (report.site_dir / f"guides/{kind}").exists()
        assert any(f"docs/guides/{kind}.md is left out." in warning for warning in report.warnings)
