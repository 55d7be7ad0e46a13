"""Builds that are killed at random moments, of one process and of two, and builds on a failing disk."""

import random
from pathlib import Path

import pytest

from generator.site import composition, parallel
from tests.plug.play import FAULTS
from tests.plug.site import Site

KILLS = 5
TWIN = (".cache", "site", "twin")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_build_leaves_the_old_site_or_the_new_one_whole(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "SHARED", 1)
    monkeypatch.setattr(parallel, "copies", lambda: processes - 1)
    assert any(list(Site(tmp_path).killed_at_random(KILLS, random.Random(KILLS))))


def test_a_first_build_is_whole_or_not_there(tmp_path: Path) -> None:
    """Also where the folder that it leaves for the next one cannot be made."""
    one = Site(tmp_path, is_first=True)
    kinds = {
        (what.call, Path(what.file).relative_to(one.root).parts[:3]): (number, what)
        for number, what in one.steps
        if "/.cache/site/" in what.file and "/made/" not in what.file and what.call != "write"
    }
    assert {("os.link", TWIN), ("os.mkdir", TWIN)} < kinds.keys()
    assert len(list(one.killed_at(kinds.values()))) == len(kinds)
    for code, for_good in FAULTS.values():
        twin = [point for (_, place), point in kinds.items() if place == TWIN]
        assert len(list(one.failed_at(twin, code, for_good=for_good))) == len(twin)


def test_a_full_disk_is_told_once_with_the_file_that_it_did_not_take(tmp_path: Path) -> None:
    """Where a text is written, or copied, the system's error names no file, or the one that was read."""
    one = Site(tmp_path)
    kinds = {
        (what.call, what.file.removeprefix(f"{one.root}/.cache/site/").partition("/")[0]): (number, what)
        for number, what in one.steps
        if what.call in ("write", "sendfile") and "/.cache/site/" in what.file
    }
    assert {("write", "made"), ("sendfile", "made"), ("write", "twin")} < kinds.keys()
    code, for_good = FAULTS["full"]
    assert len(list(one.failed_at(kinds.values(), code, for_good=for_good))) == len(kinds)
