"""A folder where a file should be, a file where a folder should be: named, left, and worked around by nobody."""

from pathlib import Path

import pytest

from generator.storage.lock import LOCK
from generator.storage.writing import JOURNAL
from tests.digests import PAGE
from tests.plug.archive import NOTE, a_digest, build, tree, undone
from tests.plug.disk import forked

FOLDERS = [
    JOURNAL, LOCK, PAGE, "docs/papers/2026-03/dependency-trees-number-101.md", "digests/ledger/2026-03.json",
    "digests/hf-api-2026-03-10.json", "redirects.toml", "papershelf.toml",
]  # fmt: skip
FILES = [".cache", "digests/ledger", "docs/papers/2026-03"]


@pytest.mark.parametrize("place", FOLDERS)
def test_a_folder_where_a_file_should_be(place: str, tmp_path: Path) -> None:
    root, digest = tmp_path / "archive", a_digest(tmp_path, "2026-03-10", papers=3)
    build(root)
    in_the_way = root / place
    mine = in_the_way / "mine.txt"
    if in_the_way.exists():
        in_the_way.unlink()
    mine.parent.mkdir(parents=True)
    mine.write_text("Mine.")
    before = tree(root)
    end, _ = forked(root, ["add", str(digest)])
    assert "Traceback" not in end.err
    assert mine.read_text() == "Mine."
    if place.startswith("docs/"):
        assert place.removeprefix("docs/") not in tree(root / "docs"), "it is a page that cannot be read"
        assert forked(root, ["check"])[0].code == 1
    else:
        assert end.code == 1 and place in end.err and end.err.rstrip().endswith("."), end
        assert tree(root) == before


@pytest.mark.parametrize("place", FILES)
def test_a_file_where_a_folder_should_be(place: str, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    build(root)
    digest = a_digest(tmp_path, "2026-03-10", papers=3)
    before = tree(root)
    forked(root, ["add", str(digest)])
    after = tree(root)
    undone(root, before)
    aside = tmp_path / "aside"
    if (root / place).exists():
        (root / place).rename(aside)
    (root / place).write_text("A file.")
    with_it = tree(root)
    end, _ = forked(root, ["add", str(digest)])
    assert end.code == 1 and "Traceback" not in end.err and place in end.err, end
    assert tree(root) == with_it
    (root / place).unlink()
    if aside.exists():
        aside.rename(root / place)
    assert forked(root, ["add", str(digest)])[0].code == 0
    assert tree(root) == after
    assert (root / PAGE).read_text().endswith(NOTE)
