"""CONTRIBUTING.md says what is so: its table, its page, its messages, its commands."""

import re
import shlex
import subprocess
from datetime import date
from pathlib import Path

import yaml

from generator.check.report import as_text
from generator.check.run import check
from generator.text.schema import field_table
from tests.ci.conftest import PROJECT
from tests.ci.test_digest import Make
from tests.conftest import Run

TEXT = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGE = "docs/papers/2026-11/attention-is-all-you-need.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def commands() -> list[str]:
    return [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines()]


def test_the_table_of_fields_is_the_one_of_the_model() -> None:
    assert f"\n\n{field_table()}\n" in TEXT


def problems(root: Path, page: str) -> str:
    (root / PAGE).parent.mkdir(exist_ok=True)
    (root / PAGE).write_text(page, encoding="utf-8")
    found = check(root, today=date(2026, 11, 30), paths=[root / "docs/papers"])
    return as_text(problem for problem in found if problem.severity == "error")


def test_the_page_that_is_shown_is_right(root: Path) -> None:
    [page] = blocks("markdown")
    assert problems(root, page) == ""


def test_the_messages_that_are_shown_are_those_of_the_check(root: Path) -> None:
    [page] = blocks("markdown")
    [told] = blocks("text")
    page = page.replace("2017-06-12", "12 June").replace("authors:", "author:")
    assert problems(root, page) == told


def test_the_commands_of_papershelf_work(root: Path, papershelf: Run) -> None:
    [page] = blocks("markdown")
    problems(root, page)
    ran = [shlex.split(line)[1:] for line in commands() if "papershelf" in line.split(" ")[0]]
    assert len(ran) == 3
    for arguments in ran:
        # Topics are a link in the fixture, which the check does not like; the pages are what is asked for.
        where = [root / "docs/papers"] if arguments[0] in ("check", "fmt") else []
        assert papershelf(*arguments, *where).exit_code == 0, arguments


def test_the_commands_of_make_and_pytest_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.M))
    asked = set(re.findall(r"\bmake ([a-z]+)", "\n".join([*commands(), *re.findall(r"`[^`\n]+`", TEXT)])))
    assert asked and asked <= targets
    [tested] = [line.split()[1:] for line in commands() if "pytest" in line]
    assert all((PROJECT / folder).is_dir() for folder in tested)


def test_every_folder_and_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:generator|tests|docs|digests)/[a-z/]*)`", TEXT)
    assert len(named) > 10 and all((PROJECT / path).exists() for path in named if "papers/2026" not in path)
    layers = {path.name for path in (PROJECT / "generator").iterdir() if (path / "__init__.py").exists()}
    table = TEXT[TEXT.index("| layer |") : TEXT.index("Reading and writing")]
    assert set(re.findall(r"`(?:generator/)?([a-z]+)/`", table)) == layers


# The hook for other repositories


def test_the_hook_runs_the_check(clone: Make) -> None:
    [hook] = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())
    assert f"- id: {hook['id']}" in TEXT
    archive = clone("elsewhere")
    command = shlex.split(hook["entry"])
    assert archive.run(*command).returncode == 0
    for file in (
        PAGE,
        "docs/tags/x.md",
        "digests/hf-api-2026-03-04.json",
        "redirects.toml",
        "papershelf.toml",
    ):
        assert re.search(hook["files"], file)
    (archive.folder / PAGE).parent.mkdir(parents=True)
    (archive.folder / PAGE).write_text("---\ntitle: a: b\n---\n")
    done = archive.run(*command)
    assert done.returncode == 1 and f"{PAGE}:2:9: " in done.stdout


# What a contributor reads on the page of a pull request


def test_a_pull_request_is_told_in_words(clone: Make) -> None:
    person = clone("person")
    page = person.folder / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(f"{blocks('markdown')[0]}")
    topic = person.folder / "docs/tags/agents.md"
    topic.write_text(topic.read_text() + "\n")
    person.push()
    told = person.run("papershelf", "summary", "--changed-since", "HEAD^1").stdout
    assert told.startswith(
        "### What changes\n\n1 page of a paper, 1 topic.\n\n- Attention Is All You Need (docs"
    )
    assert "All is well." in told and "python3 -m http.server" in told


def test_a_title_is_no_markup_in_the_summary(clone: Make) -> None:
    person = clone("person")
    page = person.folder / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(
        '---\ntitle: "<img src=x> [a](http://evil.example) @all `x` ${{ x }}"\ndate: "::error::"\n---\n'
    )
    page.with_name("ok.md").write_text('---\ntitle: "<img src=x> [a](http://evil.example) @all"\n---\n')
    done = person.run("papershelf", "summary", "--changed-since", "HEAD")
    assert done.returncode == 0 and "One thing has to be mended." in done.stdout
    assert not any(mark in done.stdout for mark in ("<img", "](", "@all", "http://", "${{", "::error"))


def test_a_shallow_merge_is_enough(clone: Make, tmp_path: Path) -> None:
    """What the workflow checks out: the merge of a pull request, two commits deep."""
    person = clone("person")
    person.git("checkout", "--quiet", "-b", "change")
    (person.folder / PAGE).parent.mkdir(parents=True)
    (person.folder / PAGE).write_text("---\ntitle: x\ndate: never\n---\n")
    person.git("add", "--all")
    person.git("commit", "--quiet", "-m", "Mine")
    person.git("checkout", "--quiet", "main")
    (person.folder / "docs/tags/agents.md").write_text("---\nname: [\n---\n")
    person.push("Not mine")
    person.git("merge", "--quiet", "--no-ff", "-m", "Merge", "change")
    person.git("push", "--quiet", "origin", "HEAD:refs/pull/1/merge")
    shallow = clone("shallow")
    server = f"file://{tmp_path}/server.git"
    shallow.run("git", "init", "--quiet", "fresh")
    shallow.folder = shallow.folder / "fresh"
    shallow.git("fetch", "--quiet", "--depth=2", server, "refs/pull/1/merge")
    shallow.git("checkout", "--quiet", "FETCH_HEAD")
    done = shallow.run("papershelf", "check", "--changed-since", "HEAD^1", "--format", "github")
    assert done.returncode == 1
    assert f"::error file={PAGE},line=3," in done.stdout
    assert "agents.md" not in done.stdout
    assert subprocess.run(
        ["git", "-C", shallow.folder, "rev-parse", "HEAD~2"], capture_output=True
    ).returncode
