"""A disk of so many kilobytes, and one that is read-only: a real file system in memory, which root may mount."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.storage.lock import LOCK
from tests.conftest import tree as every_file
from tests.plug.archive import tree, undone
from tests.plug.play import Play
from tests.plug.site import Site

ROOMS = range(0, 96, 4)
"""Kilobytes that are left for what `add` writes."""
ROOMS_OF_A_SITE = range(0, 1000, 50)
ENOUGH = "64m"


def add(folder: Path) -> str:
    """A digest on disks with more and more room. In words, how they were."""
    play = Play(folder / "play", "add")
    changed = full = 0
    for room in ROOMS:
        with _disk(folder / "disk") as disk:
            root = disk / "archive"
            root.mkdir()
            undone(root, play.before)
            _leave(disk, room)
            if not _is_done(root, play.arguments):
                full += 1
                changed += {name: data for name, data in tree(root).items() if name != LOCK} != play.before
            _remount(disk, f"size={ENOUGH}")
            _remount(disk, "ro")
            assert not _is_done(root, play.arguments)
            _remount(disk, "rw")
            assert _is_done(root, play.arguments)
            assert tree(root) == play.after
    return f"{len(ROOMS)} disks, too small {full}, archives changed by a run that had no room {changed}"


def build(folder: Path) -> str:
    """A build on disks with more and more room. In words, how they were."""
    site = Site(folder)
    full = 0
    for room in ROOMS_OF_A_SITE:
        with _disk(folder / "disk") as disk:
            root = disk / "archive"
            shutil.copytree(site.kept, root, symlinks=True)
            _leave(disk, room)
            is_done = _is_done(root, ["build"])
            full += not is_done
            assert every_file(root / "site") == (site.new if is_done else site.old), room
            _remount(disk, f"size={ENOUGH}")
            assert _is_done(root, ["build"])
            assert every_file(root / "site") == site.new, room
    return f"{len(ROOMS_OF_A_SITE)} disks, too small {full}, sites half 0"


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ENOUGH}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def _leave(disk: Path, room: int) -> None:
    blocks = os.statvfs(disk)
    taken = (blocks.f_blocks - blocks.f_bfree) * blocks.f_bsize // 1024
    _remount(disk, f"size={taken + room}k")


def _remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


def _is_done(root: Path, arguments: list[str]) -> bool:
    """Run a command, whose output goes to another disk; a refusal names a file of the archive."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "-C", str(root), *arguments],
        capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1), done
    assert not done.returncode or str(root) in done.stderr, done.stderr
    return not done.returncode
