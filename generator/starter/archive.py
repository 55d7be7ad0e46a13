"""The files of a new archive: the kit's, with the names of this project's own archive taken out."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from generator import __version__
from generator.starter.kit import kit, own
from generator.storage.files import PREFIX, discard, write_whole

REPOSITORY: Final = re.compile(r"(?P<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?P<name>[A-Za-z0-9._-]{1,100})")
"""A repository as GitHub writes it."""
_OURS: Final = "papershelf/papershelf"


class Wanted(NamedTuple):
    """What an archive is called, and where it will stand: ``owner/name`` at GitHub, if that is known."""

    name: str
    repository: str | None = None

    @property
    def url(self) -> str:
        """The address that GitHub Pages gives it; empty where it is not known."""
        match = REPOSITORY.fullmatch(self.repository or "")
        if match is None:
            return ""
        owner, name = match["owner"].lower(), match["name"]
        return f"https://{owner}.github.io/" + ("" if name.lower() == f"{owner}.github.io" else f"{name}/")


def files(wanted: Wanted) -> dict[str, str]:
    """The texts of a new archive's files, by path."""
    texts = kit() | own()
    for path, change in _CHANGED.items():
        texts[path] = change(texts[path], wanted)
    return dict(sorted(texts.items()))


def in_the_way(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """What already stands where the files would be written, links that lead elsewhere among it.

    A file that holds what it is to hold is not: a run that was interrupted left it. Raises OSError.
    """
    found = set()
    for path, text in texts.items():
        above = [str(part) for part in Path(path).parents if str(part) != "."]
        found |= {part for part in above if _is_no_folder(folder / part)}
        if _is_other(folder / path, text):
            found.add(path)
    return sorted(found)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files, and remove what an interrupted run left unnamed. Raises OSError."""
    for place in {(folder / path).parent for path in texts}:
        discard(place.glob(f"{PREFIX}*"))
    for path, text in texts.items():
        write_whole(folder / path, text)


def _is_other(file: Path, text: str) -> bool:
    if file.is_symlink() or not file.exists():
        return file.is_symlink()
    return not file.is_file() or file.read_bytes() != text.encode()


def _is_no_folder(place: Path) -> bool:
    return place.is_symlink() or (place.exists() and not place.is_dir())


def _settings(text: str, wanted: Wanted) -> str:
    """``mkdocs.yml``: the address may also come from the workflow, which asks GitHub for it."""
    text = _line(text, "site_name", f"site_name: {json.dumps(wanted.name, ensure_ascii=False)}")
    text = _line(text, "site_url", f"site_url: !ENV [SITE_URL, {json.dumps(wanted.url)}]")
    if wanted.repository:
        return _line(text, "repo_url", f"repo_url: https://github.com/{wanted.repository}")
    text = _line(
        text,
        "repo_url",
        '# With the next two lines each page says "Edit this page".\n# repo_url: https://github.com/you/your-archive',
    )
    return _line(text, "edit_uri", "# edit_uri: edit/main/docs/")


def _line(text: str, key: str, line: str) -> str:
    """The text with another line for a key of the first level."""
    lines = text.split("\n")
    places = [place for place, old in enumerate(lines) if old.startswith(f"{key}:")]
    lines[places[0]] = line
    return "\n".join(lines)


def _contact(text: str, wanted: Wanted) -> str:
    """The issue forms' link to the guide; none where the repository is not known."""
    if wanted.repository:
        return text.replace(_OURS, wanted.repository)
    return text.partition("contact_links:")[0]


def _guide(text: str, wanted: Wanted) -> str:
    """CONTRIBUTING without what is about the program: how to edit, and what maintainers should know."""
    sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    kept = [part for part in sections if part.startswith(("## Edit a page", "## For maintainers"))]
    assert len(kept) == 2, "CONTRIBUTING.md has other headings"
    return "# Contributing\n\nAll that it needs is a browser.\n\n" + "".join(kept)


def _readme(text: str, wanted: Wanted) -> str:
    return text.replace("{name}", wanted.name)


def _program(text: str, wanted: Wanted) -> str:
    """The version of this program that the workflows install."""
    return text.replace("{version}", __version__)


_CHANGED: Final[dict[str, Callable[[str, Wanted], str]]] = {
    ".github/ISSUE_TEMPLATE/config.yml": _contact,
    "CONTRIBUTING.md": _guide,
    "README.md": _readme,
    "mkdocs.yml": _settings,
    "requirements/papershelf.txt": _program,
}
