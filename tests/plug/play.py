"""A command in an archive: as it goes undisturbed, and again and again disturbed."""

import errno
import re
import time
from collections.abc import Iterator
from pathlib import Path

from generator.storage.lock import LOCK
from generator.storage.writing import JOURNAL
from tests.plug.archive import NOTE, assert_whole, build, is_leftover, tree, undone
from tests.plug.disk import (
    Ended,
    Plug,
    Step,
    ended,
    failing_at,
    forked,
    is_free,
    killed_after,
    pulled_at,
    started,
)
from tests.plug.scenes import SCENES

AFTERTHOUGHT = "\nAn afterthought of a person.\n"
TOLD = re.compile(r"^(?P<file>[^\n]+?):1: .+\. [A-Z][^\n]+\.$", re.MULTILINE)
"""A file, what is wrong with it, what to do."""
FAULTS = {
    "full": (errno.ENOSPC, True),
    "one error": (errno.EIO, False),
    "read-only": (errno.EROFS, True),
}
"""How a disk fails: with which error, and whether for good."""


class Play:
    """The archive before a command, and after it went undisturbed; `steps` are the calls that it made."""

    def __init__(self, folder: Path, name: str) -> None:
        self.root, scene = folder / "archive", SCENES[name]
        folder.mkdir(exist_ok=True)
        build(self.root)
        scene.prepare(self.root)
        self.arguments = [
            str(self.root / one) if one.startswith(("../", "./")) else one for one in scene.arguments
        ]
        self.before = tree(self.root)
        self.recoveries: list[float] = []
        """Seconds that the run after each disturbed one took."""
        undone(self.root, self.before)
        undisturbed, self.steps = forked(self.root, self.arguments, lambda number, step: None)
        self.tried = list(enumerate(self.steps))[:: scene.every]
        self.after = tree(self.root)
        assert undisturbed.code == 0 and self.after != self.before, undisturbed
        assert not [name for name in self.after if is_leftover(name)]

    def killed_at_every_call(self) -> Iterator[Step]:
        """Each call before which the process was killed, and after which the next run finished its work."""
        for number, step in self.tried:
            end = self._disturbed(pulled_at(number), step)
            assert end.code == -9, (step, end)
            self._again(step)
            yield step

    def failed_at_every_call(self, code: int, *, for_good: bool) -> Iterator[Step]:
        """Each call at which the disk failed, and was named, and cost nothing."""
        for number, step in self.tried:
            end = self._disturbed(failing_at(number, code, for_good=for_good), step)
            if self._now() != self.after:
                assert end.code == 1, (step, end)
                told = TOLD.search(end.err)
                assert told and Path(told["file"]).is_relative_to(self.root), (step, end.err)
            self._again(step)
            yield step

    def killed_and_edited(self, *names: str) -> Iterator[Step]:
        """Each call, the plan once noted, before which the process was killed; then a person writes on a page.

        It is the first one that is there: a page that moves has two names.
        """
        noted = self.steps.index(Step("os.rename", str(self.root / JOURNAL)))
        for number, step in enumerate(self.steps[noted:], start=noted):
            self._disturbed(pulled_at(number), step)
            page = next(path for path in map(self.root.joinpath, names) if path.exists())
            page.write_text(page.read_text() + AFTERTHOUGHT)
            for _ in range(2):
                end, _ = forked(self.root, self.arguments)
                assert "Traceback" not in end.err and "while this run was at work" not in end.err, (step, end)
            settled = self._now()
            assert (
                sum(AFTERTHOUGHT.encode() in data for name, data in settled.items() if name.endswith(".md"))
                == 1
            ), step
            checked, _ = forked(self.root, ["check"])
            assert checked.code == 0, (step, checked)
            forked(self.root, self.arguments)
            assert self._now() == settled, step
            yield step

    def killed_after(self, seconds: float) -> bool:
        """Kill the command at a moment; whether it was still at work."""
        undone(self.root, self.before)
        pid = started(self.root, self.arguments)
        killed_after(pid, seconds)
        end, _ = ended(pid, self.root)
        self._assert_whole(end, seconds)
        self._again(seconds)
        return end.code == -9

    def _disturbed(self, plug: Plug, told: object) -> Ended:
        undone(self.root, self.before)
        end, _ = forked(self.root, self.arguments, plug)
        self._assert_whole(end, told)
        return end

    def _assert_whole(self, end: Ended, told: object) -> None:
        assert "Traceback" not in end.err, (told, end.err)
        assert_whole(self.root, self.before, self.after, told)
        assert not (self.root / LOCK).exists() or is_free(self.root / LOCK), told

    def _again(self, told: object) -> None:
        """The next run, of the same command, makes all as if nothing had been."""
        begun = time.monotonic()
        end, _ = forked(self.root, self.arguments)
        self.recoveries.append(time.monotonic() - begun)
        assert "Traceback" not in end.err and "at work" not in end.err, (told, end.err)
        assert self._now() == self.after, told
        assert sum(data.decode().replace("\r", "").count(NOTE) for data in self.after.values()) >= 1

    def _now(self) -> dict[str, bytes]:
        """The files, without a lock that binds nobody."""
        return {name: data for name, data in tree(self.root).items() if name != LOCK}
