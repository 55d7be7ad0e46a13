"""A small archive with the work of people in it, and every command that writes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from generator.cli import app
from generator.storage.files import PREFIX
from generator.storage.lock import LOCK
from generator.storage.writing import JOURNAL
from tests.conftest import tree as every_file
from tests.digests import ABSTRACT, PAGE, api, copied, item

TOPICS = {
    "model-editing": "name: Model editing\naliases:\n  - model editing\n",
    "language-models": "name: Language models\naliases:\n  - language model\n",
    "parsing": "name: Parsing\naliases:\n  - dependency trees\n",
}
NOTE = "\n## Notes\n\nRead twice. What I think of it stands here and nowhere else.\n"
OTHER = "docs/papers/2026-03/dependency-trees-number-21.md"
MOVED = "docs/papers/2025-12/edits.md"


class Scene(NamedTuple):
    """A command, and what is done to the archive before it."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda root: None
    every: int = 1
    """One in so many of its calls is tried: of a command that writes many files, one like the other."""


def a_digest(folder: Path, day: str, *, papers: int) -> Path:
    """A digest of a day: one paper whose facts are others each day, and some new ones."""
    number = int(day[-2:])
    return api(
        folder / f"{day}.json",
        item(day=day, authors=["Ada Byron", f"Author {number}"], abstract=f"{ABSTRACT} In version {number}."),
        *(
            item(
                id=f"2603.{number:02}{paper:03}", title=f"Dependency Trees Number {10 * number + paper}",
                abstract=f"We propose dependency trees of the day {number} in a paper {paper}.", day=day,
            )
            for paper in range(1, papers)
        ),
    )  # fmt: skip


def build(root: Path) -> None:
    """An archive of three papers, with a title, a tag and notes of people."""
    (root / "docs" / "papers").mkdir(parents=True)
    (root / "docs" / "tags").mkdir()
    for name, text in TOPICS.items():
        (root / "docs" / "tags" / f"{name}.md").write_text(f"---\n{text}---\n\nIt says what it is.\n")
    digest = a_digest(root.parent, "2026-03-02", papers=3)
    # In this process, so that what it loads is there in each that is forked from it.
    assert CliRunner().invoke(app, ["-C", str(root), "add", str(digest)]).exit_code == 0
    page, other = root / PAGE, root / OTHER
    assert page.exists() and other.exists(), sorted(tree(root))
    page.write_text(page.read_text().replace("  - Ada Byron\n", "  - Augusta Ada Byron\n") + NOTE)
    other.write_text(other.read_text().replace("Dependency Trees Number 21", "A title of my own") + NOTE)
    a_digest(root.parent, "2026-03-04", papers=3)


def _spell(root: Path) -> None:
    topic = root / "docs" / "tags" / "parsing.md"
    topic.write_text(topic.read_text().replace("  - dependency trees\n", "  - sentence structure\n"))


def _lay_out_badly(root: Path) -> None:
    for page in (root / "docs" / "papers").rglob("*.md"):
        text = page.read_text().replace("date: 2026-03-02", "date: 2026/03/02")
        page.write_bytes(text.replace("\n", "\r\n").encode())


def _leave_out(root: Path) -> None:
    """A copied list beside the archive's digests, and a dump that knows more of its paper."""
    abstract = f"{ABSTRACT} It has a sentence that no other paper here has."
    digest = copied(root.parent / "2026-03-03.txt", ("Learning to Count Birds by Ear Alone", abstract))
    assert CliRunner().invoke(app, ["-C", str(root), "add", str(digest)]).exit_code == 0
    row = {"title": "Learning to Count Birds by Ear Alone", "abstract": abstract, "authors": ["Rosa Amsel"]}
    more = {"id": "arxiv:2603.09999", "date": "2026-02-27", "venue": "ICASSP 2026"}
    (root.parent / "dump.jsonl").write_text(json.dumps({**row, **more}) + "\n")


def _name_the_site(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Reading Room\nsite_url: https://example.org/shelf/\n")


def _list_again(root: Path) -> None:
    assert (
        CliRunner().invoke(app, ["-C", str(root), "add", str(root.parent / "2026-03-04.json")]).exit_code == 0
    )


def _make_older(root: Path) -> None:
    """Records and ledger as they were before they said their version."""
    for file in (root / "digests").rglob("*.json"):
        told = json.loads(file.read_text())
        del told["version"]
        file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def _fill_inbox(root: Path) -> None:
    (root / "digests" / "inbox").mkdir()
    shutil.copy(root.parent / "2026-03-04.json", root / "digests" / "inbox")


SCENES = {
    "add": Scene(("add", "../2026-03-04.json")),
    "inbox": Scene(("inbox",), _fill_inbox),
    "retag": Scene(("retag",), _spell),
    "rename-tag": Scene(("rename-tag", "parsing", "reading")),
    "merge": Scene(("merge", PAGE, OTHER)),
    "move": Scene(("move", PAGE, MOVED)),
    "remove": Scene(("remove", OTHER)),
    "drop": Scene(("drop", "digests/hf-api-2026-03-02.json")),
    "release": Scene(("release", PAGE, "authors")),
    "split": Scene(("split", PAGE, "hf-api-2026-03-04"), _list_again),
    "upgrade": Scene(("upgrade",), _make_older),
    "enrich": Scene(("enrich", "--from", "../dump.jsonl"), _leave_out),
    "mail": Scene(("mail", "hf-api-2026-03-02", "--output", "./letter.eml"), _name_the_site),
    "init": Scene(("init", "./shelf"), every=11),
    "check --fix": Scene(("check", "--fix"), _lay_out_badly),
    "fmt": Scene(("fmt",), _lay_out_badly),
}


def tree(root: Path) -> dict[str, bytes]:
    """The files of an archive with their bytes. What lies in `.cache/` can be deleted at any time."""
    return {
        name: data
        for name, data in every_file(root).items()
        if not name.startswith(".cache/") or name == LOCK
    }


def undone(root: Path, before: dict[str, bytes]) -> None:
    """Put an archive back as it was."""
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
