"""The build under the same plug: the folder of the site is the whole old one or the whole new one."""

import os
import random
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from tests.conftest import tree
from tests.digests import PAGE
from tests.plug.archive import a_digest, build
from tests.plug.disk import Step, ended, failing_at, forked, killed_after, pulled_at, started
from tests.plug.play import TOLD

Point: TypeAlias = tuple[int, Step]
"""A call, with its number among those of the build."""
CONFIGURATION = """\
site_name: Reading Room
site_url: https://example.org/shelf/
theme:
  name: material
  font: false
plugins:
  - papershelf
validation:
  nav: {omitted_files: ignore}
"""


class Site:
    """An archive with a site, and a digest more than the site shows; or without any site yet."""

    def __init__(self, folder: Path, *, is_first: bool = False) -> None:
        self.root = folder / "archive"
        build(self.root)
        (self.root / "mkdocs.yml").write_text(CONFIGURATION)
        (self.root / "docs" / "index.md").write_text("Papers of the day.\n")
        self._built()
        self.old = tree(self.root / "site")
        assert forked(self.root, ["add", str(a_digest(folder, "2026-03-05", papers=5))])[0].code == 0
        page = self.root / PAGE
        page.write_text(page.read_text() + "\nAn afterthought.\n")
        if is_first:
            self._clear()
            self.old = {}
        self.kept = folder / "kept"
        shutil.copytree(self.root, self.kept, symlinks=True)
        self.took = self._built()
        self._clear()
        self._built()
        self.new = tree(self.root / "site")
        """What a build makes of nothing but the archive."""
        assert self.new != self.old

    def killed_at_random(self, times: int, chance: random.Random) -> Iterator[bool]:
        """Whether the build was still at work when it was killed, at a moment in each of equal parts of its time.

        So some are at work even where the build that was timed took much longer than those that are killed.
        """
        for number in range(times):
            yield self.killed_after(chance.uniform(number, number + 1) * self.took / times)

    def killed_after(self, seconds: float) -> bool:
        """Kill a build at a moment; whether it was at work. Then the site is whole, and the next build complete."""
        self._restore()
        pid = started(self.root, ["build"])
        killed_after(pid, seconds)
        end, _ = ended(pid, self.root)
        self._assert_whole(seconds)
        self._again(seconds)
        return end.code == -9

    @property
    def steps(self) -> list[Point]:
        """The calls of a build that change a file, with their numbers."""
        self._restore()
        return list(enumerate(forked(self.root, ["build"], lambda number, what: None)[1]))

    def killed_at(self, points: Iterable[Point]) -> Iterator[int]:
        """Calls before which a build was killed, and the one after it."""
        for number, what in points:
            self._restore()
            end, _ = forked(self.root, ["build"], pulled_at(number))
            assert end.code == -9, (what, end)
            self._assert_whole(what)
            self._again(what)
            yield number

    def failed_at(self, points: Iterable[Point], code: int, *, for_good: bool) -> Iterator[int]:
        """Calls at which the disk failed a build, which said so and left a whole site; and the one after it."""
        for number, what in points:
            self._restore()
            end, _ = forked(self.root, ["build"], failing_at(number, code, for_good=for_good))
            assert "Traceback" not in end.err, (what, end)
            self._assert_whole(what)
            if tree(self.root / "site") != self.new:
                told = TOLD.findall(end.err)
                assert end.code == 1 and os.strerror(code) in end.err, (what, end)
                assert told and len(told) == len(set(told)), (what, end)
                assert Path(told[-1]).is_relative_to(self.root), (what, end)
            self._again(what)
            yield number

    def _built(self) -> float:
        """Build, and say how many seconds it took."""
        begun = time.monotonic()
        end, _ = forked(self.root, ["build"])
        assert end.code == 0, end
        return time.monotonic() - begun

    def _clear(self) -> None:
        for made in ("site", ".cache"):
            shutil.rmtree(self.root / made)

    def _restore(self) -> None:
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root, symlinks=True)

    def _assert_whole(self, told: object) -> None:
        now = tree(self.root / "site")
        assert now in (self.old, self.new), (told, sorted(set(self.new) ^ set(now))[:5])

    def _again(self, told: object) -> None:
        self._built()
        now = tree(self.root / "site")
        assert now == self.new, (told, sorted(set(self.new) ^ set(now))[:5])
        left = {path.name for path in self.root.iterdir()} - KNOWN
        assert not left, (told, left)


KNOWN = {"docs", "digests", "site", "mkdocs.yml", ".cache"}
