"""Two runs at once, killed runs and what they leave, with real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.storage.files import PREFIX, sweep, write_whole
from generator.storage.lock import LOCK, LockedError, lock
from generator.storage.writing import JOURNAL, OvertakenError, apply, resume
from tests.conftest import Run, tree
from tests.digests import PAGE, api, item
from tests.ingest.writers import dying_after

HOLDER = """
import pathlib, sys
from generator.storage.lock import lock
with lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_run(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until its input ends, or it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(root)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process


def started(root: Path, *files: Path) -> subprocess.Popen[str]:
    """``papershelf add`` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(root), "add", *map(str, files)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_lock_names_its_owner_and_goes_with_it(root: Path) -> None:
    with lock(root):
        assert (root / LOCK).read_text() == f"{os.getpid()}\n"
    assert not (root / LOCK).exists()


def test_another_run_is_waited_for_only_so_long(root: Path) -> None:
    with another_run(root) as process:
        begun = time.monotonic()
        with (
            pytest.raises(LockedError, match=f"Another run \\(pid {process.pid}\\) is at work"),
            lock(root, 0.3),
        ):
            pass
        assert 0.2 < time.monotonic() - begun < 5
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)
    with lock(root, 0):
        pass


def test_a_killed_run_leaves_no_lock_that_binds(root: Path) -> None:
    with another_run(root) as process:
        process.send_signal(signal.SIGKILL)
    assert (root / LOCK).exists(), "a killed run cannot tidy up"
    with lock(root, 0):
        pass
    assert not (root / LOCK).exists()


def test_the_command_says_who_is_at_work(
    root: Path, papershelf: Run, day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.work.lock", lambda folder: lock(folder, 0.1))
    digest = api(day / "a.json", item())
    with another_run(root) as process:
        for command in (["add", digest], ["retag"], ["drop", "x"]):
            result = papershelf(*command)
            told = f"Another run (pid {process.pid}) is at work. Wait for it to end, and try again.\n"
            assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)
        assert papershelf("add", "--dry-run", digest).exit_code == 0, "it writes nothing, and need not wait"
        assert process.stdin is not None
        process.stdin.close()
    assert not (root / PAGE).exists()


def test_two_runs_at_once_are_two_runs_one_after_the_other(root: Path, papershelf: Run, day: Path) -> None:
    files = [
        api(
            day / f"{number}.json",
            item(day=f"2026-03-{number + 10}", authors=[f"Author {number}"]),
            *(
                item(
                    id=f"2603.{number:02}{other:03}",
                    title=f"Paper {number} Number {other}",
                    abstract="",
                    day=f"2026-03-{number + 10}",
                )
                for other in range(15)
            ),
        )
        for number in range(3)
    ]
    processes = [started(root, file) for file in files]
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    at_once = tree(root)
    papershelf("add", *files)
    assert tree(root) == at_once, "all of it is there, and of one piece"
    assert "  - Author 2\n" in (root / PAGE).read_text()
    assert len(list((root / "docs" / "papers").rglob("*.md"))) == 46


def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(
    root: Path, papershelf: Run, day: Path
) -> None:
    papers = [
        item(id=f"2603.{number:05}", title=f"Paper Number {number}", abstract="") for number in range(60)
    ]
    digest = api(day / "a.json", *papers)
    for _ in range(4):
        process = started(root, digest)
        while process.poll() is None and not (root / JOURNAL).exists():
            time.sleep(0.005)
        process.kill()
        process.communicate()
    assert papershelf("add", digest).exit_code == 0
    assert "60 unchanged" in papershelf("add", digest).stdout
    left = [path for path in root.rglob(".*") if path.name not in (".cache",)]
    assert left == []


def test_temporary_files_of_killed_runs_are_swept_and_nothing_else(root: Path) -> None:
    folder = root / "docs" / "papers" / "2026-03"
    folder.mkdir()
    for path in (folder / f"{PREFIX}abc", root / f"{PREFIX}abc", root / JOURNAL, folder / ".papershelf.md"):
        path.write_text("")
    sweep(root)
    assert {path.name for path in root.rglob(".*")} == {JOURNAL, ".papershelf.md"}


def test_a_page_saved_while_a_run_is_at_work_is_not_written_over(root: Path) -> None:
    page = root / "docs" / "papers" / "2026-03" / "a.md"
    page.parent.mkdir()
    page.write_text("mine, saved a moment ago")
    for seen in ("as it was read", None):
        with pytest.raises(OvertakenError, match="changed while this run was at work"):
            apply(
                root,
                {"docs/papers/2026-03/a.md": "new", "digests/b.json": "{}"},
                {"docs/papers/2026-03/a.md": seen},
            )
    assert page.read_text() == "mine, saved a moment ago"
    assert not (root / "digests").exists() and not (root / JOURNAL).exists()


HOSTILE = [
    '{"docs/papers/../index.md": [null, "x"]}',
    '{"docs/index.md": [null, "x"]}',
    '{"../x.md": [null, "x"]}',
    '{"mkdocs.yml": [null, "x"]}',
    '{"docs/papers/2026-03/x.md": [null, "\\ud800"]}',
    '{"docs/papers/2026-03/x.md": [1, 2]}',
    '{"docs/papers/2026-03/x.md": "xx"}',
    '{"digests/ledger/2026-03.json": [null, "no ledger"], "docs/papers/2026-03/x.md": [null, "x"]}',
    "[" * 100_000,
    "no JSON",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_journal_that_is_none_is_thrown_away(text: str, root: Path, papershelf: Run) -> None:
    before = tree(root)
    (root / JOURNAL).write_text(text)
    assert resume(root) == []
    assert tree(root) == before


def test_a_page_edited_after_a_run_broke_off_keeps_edit_and_base(
    root: Path, papershelf: Run, day: Path
) -> None:
    other = {"id": "2603.00002", "title": "A Second Paper", "abstract": "It is about something."}
    papershelf("add", api(day / "a.json", item(), item(**other)))
    api(
        day / "b.json", item(day="2026-03-09", authors=["Ada Byron"]), item(**other, authors=["Emmy Noether"])
    )
    with dying_after(1):
        papershelf("add", day / "b.json")
    order = [path.rpartition("/")[0] for path in json.loads((root / JOURNAL).read_text())]
    assert order == ["docs/papers/2026-03"] * 2 + ["digests/ledger", "digests"]
    page = root / PAGE
    page.write_text(page.read_text().replace("  - Max Noether\n", "  - Max Born\n"))
    result = papershelf("add", day / "b.json")
    assert f"{PAGE}:1: It changed after a run was interrupted, and was left." in result.stderr
    assert "authors is Ada Byron, Max Born, a digest says Ada Byron" in result.stdout
    assert "  - Max Born\n" in page.read_text()
    assert "  - Emmy Noether\n" in (root / "docs/papers/2026-03/a-second-paper.md").read_text()
    before = tree(root)
    papershelf("add", day / "b.json")
    assert tree(root) == before


@pytest.mark.parametrize("survived", range(1, 6))
def test_a_merge_that_broke_off_before_an_edit_loses_nothing_of_either_page(
    survived: int, root: Path, papershelf: Run, day: Path
) -> None:
    other = {"id": "2603.00002", "title": "A Second Paper", "abstract": "It is about something."}
    papershelf("add", api(day / "a.json", item(), item(**other)))
    names = "docs/papers/2026-03/a-second-paper.md", PAGE
    page, duplicate = (root / name for name in names)
    text = duplicate.read_text().replace('ids:\n  arxiv: "2603.01234"\n', "")
    duplicate.write_text(text + "\n## Notes\n\nOf the one that goes.\n")
    with dying_after(survived):
        papershelf("merge", *names)
    page.write_text(page.read_text() + "\n## Mine\n\nOf the one that stays.\n")
    papershelf("add", day / "a.json")
    texts = "".join(path.read_text() for path in (root / "docs" / "papers").rglob("*.md"))
    assert texts.count("Of the one that stays.") == 1 and "Of the one that goes." in texts
    if duplicate.exists():
        papershelf("merge", *names)
    assert "Of the one that goes." in page.read_text() and not duplicate.exists()
    papershelf("add", day / "a.json")
    assert not duplicate.exists()


def test_a_move_that_broke_off_before_an_edit_leaves_one_page(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    with dying_after(1):
        papershelf("move", PAGE, "papers/2026-03/edits.md")
    page, moved = root / PAGE, root / "docs/papers/2026-03/edits.md"
    moved.write_bytes(page.read_bytes())  # so far it had come
    page.write_text(page.read_text() + "\n## Notes\n\nMine.\n")
    papershelf("add", day / "a.json")
    assert [path.name for path in page.parent.iterdir()] == [page.name]
    assert "Mine." in page.read_text()


def test_a_file_is_written_whole_or_not_at_all(root: Path) -> None:
    file = root / "docs" / "papers" / "x.md"
    write_whole(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "new \ud800")
    assert file.read_text() == "old" and list(file.parent.iterdir()) == [file]


def test_a_cache_that_is_a_link_is_not_followed(
    root: Path, papershelf: Run, day: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / ".cache").symlink_to(outside)
    result = papershelf("add", api(day / "a.json", item()))
    assert result.exit_code == 1 and "This is a link" in result.stderr
    assert list(outside.iterdir()) == []


def test_a_lone_surrogate_is_reported_or_kept_and_gives_no_traceback(
    root: Path, papershelf: Run, day: Path
) -> None:
    file = api(
        day / "a.json", item(title="A \ud800 Title", abstract="An \udfff abstract.", authors=["A \ud801 B"])
    )
    assert "\\ud800" in json.dumps(json.loads(file.read_text()))
    papershelf("add", file)
    before = tree(root)
    papershelf("add", file)
    assert tree(root) == before
