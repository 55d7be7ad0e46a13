"""``--changed-since``: what a branch changed, in real repositories."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator.check.changes import RevisionError, changed_files
from generator.check.run import check

PAPERS = "docs/papers/2026-11"
TODAY = date(2026, 11, 23)


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@a.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *identity, *arguments], check=True, capture_output=True)


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def page(title: str, head: str = "tags:\n  - parsing\n") -> str:
    return f'---\ntitle: "{title}"\n{head}---\n\nThe text of {title}.\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An archive with two faulty pages on main, and a branch of its own checked out."""
    git(tmp_path, "init", "--initial-branch=main")
    write(tmp_path, "docs/tags/parsing.md", "---\nname: Parsing\n---\n\nWhat it is.\n")
    write(tmp_path, f"{PAPERS}/old.md", page("An Old Paper", "colour: red\ntags:\n  - parsing\n"))
    write(
        tmp_path, f"{PAPERS}/older.md", page("An Older Paper", "colour: red\nids:\n  arxiv: '2401.07037'\n")
    )
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Old pages")
    git(tmp_path, "switch", "-c", "branch")
    return tmp_path


def errors(root: Path) -> list[tuple[str, str]]:
    problems = check(root, today=TODAY, changed_since="main")
    return [(one.path, one.rule) for one in problems if one.severity == "error"]


def test_nothing_changed(repository: Path) -> None:
    assert errors(repository) == []


def test_commits_working_tree_and_new_files_count(repository: Path) -> None:
    write(repository, f"{PAPERS}/committed é.md", page("Committed"))
    git(repository, "add", ".")
    git(repository, "commit", "-m", "One")
    write(repository, f"{PAPERS}/old.md", page("An Old Paper", "color: red\n"))
    write(repository, f"{PAPERS}/new.md", page("New", "colour: red\n"))
    assert changed_files(repository, "main") == {
        f"{PAPERS}/committed é.md",
        f"{PAPERS}/old.md",
        f"{PAPERS}/new.md",
    }
    assert errors(repository) == [
        (f"{PAPERS}/committed é.md", "file-name"),
        (f"{PAPERS}/new.md", "unknown-key"),
        (f"{PAPERS}/old.md", "unknown-key"),
    ]


def test_a_committed_cache_is_told(repository: Path) -> None:
    assert errors(repository) == []
    assert (repository / ".cache").is_dir()  # made by the check itself, and not committed
    assert errors(repository) == []
    git(repository, "add", "--force", ".cache/notes/check.json")
    git(repository, "commit", "-m", "Notes of another")
    assert errors(repository) == [(".cache/notes/check.json", "cache")]


def test_what_main_did_since_is_not_the_branch(repository: Path) -> None:
    git(repository, "switch", "main")
    write(repository, f"{PAPERS}/main.md", page("On Main", "colour: red\n"))
    git(repository, "add", ".")
    git(repository, "commit", "-m", "Main goes on")
    git(repository, "switch", "branch")
    assert errors(repository) == []


def test_a_new_page_that_doubles_an_old_one_is_told_on_both(repository: Path) -> None:
    write(repository, f"{PAPERS}/a-copy.md", page("A Copy", "ids:\n  arxiv: '2401.07037'\n"))
    assert errors(repository) == [(f"{PAPERS}/a-copy.md", "same-id"), (f"{PAPERS}/older.md", "same-id")]


def test_a_tag_that_was_deleted_is_missed_by_pages_that_did_not_change(repository: Path) -> None:
    (repository / "docs/tags/parsing.md").unlink()
    assert errors(repository) == [(f"{PAPERS}/old.md", "unknown-tag")]


def test_an_archive_below_the_top_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--initial-branch=main")
    write(tmp_path, f"archive/{PAPERS}/old.md", page("Old", ""))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "Old")
    write(tmp_path, f"archive/{PAPERS}/new.md", page("New"))
    write(tmp_path, f"archive/{PAPERS}/old.md", page("Old"))
    write(tmp_path, "elsewhere.txt", "x")
    assert changed_files(tmp_path / "archive", "main") == {f"{PAPERS}/new.md", f"{PAPERS}/old.md"}


@pytest.mark.parametrize("revision", ["--output=x", "", "a b", "main;ls", "$(ls)", "main\n", ":/x"])
def test_what_is_no_revision_never_reaches_git(repository: Path, revision: str) -> None:
    with pytest.raises(RevisionError, match="is not a revision"):
        changed_files(repository, revision)
    assert not (repository / "x").exists()


def test_errors_say_what_to_do(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(RevisionError, match="git knows no revision 'no-such-branch'"):
        changed_files(repository, "no-such-branch")
    with pytest.raises(RevisionError, match="knows no revision"):
        changed_files(tmp_path_factory.mktemp("no-repository"), "main")
    git(repository, "checkout", "--orphan", "alone")
    git(repository, "commit", "-m", "Alone")
    with pytest.raises(RevisionError, match="no commit in common"):
        changed_files(repository, "main")
