"""An archive of one's own: it is whole, it is right at once, and it writes over nothing."""

import re
import zipfile
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

from generator.starter.archive import Wanted, files
from generator.starter.kit import names
from tests.conftest import Run, tree
from tests.digests import PAGE, api, item
from tests.starter.conftest import PROJECT, Installed


def test_an_empty_folder_becomes_an_archive_that_works(installed: Installed, tmp_path: Path) -> None:
    made = installed("generator", "init", "--name", "My Room", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert {path: data.decode() for path, data in tree(tmp_path).items()} == files(Wanted("My Room"))
    digest = api(tmp_path / "digests/inbox/a.json", item())
    for command in (["add", digest], ["inbox"], ["check"], ["build", "--strict"]):
        finished = installed("generator", *command, folder=tmp_path)
        assert finished.returncode == 0, (command, finished.stdout, finished.stderr)
    assert (tmp_path / PAGE).exists()
    assert sorted(path.name for path in (tmp_path / "docs/papers/2026-11").iterdir())[0].startswith(
        "attention"
    )
    assert (tmp_path / "site/papers/2026-11/attention-is-all-you-need/index.html").exists()
    assert [path.name for path in (tmp_path / "digests/inbox").iterdir()] == ["README.md"]


def test_what_is_installed_is_the_wheel(environment: Path, wheel: Path, tmp_path: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in inside} == {"generator", "papershelf-0.1.0.dist-info"}
    kit = {name.removeprefix("generator/starter/kit/") for name in inside if "/starter/kit/" in name}
    assert kit and all(any(one == name or one.startswith(f"{name}/") for one in kit) for name in names())


def test_nothing_of_this_projects_own_archive_is_in_it() -> None:
    texts = files(Wanted("My Room", "ada/room"))
    ours = re.compile(r"papershelf\.github\.io|Daily Papers Archive|@papershelf")
    assert [path for path, text in texts.items() if ours.search(text)] == []
    assert not any(path.startswith(("docs/papers/", "generator/", "tests/")) for path in texts)


def test_every_command_of_the_workflows_is_there() -> None:
    texts = files(Wanted("x"))
    targets = set(re.findall(r"^([a-z]+):.*## ", texts["Makefile"], re.M))
    workflows = "".join(text for path, text in texts.items() if path.startswith(".github/workflows/"))
    assert set(re.findall(r"make ([a-z]+)", workflows)) <= targets
    for path in re.findall(r"sh (tools/\w+)", texts["Makefile"]):
        assert path in texts
    for called in re.findall(r"uses: \$/(\S+)", workflows):
        assert called in texts
    readme = texts["README.md"]
    assert set(re.findall(r"\$ make ([a-z]+)", readme)) <= targets


def test_the_program_is_installed_with_what_it_was_tested_with() -> None:
    texts = files(Wanted("x"))
    assert texts["requirements/site.txt"] == (PROJECT / "requirements/site.txt").read_text(encoding="utf-8")
    assert re.search(r"^papershelf==\d+\.\d+\.\d+$", texts["requirements/papershelf.txt"], re.M)


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("ada/room", "https://ada.github.io/room/"),
        ("Ada/Ada.github.io", "https://ada.github.io/"),
        (None, ""),
    ],
)
@pytest.mark.parametrize("name", ["My Room", 'a: "b" # {{ c }} <d> \\1', "部屋"])
def test_names_stay_what_they_are(tmp_path: Path, repository: str | None, address: str, name: str) -> None:
    texts = files(Wanted(name, repository))
    (tmp_path / "mkdocs.yml").write_text(texts["mkdocs.yml"], encoding="utf-8")
    (tmp_path / "docs").mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"))
    assert (config.site_name, config.site_url) == (name, address)
    assert config.repo_url == (f"https://github.com/{repository}" if repository else None)
    form = yaml.safe_load(texts[".github/ISSUE_TEMPLATE/config.yml"])
    links = [link["url"] for link in form.get("contact_links", [])]
    assert links == (
        [f"https://github.com/{repository}/blob/main/CONTRIBUTING.md#edit-a-page"] if repository else []
    )


def test_the_workflow_tells_the_site_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(files(Wanted("x"))["mkdocs.yml"], encoding="utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.setenv("SITE_URL", "https://ada.github.io/room/")
    assert load_config(str(tmp_path / "mkdocs.yml")).site_url == "https://ada.github.io/room/"


@pytest.mark.parametrize("there", ["README.md", "docs", "docs/tags/attention.md", ".github/workflows"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_nothing_is_written_over(
    papershelf: Run, tmp_path_factory: pytest.TempPathFactory, there: str, kind: str
) -> None:
    folder, elsewhere = tmp_path_factory.mktemp("mine"), tmp_path_factory.mktemp("elsewhere")
    (folder / there).parent.mkdir(parents=True, exist_ok=True)
    (folder / there).symlink_to(elsewhere) if kind == "link" else (folder / there).write_text("mine")
    before = tree(folder)
    result = papershelf("init", folder)
    assert result.exit_code == 1 and there in result.stderr.splitlines()
    assert result.stderr.endswith("holds this already, and nothing was written over it.\n")
    assert tree(folder) == before and list(elsewhere.iterdir()) == []


def test_what_is_not_in_the_way_stays(papershelf: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("mine")
    (folder / "LICENSE").write_text("mine")
    assert papershelf("init", folder, "--repository", "ada/room").exit_code == 0
    assert (folder / "LICENSE").read_text() == "mine"
    assert papershelf("init", folder).exit_code == 1


def test_a_run_that_broke_off_is_finished_by_the_next(
    papershelf: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mine")
    assert papershelf("init", folder, "--name", "My Room").exit_code == 0
    whole = tree(folder)
    for path in list(whole)[::3]:
        (folder / path).unlink()
    (folder / ".github" / "workflows" / ".papershelf-new-x").write_text("half")
    assert papershelf("init", folder, "--name", "Another").exit_code == 1, (
        "it is the archive of somebody else"
    )
    assert papershelf("init", folder, "--name", "My Room").exit_code == 0
    assert tree(folder) == whole


@pytest.mark.parametrize(
    "option", [("--repository", "ada"), ("--repository", "a/b; rm"), ("--name", "x\ny"), ("--name", " ")]
)
def test_a_name_that_cannot_be_is_refused(
    papershelf: Run, tmp_path_factory: pytest.TempPathFactory, option: tuple[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("mine")
    assert papershelf("init", folder, *option).exit_code == 2 and list(folder.iterdir()) == []


def test_every_workflow_of_an_archive_is_in_the_kit() -> None:
    ours = {f".github/workflows/{path.name}" for path in (PROJECT / ".github/workflows").glob("*.yml")}
    assert ours - set(names()) == {".github/workflows/test.yml"}, "name it in generator/starter/kit.txt"


def recipes(makefile: str) -> dict[str, str]:
    """What each command of a Makefile does, by its name."""
    found = re.findall(r"^([a-z]+):.*?## (.*)\n((?:\t.*\n)*)", makefile, re.M)
    return {name: f"{told}\n{lines}" for name, told, lines in found}


def test_what_make_does_is_the_same_as_here() -> None:
    ours = recipes((PROJECT / "Makefile").read_text(encoding="utf-8"))
    theirs = recipes(files(Wanted("x"))["Makefile"])
    assert set(ours) - set(theirs) == {"test", "lint", "lock", "bench"}
    differ = {name for name in theirs if theirs[name] != ours[name]}
    assert differ == {"setup", "clean"}, "an archive has nothing of the program's own to set up or to remove"
