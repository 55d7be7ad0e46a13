"""The folder of the site, and its twin: a build changes the twin, then both change places.

The site is the old one or the new one, whole, at any moment. Only what differs is written, since the twin is
the site before last: files that the site has and the twin has not are linked, the rest is made. Neither is
trusted: a file that does not look as the build left it is made anew.
"""

import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.model.fingerprint import fingerprint
from generator.site.output import manifest
from generator.site.output.exchange import exchange, mend
from generator.site.output.files import Files, apart, joined, made
from generator.site.output.folders import make_folder
from generator.site.output.manifest import Manifest
from generator.site.output.soundness import is_sound, sound
from generator.site.output.twin import double
from generator.storage.files import naming

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""A file that is not there yet; what is written to it stays as it is."""
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)


class Tree:
    """The site that a build makes. It takes the place of the old one when `publish` is called."""

    def __init__(self, site: Path, cache: Path) -> None:
        """*cache* is a folder on the same disk that is this site's alone. Raises OSError."""
        self._site, self._twin, self._cache = site, cache / "twin", cache
        self._manifests = {name: cache / f"{name}.json" for name in ("site", "twin", "next")}
        mend(self._site, self._twin)
        before = self._before()
        self._checked = now = _clock(cache)
        self._left, self._note = _timed(before, self._site, now)._replace(note={}), before.note
        self._old = before.files
        self._has_twin = self._twin.exists()
        left = _timed(self._left_in_twin(before), self._twin, now)
        self._standing, others = sound(self._twin, left)
        for name in ("twin", "next"):  # from here on nobody knows what the twin holds, until it is published
            self._manifests[name].unlink(missing_ok=True)
        for path in others:
            _remove(self._twin / path)
        self._folders: set[str] = set()
        self._made = Files()

    def _before(self) -> Manifest:
        """What the last build left in the site. If it was killed at the very end, it left the manifests
        behind by one step: the right one names the folder."""
        first = manifest.read(self._manifests["site"])
        if first.number != _number(self._site):
            then = manifest.read(self._manifests["next"])
            return then if then.number == _number(self._site) else first
        return first

    def _left_in_twin(self, before: Manifest) -> Manifest:
        """What the build before the last one left. One that was killed at the very end has not said so yet:
        then the manifest of the site names the twin."""
        left = manifest.read_twin(self._manifests["twin"], before)
        if left is None and self._twin.exists():
            other = manifest.read(self._manifests["site"])
            left = other if other.number == _number(self._twin) else None
        return left or Manifest()

    def take_note(self) -> Mapping[str, Any]:
        """What the last build noted for this one, which is not kept here: it is as large as an archive."""
        note, self._note = self._note, {}
        return note

    def holds(self, path: str) -> bool:
        """Whether this build has put the file into the new site already."""
        return self._made.named(*apart(path)) is not None

    def has(self, path: str, key: str) -> bool:
        """Whether the site has this file, made of the same things; it then stays as it is."""
        return self._has(*apart(path), f"{key} ")

    def has_begun_with(self, path: str, beginning: str) -> bool:
        """Whether the site has this file, made of what begins so; it then stays as it is."""
        folder, name = apart(path)
        old = self._old.named(folder, name)
        if old is None or not old.startswith(beginning):
            return False
        return self._has(folder, name, old[: old.index(" ") + 1])

    def has_of_length(self, path: str, length: int) -> bool:
        """Whether the site has this file, made of what is told in so many characters; it then stays."""
        folder, name = apart(path)
        old = self._old.named(folder, name) or ""
        return old.find(" ") == length and self._has(folder, name, old[: length + 1])

    def has_page(self, folder: str, length: int, source: str = "") -> bool:
        """Whether the site has a page in this folder, made of what is told in so many characters, beside it
        the source of this fingerprint, if any, and nothing else; then all that stays.

        This asks once of a folder what else would be asked of each file: an archive has many. Where the site
        before last was another one, it does not know.
        """
        old, ours = self._old.get(folder, {}), self._standing.get(folder)
        if len(old) != 1 + bool(source) or ours != old or folder in self._made:
            return False
        if old.get("index.html", "").find(" ") != length:
            return False
        if source and not old.get("index.md", "").startswith(f"{source} "):
            return False
        self._made[folder] = dict(old)
        return True

    def _has(self, folder: str, name: str, made_of: str) -> bool:
        one = self._made.named(folder, name)
        return self._keep(folder, name, made_of) if one is None else one.startswith(made_of)

    def _keep(self, folder: str, name: str, made_of: str) -> bool:
        """Keep the file of the old site if it was made of this, a fingerprint and the space behind it."""
        ours = self._standing.named(folder, name)
        if ours is not None and ours.startswith(made_of):
            self._made.put(folder, name, ours)
            return True
        old, place = self._old.named(folder, name), f"{self._site}/{joined(folder, name)}"
        if old is not None and old.startswith(made_of) and is_sound(place, old):
            _link(place, self._place(folder, name))
            self._made.put(folder, name, old)
            return True
        return False

    def known(self, folder: str) -> list[str]:
        """What the old site has below a folder according to the build that made it."""
        below = f"{folder}/"
        within = (one for one in self._old if f"{one}/".startswith(below))
        return [f"{one}/{name}" for one in within for name in self._old[one]]

    def count(self) -> dict[str, int]:
        """How many files this build has put into each folder of the new site."""
        return {folder: len(names) for folder, names in self._made.items()}

    def since(self, count: Mapping[str, int]) -> Files:
        """What this build has put into the new site since these were counted."""
        later = Files()
        for folder, names in self._made.items():
            if len(names) > count.get(folder, 0):
                later[folder] = dict(islice(names.items(), count.get(folder, 0), None))
        return later

    def take(self, later: Files) -> None:
        """Believe of files that a copy of this process has put them there."""
        for folder, names in later.items():
            self._made.setdefault(folder, {}).update(names)

    def write(self, path: str, data: bytes, key: str | None = None) -> None:
        """Put a file into the new site; *key* says what it was made of, if that is more than its bytes."""
        key = fingerprint(data) if key is None else key
        folder, name = apart(path)
        if self.holds(path) or not self._keep(folder, name, f"{key} "):
            place = self._place(folder, name)
            try:
                seen = _write(place, data)
            except OSError:
                with naming(Path(place)):
                    raise
            self._made.put(folder, name, made(key, seen))

    def _place(self, folder: str, name: str) -> str:
        """Where a file is to be written; what stands there goes, since the site may share it."""
        if folder not in self._folders:
            make_folder(self._twin, folder)
            self._folders.add(folder)
        place = f"{self._twin}/{joined(folder, name)}"
        if (self._standing.named(folder, name) or self._made.named(folder, name)) is not None:
            with suppress(FileNotFoundError):
                os.unlink(place)
        elif self._has_twin and os.path.isdir(place):
            shutil.rmtree(place)
        return place

    def publish(self, note: Mapping[str, Any] = MappingProxyType({})) -> None:
        """Let the new site take the place of the old one. *note* is for the next build. Raises OSError."""
        self._remove_rest()
        self._twin.mkdir(parents=True, exist_ok=True)
        checked = self._checked if self._has_twin else _clock(self._cache)  # nobody else was in a new folder
        new = Manifest(_number(self._twin), checked, note, self._made)
        new = manifest.write(self._manifests["next"], new)
        if self._site.exists():
            exchange(self._site, self._twin)
            if self._old:
                manifest.write_twin(self._manifests["twin"], new, self._left)
        else:
            self._site.parent.mkdir(parents=True, exist_ok=True)
            os.rename(self._twin, self._site)
        os.replace(self._manifests["next"], self._manifests["site"])
        if not self._has_twin:
            self._leave_twin(new)

    def _leave_twin(self, new: Manifest) -> None:
        """Leave a twin for the next build, which does without where that cannot be: the site is there."""
        try:
            if not self._twin.exists():
                double(self._site, self._twin, self._made)
                twin = Manifest(_number(self._twin), _clock(self._cache), files=self._made)
                manifest.write_twin(self._manifests["twin"], new, twin)
        except OSError:  # a disk without links, or a full one
            shutil.rmtree(self._twin, ignore_errors=True)

    def _remove_rest(self) -> None:
        """Remove what the site before last had and the new one has not."""
        for folder, names in self._standing.without(self._made).items():
            for name in names:  # something else may have taken its place
                with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                    (self._twin / folder / name).unlink()
            _remove_empty(self._twin, folder)


def _clock(folder: Path) -> int:
    """What time it is on the disk of a folder, in nanoseconds; 0 where files do not say when they changed."""
    hand = folder / "clock"
    hand.touch()
    return hand.stat().st_ctime_ns if os.name == "posix" else 0


def _timed(left: Manifest, folder: Path, now: int) -> Manifest:
    """What was left in a folder. Times say nothing if it is another one, or if clocks were set back."""
    return left if left.number == _number(folder) and left.checked <= now else left._replace(checked=0)


def _remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _number(folder: Path) -> int:
    """The number of a folder (its inode); 0 where there is none."""
    return folder.stat().st_ino if folder.is_dir() else 0


def _write(place: str, data: bytes) -> os.stat_result:
    """Make a file, and look at it, with no more calls than that takes."""
    file = os.open(place, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file)
    finally:
        os.close(file)


def _link(file: str, place: str) -> None:
    """Let a file stand in a second place; where the disk has no links, or no more, a copy of it."""
    try:
        os.link(file, place)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        seen = os.lstat(file)
        with naming(Path(place)):
            _write(place, Path(file).read_bytes())
            os.utime(place, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def _remove_empty(root: Path, folder: str) -> None:
    while folder:
        try:
            (root / folder).rmdir()
        except OSError:
            return
        folder = folder.rpartition("/")[0]
