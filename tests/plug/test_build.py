"""Builds that are killed at random moments."""

import random
from pathlib import Path

from tests.plug.site import Site

KILLS = 5


def test_a_killed_build_leaves_the_old_site_or_the_new_one_whole(tmp_path: Path) -> None:
    assert any(list(Site(tmp_path).killed_at_random(KILLS, random.Random(KILLS))))
