"""Builds that are killed at random moments, of one process and of two."""

import random
from pathlib import Path

import pytest

from generator.site import composition, parallel
from tests.plug.site import Site

KILLS = 5


@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_build_leaves_the_old_site_or_the_new_one_whole(
    processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composition, "SHARED", 1)
    monkeypatch.setattr(parallel, "can_part", lambda: processes == 2)
    assert any(list(Site(tmp_path).killed_at_random(KILLS, random.Random(KILLS))))
