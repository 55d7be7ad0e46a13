"""Several processes make a site: the same site, with the same warnings and the same errors."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.site import composition, parallel
from generator.site.build import SiteError, build
from generator.site.output.tree import Tree
from generator.site.parallel import CopyError, Later, do_all
from generator.site.related import Related
from tests.site.conftest import Shelf, furnish
from tests.site.test_output import files_of


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds take three processes, however small the site is."""
    monkeypatch.setattr(composition, "SHARED", 1)
    monkeypatch.setattr(parallel, "copies", lambda: 2)


def test_every_task_is_done_once(tmp_path: Path) -> None:
    done: list[int] = []

    def do(number: int) -> None:
        done.append(number)
        (tmp_path / str(number)).touch(exist_ok=False)

    one, other = do_all([partial(do, number) for number in range(parallel.MOST)], lambda: list(done), 2)
    assert sorted(done + one + other) == list(range(parallel.MOST))
    assert len(list(tmp_path.iterdir())) == parallel.MOST


def test_what_waits_is_done_when_it_was_prepared(tmp_path: Path) -> None:
    def prepare() -> None:
        time.sleep(0.1)
        (tmp_path / "prepared").touch()

    def do(number: int) -> None:
        (tmp_path / "prepared").rename(tmp_path / "prepared")
        (tmp_path / str(number)).touch(exist_ok=False)

    then = Later(prepare, [partial(do, number) for number in range(50)])
    do_all([(tmp_path / "first").touch], lambda: None, 2, then)
    assert len(list(tmp_path.iterdir())) == 52


def in_the_copy(act: Callable[[], object]) -> Callable[[], None]:
    """Does nothing here, and takes its time over it, so that the other process gets some tasks, too."""
    here = os.getpid()

    def task() -> None:
        if os.getpid() == here:
            time.sleep(0.02)
        else:
            act()

    return task


def test_what_fails_there_is_raised_here() -> None:
    def fail() -> None:
        raise OSError(28, "No space left on device", "site/x")

    with pytest.raises(OSError, match="No space left") as caught:
        do_all([in_the_copy(fail)] * 50, lambda: None, 2)
    assert caught.value.filename == "site/x"


def test_a_copy_that_is_killed_is_told() -> None:
    kill = in_the_copy(lambda: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(CopyError, match="Build again"):
        do_all([kill] * 50, lambda: None, 2)


def test_no_copy_outlives_an_error_here(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, copies = os.fork, list[int]()
    monkeypatch.setattr(os, "fork", lambda: (copies.append(fork()), copies[-1])[1])
    here = os.getpid()

    def fail() -> None:
        if os.getpid() == here:
            raise KeyError("here")
        signal.pause()

    with pytest.raises(KeyError):
        do_all([fail] * 10, lambda: None, 2)
    for copy in copies:
        with pytest.raises(ProcessLookupError):
            os.kill(copy, 0)


def test_three_processes_make_the_same_site(
    shelf: Shelf, three: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(shelf)
    with_three = build(shelf.root, strict=True)
    made = files_of(with_three.site_dir)
    for folder in ("site", ".cache"):
        (shelf.root / folder).rename(shelf.root / f"{folder}.before")
    monkeypatch.setattr(composition, "SHARED", 1000)
    assert files_of(build(shelf.root, strict=True).site_dir) == made


def test_copies_that_wait_for_what_is_related_draw_the_same(
    shelf: Shelf, three: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(shelf)
    made = files_of(build(shelf.root, strict=True).site_dir)
    find = Related._find_candidates
    here = os.getpid()

    def slowly(related: Related, known: int, least: float) -> None:
        assert os.getpid() == here, "found once, and by one process"
        find(related, known, least)

    monkeypatch.setattr(Related, "_find_candidates", slowly)
    taken = parallel._taken
    monkeypatch.setattr(parallel, "_taken", lambda *queues: _hesitating(here, taken(*queues)))
    for folder in ("site", ".cache"):
        shutil.rmtree(shelf.root / folder)
    assert files_of(build(shelf.root, strict=True).site_dir) == made


def _hesitating(here: int, tasks: Iterator[Callable[[], None]]) -> Iterator[Callable[[], None]]:
    """Leaves the tasks to the others, however long these take."""
    if os.getpid() == here:
        time.sleep(2)
    yield from tasks


def test_a_page_that_cannot_be_drawn_is_told_by_either(
    shelf: Shelf, three: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(shelf)
    monkeypatch.setattr("generator.site.papers.bibtex", lambda *_: 1 / 0)
    report = build(shelf.root, strict=False)
    pages = len(list(shelf.root.glob("docs/papers/*/*.md")))
    assert sum("cannot be drawn (ZeroDivisionError" in warning for warning in report.warnings) == pages
    status = (report.site_dir / "status/index.html").read_text()
    assert status.count("cannot be drawn") == pages
    assert not list(report.site_dir.glob("papers/*/*/index.*"))


def test_a_full_disk_is_told_by_either(shelf: Shelf, three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(shelf)
    write = Tree.write

    def full(tree: Tree, path: str, data: bytes, key: str | None = None) -> None:
        if path.startswith("papers/"):
            raise OSError(28, "No space left on device", path)
        write(tree, path, data, key)

    monkeypatch.setattr(Tree, "write", full)
    with pytest.raises(
        SiteError, match=r"^papers/\S+:1: The site cannot be written: No space left on device\. Make room"
    ):
        build(shelf.root, strict=True)
    assert not (shelf.root / "site").exists()
