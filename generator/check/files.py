"""Rules for the files in ``docs/``: MkDocs publishes whatever lies there."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.check.subject import File, Finding, Subject
from generator.model.images import BEGINNINGS, ending_for
from generator.text.page import shown
from generator.text.slug import slug

_PAPER = re.compile(r"docs/papers/\d{4}(?:-\d{2})?/[^/]+\.md")
_BESIDE_PAPER = re.compile(r"docs/papers/\d{4}(?:-\d{2})?/[^/]+")
_TAG = re.compile(r"docs/tags/[^/]+\.md")
_AUTHOR = re.compile(r"docs/authors/[^/]+\.md")
_FOLDERS_OF_PAGES = ("docs/papers/", "docs/tags/", "docs/authors/")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST_NAME = 200
_RESERVED = re.compile(r"(?:con|nul|aux|prn|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_WITHOUT_PAGE = ("index.md", "readme.md")
"""Names that MkDocs takes for a folder's own page."""


def plain_file(subject: Subject) -> Iterator[Finding]:
    """Every file of an archive is a plain file, not a link to something else."""
    told = {problem.path for problem in subject.archive.problems if problem.rule == "file"}
    for path, file in subject.files.items():
        if not file.is_plain and path not in told:
            yield _at(path, "This is a link or a device, not a plain file.", "Replace it by the file itself.")


def kind_of_file(subject: Subject) -> Iterator[Finding]:
    """``docs/`` holds Markdown and images, nothing else."""
    for path, file in subject.files.items():
        if path.startswith("docs/") and file.is_plain and not path.endswith(".md"):
            yield from _image(path, file)


def _image(path: str, file: File) -> Iterator[Finding]:
    suffix = PurePosixPath(path).suffix
    kinds = ", ".join(kind[1:] for kind in BEGINNINGS if kind != ".jpeg")
    if suffix != suffix.lower() and suffix.lower() in (".md", *BEGINNINGS):
        yield _at(path, f"The ending {suffix} is not known.", f"Write it {suffix.lower()}.")
    elif suffix not in BEGINNINGS:
        message = "A file of this kind does not belong in docs/."
        yield _at(path, message, f"Remove it; beside pages (.md), only images may stand here: {kinds}.")
    elif not BEGINNINGS[suffix].match(file.head):
        real = ending_for(file.head)
        remedy = f"Name it {PurePosixPath(path).stem}{real}." if real else "Replace it by a real image."
        yield _at(path, f"The content of this file is not that of a {suffix[1:]} image.", remedy)
    elif path.startswith("docs/papers/") and not _BESIDE_PAPER.fullmatch(path):
        remedy = f"Move it to docs/papers/<yyyy-mm>/{PurePosixPath(path).name}."
        yield _at(path, "No image is published from this folder.", remedy)


def place_of_page(subject: Subject) -> Iterator[Finding]:
    """A paper's page stands in the folder of its month, a topic's and an author's in that of their kind."""
    for path in subject.files:
        name = path.rpartition("/")[2]
        if not path.endswith(".md") or not path.startswith(_FOLDERS_OF_PAGES):
            continue
        if path.startswith("docs/papers/") and not _PAPER.fullmatch(path):
            yield _at(path, "No page is read from this folder.", f"Move it to docs/papers/<yyyy-mm>/{name}.")
        elif path.startswith("docs/papers/") and name.casefold() in _WITHOUT_PAGE:
            yield _at(path, "A page of this name stands for the whole folder.", "Name it after its title.")
        elif path.startswith("docs/tags/") and not _TAG.fullmatch(path):
            yield _at(path, "No topic is read from this folder.", f"Move it to docs/tags/{name}.")
        elif path.startswith("docs/authors/") and not _AUTHOR.fullmatch(path):
            yield _at(path, "No author is read from this folder.", f"Move it to docs/authors/{name}.")


def file_name(subject: Subject) -> Iterator[Finding]:
    """A file's name is made of ASCII letters, digits, hyphens, dots and underscores."""
    for path in subject.files:
        odd = next((part for part in path.split("/") if not _is_name(part)), None)
        if odd is not None and path.startswith("docs/"):
            name = PurePosixPath(odd)
            better = slug(name.stem) + (name.suffix.lower() if path.endswith(f"/{odd}") else "")
            message = f"The name {shown(odd)} does not work everywhere."
            yield _at(path, message, f"Rename it, to {better} for example.")


def _is_name(part: str) -> bool:
    return bool(_NAME.fullmatch(part)) and len(part) <= _LONGEST_NAME and not _RESERVED.fullmatch(part)


def unreadable_text(subject: Subject) -> Iterator[Finding]:
    """A hand-written page is UTF-8 and not larger than 2 MB."""
    for path, file in subject.files.items():
        is_other = path.startswith("docs/") and not path.startswith(_FOLDERS_OF_PAGES)
        if is_other and path.endswith(".md") and file.is_plain and file.text is None:
            yield _at(path, "The page is not UTF-8, or larger than 2 MB.", "Save it as UTF-8, or shorten it.")


def _at(path: str, message: str, remedy: str) -> Finding:
    return Finding(path, 1, 1, message, remedy)
