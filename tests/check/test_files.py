"""Files that cannot lie in every clone: links, odd names, odd line ends; and which files are asked about."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from generator.check.mend import fix
from generator.check.report import as_text
from generator.check.run import check
from generator.cli import application

TODAY = date(2026, 11, 23)
PAPERS = "docs/papers/2026-11"
PAGE = b"---\ntitle: A Paper\n---\n\nText.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / PAPERS).mkdir(parents=True)
    (tmp_path / "digests").mkdir()
    return tmp_path


def lines(root: Path, *paths: Path) -> list[str]:
    problems = check(root, today=TODAY, paths=paths)
    return as_text(one for one in problems if one.rule not in ("untagged", "unlisted")).splitlines()


def test_links_are_told_and_not_followed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_bytes(PAGE)
    (archive / "docs/secret.md").symlink_to(outside / "secret.md")
    (archive / "docs/folder").symlink_to(outside)
    (archive / "docs/loop").symlink_to(archive / "docs")
    (archive / PAPERS / "page.md").symlink_to("/nowhere")
    (archive / "digests/hf-2026-11-23.json").symlink_to(outside / "record.json")
    (outside / "record.json").write_text("not a record")
    plain = "This is not a plain file. Replace it by the file itself."
    message = "This is a link or a device, not a plain file. Replace it by the file itself."
    assert lines(archive) == [
        f"digests/hf-2026-11-23.json:1:1: {plain}",
        f"docs/folder:1:1: {message}",
        f"docs/loop:1:1: {message}",
        f"{PAPERS}/page.md:1:1: {plain}",
        f"docs/secret.md:1:1: {message}",
    ]


def test_pages_that_are_not_utf_8_or_too_large(archive: Path) -> None:
    (archive / PAPERS / "latin.md").write_bytes(PAGE + b"caf\xe9\n")
    (archive / PAPERS / "large.md").write_bytes(PAGE + b"x" * 3_000_000)
    (archive / "docs/about.md").write_bytes(b"caf\xe9\n")
    told = "The page is not UTF-8, or larger than 2 MB. Save it as UTF-8, or shorten it."
    assert lines(archive) == [
        f"docs/about.md:1:1: {told}",
        f"{PAPERS}/large.md:1:1: The page is larger than 2 MB. Shorten it.",
        f"{PAPERS}/latin.md:6:1: The page is not UTF-8. Save it as UTF-8.",
    ]


def test_a_pipe_is_not_waited_for(archive: Path) -> None:
    os.mkfifo(archive / "docs/about.md")
    assert lines(archive) == [
        "docs/about.md:1:1: This is a link or a device, not a plain file. Replace it by the file itself."
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\n::error::b.md", r"docs/a\n::error::b.md:1:1: The name 'a\\n::error::b.md' does not"),
        (b"\xff.md", r"docs/\udcff.md:1:1: The name '\\udcff.md' does not"),
        (b"\xe2\x80\xaetxt.md", r"docs/\u202etxt.md:1:1: The name '\\u202etxt.md' does not"),
    ],
)
def test_names_that_would_fool_a_reader(archive: Path, name: bytes, shown: str) -> None:
    (Path(os.fsdecode(os.fsencode(archive / "docs") + b"/" + name))).write_bytes(b"x")
    (line,) = lines(archive)
    assert line.startswith(shown.replace("\\\\", "\\"))


def test_one_address_in_two_spellings(archive: Path) -> None:
    (archive / "docs/caf\u00e9.md").write_bytes(b"x")
    (archive / "docs/CAFE\u0301.md").write_bytes(b"x")
    same = [line for line in lines(archive) if "address" in line]
    assert len(same) == 2


def test_windows_line_ends_are_a_note(archive: Path) -> None:
    (archive / PAPERS / "page.md").write_bytes(PAGE.replace(b"\n", b"\r\n"))
    assert lines(archive) == [f"{PAPERS}/page.md:1:4: note: A line ends as on Windows. Run papershelf fmt."]


def test_only_what_was_asked_for_is_told(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "docs/CNAME").write_bytes(b"x")
    (archive / PAPERS / "page.html").write_bytes(b"x")
    assert [line.split(":")[0] for line in lines(archive, archive / "docs/papers")] == [f"{PAPERS}/page.html"]
    monkeypatch.chdir(archive)
    assert [line.split(":")[0] for line in lines(archive, Path("docs/CNAME"))] == ["docs/CNAME"]
    assert len(lines(archive, Path())) == 2
    assert lines(archive, Path("/nowhere")) == []


def test_paths_are_those_of_the_shell_or_of_the_messages(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (archive / PAPERS / "page.md").write_bytes(b"no page")

    def run(command: str, path: str) -> Result:
        return CliRunner().invoke(application(), ["-C", str(archive), command, path])

    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    for path in (f"{PAPERS}/page.md", str(archive / PAPERS)):
        assert run("check", path).stdout.startswith(f"{PAPERS}/page.md:1:1: ")
    monkeypatch.chdir(archive / "docs")
    assert run("check", "papers/2026-11/page.md").exit_code == 1
    for command in ("check", "fmt"):
        result = run(command, "docs/papers/2026-1/page.md")
        assert result.exit_code == 2
        assert result.stderr == "docs/papers/2026-1/page.md: there is no such file or folder.\n"


def test_an_empty_folder_is_an_archive_without_problems(tmp_path: Path) -> None:
    assert check(tmp_path, today=TODAY) == []


LOG = (
    b'{\n"version": 1,\n"source": "hf",\n"format": "hf-api",\n"date": "2026-11-23",\n'
    b'"entries": [],\n"unread": []\n}\n'
)
PIECES = [
    b"---\n",
    b"title: A\n",
    b"date: 2024\n",
    b"tags: [a]\n",
    b"ids:\n  arxiv: x\n",
    b"links: {code: [a, {b: c}]}\n",
    b"name: A\n",
    b"parent: a\n",
    b"[moved]\n",
    b'"a/" = "b/"\n',
    b"<b>$x$[a](b:c)",
    b"<<<<<<< a\n",
    b"\xff",
    b"\r",
    b"\0",
    b"{",
    b'{"version": 1, "pages": {"x": {}, "papers/2026-11/a.md": {"digests": ["y"]}}}',
    LOG,
]
pieces = st.sampled_from(PIECES)
contents = st.lists(st.one_of(pieces, st.binary(max_size=5)), max_size=6).map(b"".join)
PATHS = [
    "papershelf.toml",
    "redirects.toml",
    f"{PAPERS}/a.md",
    f"{PAPERS}/b.md",
    "docs/tags/a.md",
    "docs/about.md",
    "digests/hf-2026-11-23.json",
    "digests/ledger/2026-11.json",
]


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PATHS, contents)))
@settings(deadline=None)
def test_whatever_the_files_hold_is_told_and_not_raised(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        problems = check(root, today=TODAY)
        fix(root, problems)
    for one in problems:
        assert one.path in files
        assert 1 <= one.line <= files[one.path].count(b"\n") + 1
        assert one.message.endswith(".")
        assert one.rule


def test_odd_bytes_stop_no_check(archive: Path) -> None:
    """A carriage return that ends no line, and names that are no UTF-8."""
    (archive / PAPERS / "returns.md").write_bytes(PAGE + b"\r\r\r\r\r\r[a](b.md)\n")
    for name in (b"docs/tags/a\xff.md", os.fsencode(PAPERS) + b"/b\xff.md"):
        Path(os.fsdecode(os.path.join(os.fsencode(archive), name))).parent.mkdir(exist_ok=True)
        Path(os.fsdecode(os.path.join(os.fsencode(archive), name))).write_bytes(
            b"---\nname: A\ntitle: A\n---\n\nX.\n"
        )
    assert f"{PAPERS}/returns.md:6:11: 'b.md' leads to no file. Correct it, or remove it." in lines(archive)
    assert (archive / ".cache/notes/check.json").exists()


def test_a_link_is_told_where_it_stands(archive: Path) -> None:
    (archive / PAPERS / "links.md").write_bytes(PAGE + b"text b.md first\n[a](b.md) and [c](b.md)\n")
    where = [line.split(": ")[0] for line in lines(archive)]
    assert where == [f"{PAPERS}/links.md:7:5", f"{PAPERS}/links.md:7:19"]


def test_an_image_at_the_address_of_a_page_is_told(archive: Path) -> None:
    (archive / PAPERS / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    (archive / PAPERS / "x.png.md").write_bytes(PAGE)
    assert len(lines(archive)) == 2
