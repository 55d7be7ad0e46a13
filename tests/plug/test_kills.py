"""Runs that are killed at random moments, by SIGKILL, and many runs at once."""

import random
import time
from pathlib import Path

import pytest

from tests.digests import PAGE
from tests.plug.archive import NOTE, a_digest, build, tree, undone
from tests.plug.disk import ended, forked, started
from tests.plug.play import Play

SEED = 7
KILLS = {"add": 20, "retag": 15, "rename-tag": 10}
"""With five of the build (`test_build.py`), fifty."""
AT_ONCE = 8


@pytest.mark.parametrize("command", KILLS)
def test_a_run_that_is_killed_at_a_random_moment_is_finished_by_the_next(
    command: str, tmp_path: Path
) -> None:
    play, chance = Play(tmp_path, command), random.Random(SEED)
    undone(play.root, play.before)
    begun = time.monotonic()
    forked(play.root, play.arguments)
    whole = time.monotonic() - begun
    killed = sum(play.killed_after(chance.uniform(0.0, whole)) for _ in range(KILLS[command]))
    assert killed, "no run was still at work; the moments were chosen badly"


@pytest.mark.parametrize("different", [True, False], ids=["different digests", "one digest"])
def test_eight_runs_at_once_are_eight_runs_one_after_the_other(different: bool, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    build(root)
    before = tree(root)
    days = [f"2026-03-{number + 10 if different else 10:02}" for number in range(AT_ONCE)]
    digests = [a_digest(tmp_path, day, papers=4) for day in days]
    for digest in digests:
        assert forked(root, ["add", str(digest)])[0].code == 0
    one_after_the_other = tree(root)
    undone(root, before)
    pids = [started(root, ["add", str(digest)], name=str(number)) for number, digest in enumerate(digests)]
    ends = [ended(pid, root, name=str(number))[0] for number, pid in enumerate(pids)]
    assert [end.code for end in ends] == [0] * AT_ONCE, ends
    assert tree(root) == one_after_the_other
    assert (root / PAGE).read_text().endswith(NOTE)


def test_a_layout_and_a_digest_at_once_lose_nothing(tmp_path: Path) -> None:
    """A command that lays pages out reads them, and would write over what a digest brings meanwhile."""
    root = tmp_path / "archive"
    build(root)
    digest = a_digest(tmp_path, "2026-03-10", papers=4)
    page = root / PAGE
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    before = tree(root)
    for arguments in (["fmt"], ["add", str(digest)]):
        forked(root, arguments)
    wanted = tree(root)
    undone(root, before)
    pids = [started(root, [*arguments], name=arguments[0]) for arguments in (["fmt"], ["add", str(digest)])]
    assert [ended(pid, root, name)[0].code for pid, name in zip(pids, ("fmt", "add"), strict=True)] == [0, 0]
    forked(root, ["fmt"])
    assert tree(root) == wanted
