"""Which files below ``docs/`` are published. MkDocs copies whatever lies there and follows every link."""

import os
import re
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File, Files

from generator.model.archive import Archive
from generator.model.images import BEGINNINGS, LONGEST_BEGINNING
from generator.model.problem import Problem
from generator.site.handwritten import unbearable

PAPERS = "papers/"
TOPICS = "tags/"
AUTHORS = "authors/"
_PAGE = re.compile(r"papers/\d{4}(?:-\d{2})?/(?!(?i:index|readme|page)\.)[A-Za-z0-9_][A-Za-z0-9._-]*\.md")
_IMAGE = re.compile(r"papers/\d{4}(?:-\d{2})?/[A-Za-z0-9_][A-Za-z0-9._-]*")
_LIKE_A_FILE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_ODD = re.compile(r'[<>:"|?*\\]')
_RECORD = re.compile(r"[a-z0-9][a-z0-9-]*")
_LINK = "It is a link. Put the file itself there."
_NAME = "Its name does not work everywhere. Name it with letters, digits and hyphens."
NOT_PAGES = frozenset(("tags/README.md", "authors/README.md"))
"""Notes for those who write topics and authors; read in the repository."""


def refused(files: Files, docs: Path, wanted: frozenset[str]) -> Iterator[tuple[File, str]]:
    """Files that are not published, each with the reason; an empty reason needs no mention.

    *wanted* names files that the configuration asks for (styles and scripts of the archive's owner).
    """
    for file in list(files):
        if file.src_dir is None or Path(file.src_dir) != docs:
            continue
        path = PurePosixPath(file.src_uri)
        if file.src_uri in NOT_PAGES:
            yield file, ""
        elif os.path.islink(docs / file.src_uri):
            yield file, _LINK
        elif path.suffix not in (".md", *BEGINNINGS) and file.src_uri not in wanted:
            yield file, "Only pages and images are published. Remove it, or name it in mkdocs.yml."
        elif reason := _fault(file, path):
            yield file, reason


def _fault(file: File, path: PurePosixPath) -> str | None:
    """What is wrong with a file of the right kind in the right place."""
    if _is_odd(file.src_uri):
        return _NAME
    if path.suffix != ".md" or f"{path.parts[0]}/" in (TOPICS, AUTHORS):
        return None  # pages of the archive are read, and judged, with it
    if any(_LIKE_A_FILE.search(part) for part in (*path.parts[:-1], path.stem)):
        return "Its folder would bear the name of a file. Name it without a second ending."
    try:
        return unbearable(file.content_bytes.decode())
    except (OSError, UnicodeDecodeError):
        return "The page is not UTF-8. Save it as UTF-8."


def among_papers(docs: Path, pages: Container[str]) -> Iterator[tuple[str, str]]:
    """The files among the papers that are none of these pages, by path below ``docs/``, each with the reason
    why it is not published.

    Without a reason a page is for the archive to judge, and an image is published.
    """
    pending = [(str(docs / PAPERS), PAPERS)] if (docs / PAPERS).is_dir() else []
    while pending:
        folder, path = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append((entry.path, f"{path}{entry.name}/"))
                elif (found := path + entry.name) not in pages:
                    yield found, _fault_among_papers(entry, found, pages)


def _fault_among_papers(entry: os.DirEntry[str], path: str, pages: Container[str]) -> str:
    if entry.is_symlink():
        return _LINK
    if path.endswith(".md"):
        return _NAME if _is_odd(path) else ""
    if not entry.is_file():
        return "It is no plain file. Remove it."
    begins = BEGINNINGS.get(PurePosixPath(path).suffix)
    if begins is None:
        return "Among the papers there are only pages and images. Remove it, or put it elsewhere."
    if not _IMAGE.fullmatch(path):
        return "Images stand beside pages, with names of letters, digits and hyphens. Move it, or rename it."
    if f"{path}.md" in pages:
        return "A page has its address. Rename it."
    return (
        ""
        if _begins_so(entry, begins)
        else "It is not the image that its name says. Replace it by a real one."
    )


def _begins_so(entry: os.DirEntry[str], begins: re.Pattern[bytes]) -> bool:
    with open(entry.path, "rb") as file:
        return begins.match(file.read(LONGEST_BEGINNING)) is not None


def _is_odd(path: str) -> bool:
    return _ODD.search(path) is not None or not path.isprintable()


def unaddressable(archive: Archive) -> Iterator[Problem]:
    """Take out of the archive what cannot have an address of its own, and say so.

    Names of files and records become folders of the site and parts of links as they are.
    """
    for path in [path for path in archive.pages if not _PAGE.fullmatch(path)]:
        del archive.pages[path]
        yield _unfit(f"docs/{path}", "Name it with letters, digits and hyphens, and not index.")
    for name in [name for name in archive.records if not _RECORD.fullmatch(name)]:
        del archive.records[name]
        yield _unfit(f"digests/{name}.json", "A source is named with letters, digits and hyphens.")


def _unfit(path: str, remedy: str) -> Problem:
    return Problem(path, 1, 1, "This cannot have a page of its own.", remedy, rule="address")


def links(docs: Path) -> Iterator[os.DirEntry[str]]:
    """Symbolic links below a folder; none is followed."""
    pending = [str(docs)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield entry
                elif entry.is_dir():
                    pending.append(entry.path)
