"""An archive on disk becomes the subject of the rules."""

import os
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from generator.check.subject import File, Subject
from generator.model.images import LONGEST_BEGINNING
from generator.storage.browsing import browse_archive
from generator.storage.reading import MAX_PAGE_BYTES, SETTINGS
from generator.storage.redirects import REDIRECTS

_FOLDERS = ("docs", "digests")
_FILES = (SETTINGS, REDIRECTS)


def collect(root: Path, today: date) -> Subject:
    """Read an archive, and list its files. Symbolic links are not followed."""
    root = root.absolute()  # what lies below it begins with it; what lies below "." begins with no dot
    archive = browse_archive(root, now=time.time_ns())
    known = {f"docs/{path}" for path in (*archive.pages, *archive.broken)}
    below = [entry for folder in _FOLDERS for entry in _walk(str(root / folder))]
    files = [_file(root, entry, known) for entry in (*_top(root), *below)]
    return Subject(archive, {file.path: file for file in sorted(files)}, today)


def _top(root: Path) -> Iterator[os.DirEntry[str]]:
    """The files that the archive keeps beside its folders."""
    try:
        with os.scandir(root) as entries:
            yield from [entry for entry in entries if entry.name in _FILES]
    except OSError:
        return


def _walk(folder: str) -> Iterator[os.DirEntry[str]]:
    """All that lies below a folder but the folders themselves."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                found = list(entries)
        except OSError:
            continue
        waiting += [entry.path for entry in found if entry.is_dir(follow_symlinks=False)]
        yield from (entry for entry in found if not entry.is_dir(follow_symlinks=False))


def _file(root: Path, entry: os.DirEntry[str], known: set[str]) -> File:
    path = entry.path[len(str(root)) :].replace(os.sep, "/").lstrip("/")
    if entry.is_symlink() or not entry.is_file():
        return File(path, is_plain=False)
    if path in known:
        return File(path)
    try:
        if not path.endswith((".md", ".json", ".toml")):
            with open(entry.path, "rb") as file:
                return File(path, head=file.read(LONGEST_BEGINNING))
        if path.startswith("docs/") and entry.stat().st_size > MAX_PAGE_BYTES:
            return File(path)
        if path.endswith(".json"):
            return File(path, read=partial(_bytes, Path(entry.path)))
        return File(path, text=Path(entry.path).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return File(path)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
