"""Pages that cannot be read, and files of the machine that are damaged, missing or poisoned."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item

# Pages that cannot be read


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "a key stands twice": lambda page: page.replace(b"authors:", b"title: again\nauthors:"),
    "tabs": lambda page: page.replace(b"  - Ada", b"\t- Ada"),
    "no closing line": lambda page: page.replace(b"\n---\n", b"\n", 1),
    "no front matter": lambda page: b"# " + page.replace(b"---", b""),
    "conflict markers": lambda page: page.replace(b"date:", b"<<<<<<< HEAD\ndate:"),
    "not UTF-8": lambda page: page.replace(b"Noether", b"N\xf6ther"),
    "UTF-16": lambda page: page.decode().encode("utf-16"),
    "a date that cannot be": lambda page: page.replace(b"2026-03-02", b"2026-02-31"),
    "empty": lambda page: b"",
}


@pytest.mark.parametrize("fault", DAMAGED)
def test_a_page_that_cannot_be_read_is_reported_and_left(
    fault: str, root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    page.write_bytes(DAMAGED[fault](page.read_bytes()))
    broken = page.read_bytes()
    result = papershelf("add", api(day / "b.json", item(day="2026-03-05", authors=["Ada Byron"])))
    assert result.exit_code == 1
    assert "left as they are, since they cannot be read: 1" in result.stdout
    papershelf("retag")
    papershelf("reclean")
    papershelf("drop", "hf-api-2026-03-04")
    assert page.read_bytes() == broken


@pytest.mark.parametrize("fault", ["not UTF-8", "UTF-16", "empty", "no front matter"])
def test_a_file_of_a_person_is_not_written_over_by_a_new_page(
    fault: str, root: Path, papershelf: Run, day: Path
) -> None:
    page = root / PAGE
    page.parent.mkdir()
    page.write_bytes(DAMAGED[fault](f'---\ntitle: "{TITLE}"\nauthors:\n  - Max Noether\n---\n'.encode()))
    mine = page.read_bytes()
    papershelf("add", api(day / "a.json", item()))
    assert page.read_bytes() == mine
    assert len(list(page.parent.iterdir())) == 2


@pytest.mark.parametrize(
    ("mark", "end"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")], ids=["CRLF", "BOM", "both"]
)
def test_line_ends_and_a_byte_order_mark_of_an_editor_stay(
    mark: str, end: str, root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    text = page.read_text() + "\n## Notes\n\nMine.\n"
    page.write_bytes((mark + text.replace("\n", end)).encode())
    before = page.read_bytes()
    assert "1 unchanged" in papershelf("add", day / "a.json").stdout
    assert page.read_bytes() == before
    later = item(day="2026-03-05", authors=["Ada Byron"], abstract=f"{ABSTRACT} More.", title="Another")
    papershelf("add", api(day / "b.json", later))
    after = page.read_bytes().decode()
    assert "Max Noether" not in after and "More." in after and 'title: "Another"' in after
    assert after.startswith(f"{mark}---{end}") and after.endswith(f"## Notes{end}{end}Mine.{end}")
    assert after.count("\r\n") == (after.count("\n") if end == "\r\n" else 0)


# Interrupted runs, files of the machine that are damaged or missing


def test_a_record_that_is_missing_takes_nothing_from_a_page(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("add", "--date", "2026-03-05", copied(day / "t.txt", (TITLE, ABSTRACT)))
    before = (root / PAGE).read_bytes()
    (root / "digests" / "hf-api-2026-03-04.json").unlink()
    for command in (["add", "--date", "2026-03-05", day / "t.txt"], ["reclean"], ["release", PAGE, "title"]):
        papershelf(*command)
        assert (root / PAGE).read_bytes() == before
    papershelf("add", day / "a.json")
    assert (root / PAGE).read_bytes() == before


MACHINES = [
    "digests/ledger/2026-03.json",
    "digests/hf-api-2026-03-04.json",
    "redirects.toml",
    "papershelf.toml",
]


@pytest.mark.parametrize("path", MACHINES)
def test_nothing_is_written_over_a_damaged_file_of_the_machine(
    path: str, root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("move", PAGE, "papers/2026-03/edits.md")
    file = root / path
    file.write_text("<<<<<<< HEAD\n" + (file.read_text() if file.exists() else ""))
    before = tree(root)
    for command in (
        ["add", day / "a.json"],
        ["retag"],
        ["move", "papers/2026-03/edits.md", "papers/2026-03/x.md"],
    ):
        result = papershelf(*command)
        assert result.exit_code == 1 and f"{path}:1:1: " in result.stderr
        assert tree(root) == before


def poisoned(log: Path, old: str, new: str) -> None:
    text = log.read_text()
    assert old in text
    log.write_text(text.replace(old, new))


@pytest.mark.parametrize("page", ["papers/../../x.md", "../x.md", "x.md", "/etc/x.md", "papers/./x.md", ""])
@pytest.mark.parametrize("log", MACHINES[:2])
def test_a_page_that_a_log_places_elsewhere_is_never_written(
    page: str, log: str, root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    poisoned(root / log, json.dumps(PAGE.removeprefix("docs/")), json.dumps(page))
    before = tree(root.parent)
    for command in (["add", day / "a.json"], ["reclean"], ["drop", "hf-api-2026-03-04"]):
        result = papershelf(*command)
        assert result.exit_code == 1 and "cannot be the path of a page" in result.stderr
        assert tree(root.parent) == before


def test_a_record_that_bears_another_name_is_not_written_under_it(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    poisoned(root / "digests" / "hf-api-2026-03-04.json", '"source": "hf-api"', '"source": "../../x"')
    papershelf("move", PAGE, "papers/2026-03/edits.md")
    assert not (root.parent / "x-2026-03-04.json").exists()


def test_a_folder_that_is_a_link_is_not_written_through(
    root: Path, papershelf: Run, day: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / "docs" / "papers" / "2026-03").symlink_to(outside)
    result = papershelf("add", api(day / "a.json", item()))
    assert result.exit_code == 1 and "lies in a folder that is one" in result.stderr
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ids": {"arxiv": "2603.01234"}', '"ids": {"arxiv": "../../etc", "x": "y"}'),
        (json.dumps(TITLE), '" "'),
        ('"authors": ["Ada Byron", "Max Noether"]', '"authors": ["", "\\u0000", "---"]'),
    ],
    ids=["ids", "title", "authors"],
)
def test_a_record_that_somebody_poisoned_gives_no_traceback_and_no_strange_page(
    old: str, new: str, root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    poisoned(root / "digests" / "hf-api-2026-03-04.json", old, new)
    papershelf("reclean")
    papershelf("add", day / "a.json")
    assert papershelf("why", PAGE).exit_code == 0
