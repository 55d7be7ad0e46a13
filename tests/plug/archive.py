"""A small archive with the work of people in it, and what is whole of it."""

import shutil
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from generator.cli import application
from generator.storage.files import PREFIX
from generator.storage.lock import LOCK
from generator.storage.writing import JOURNAL
from tests.conftest import tree as every_file
from tests.digests import ABSTRACT, PAGE, api, item

TOPICS = {
    "model-editing": "name: Model editing\naliases:\n  - model editing\n",
    "language-models": "name: Language models\naliases:\n  - language model\n",
    "parsing": "name: Parsing\naliases:\n  - dependency trees\n",
}
NOTE = "\n## Notes\n\nRead twice. What I think of it stands here and nowhere else.\n"
OTHER = "docs/papers/2026-03/dependency-trees-number-21.md"


def papers_of(day: str, number: int) -> list[dict[str, Any]]:
    """What the API lists for a day: one paper whose facts are others each day, and some new ones."""
    which = int(day[-2:])
    return [
        item(day=day, authors=["Ada Byron", f"Author {which}"], abstract=f"{ABSTRACT} In version {which}."),
        *(
            item(
                id=f"2603.{which:02}{paper:03}", title=f"Dependency Trees Number {10 * which + paper}",
                abstract=f"We propose dependency trees of the day {which} in a paper {paper}.", day=day,
            )
            for paper in range(1, number)
        ),
    ]  # fmt: skip


def a_digest(folder: Path, day: str, *, papers: int) -> Path:
    """A digest of a day."""
    return api(folder / f"{day}.json", *papers_of(day, papers))


def build(root: Path) -> None:
    """An archive of three papers, with a title, a tag and notes of people."""
    (root / "docs" / "papers").mkdir(parents=True)
    (root / "docs" / "tags").mkdir()
    for name, text in TOPICS.items():
        (root / "docs" / "tags" / f"{name}.md").write_text(f"---\n{text}---\n\nIt says what it is.\n")
    digest = a_digest(root.parent, "2026-03-02", papers=3)
    # In this process, so that what it loads is there in each that is forked from it.
    assert CliRunner().invoke(application(), ["-C", str(root), "add", str(digest)]).exit_code == 0
    page, other = root / PAGE, root / OTHER
    assert page.exists() and other.exists(), sorted(tree(root))
    page.write_text(page.read_text().replace("  - Ada Byron\n", "  - Augusta Ada Byron\n") + NOTE)
    other.write_text(other.read_text().replace("Dependency Trees Number 21", "A title of my own") + NOTE)
    a_digest(root.parent, "2026-03-04", papers=3)


def tree(root: Path) -> dict[str, bytes]:
    """The files of an archive with their bytes. What lies in `.cache/` can be deleted at any time."""
    return {
        name: data
        for name, data in every_file(root).items()
        if not name.startswith(".cache/") or name == LOCK
    }


def undone(root: Path, before: dict[str, bytes]) -> None:
    """Put an archive back as it was, without notes: what is noted there depends on how long ago that was."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    for name in tree(root):
        if name not in before:
            (root / name).unlink()
    for name, data in before.items():
        if not (root / name).exists() or (root / name).read_bytes() != data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    folders = [path for path in root.rglob("*") if path.is_dir()]
    for folder in sorted(folders, reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def is_leftover(name: str) -> bool:
    """Whether a file is what a killed run may leave: a temporary file, the journal, a lock that binds nobody."""
    return name in (JOURNAL, LOCK) or Path(name).name.startswith(PREFIX)


def assert_whole(root: Path, before: dict[str, bytes], after: dict[str, bytes], told: object) -> None:
    """Every file is as it was, or as it is to be: none is half, and none is strange."""
    now = {name: data for name, data in tree(root).items() if not is_leftover(name)}
    for name in before.keys() | after.keys() | now.keys():
        assert now.get(name) in (before.get(name), after.get(name)), (name, told)
