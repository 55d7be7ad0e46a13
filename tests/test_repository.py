"""The repository itself: what is committed, what is installed, and what runs with the project's rights."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
LISTS = sorted((ROOT / "requirements").glob("*.txt"))

# What people and papers say is theirs: an abstract may name any folder and any host.
CONTENT = ("docs/papers/", "digests/")
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home/[a-z]\w*|Users/\w+)/")
REGISTRY = re.compile(  # bracketed, so that this line does not name them either
    r"py[p]i\.(org|python)|python[h]osted|registry\.(np[m]js|yar[n]pkg)|deb\.debia[n]\.org|crate[s]\.io", re.I
)


def tracked() -> list[str]:
    """Name of each file that is, or would be, committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout")
    return list(filter(None, names.split("\0")))


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file that is, or would be, committed; what is not text is passed over."""
    for name in tracked():
        path = ROOT / name
        if name.startswith(CONTENT) or not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in tracked_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine's path", "registry's host"])
def test_committed_files_name_no(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


def test_no_link_is_committed() -> None:
    assert [name for name in tracked() if (ROOT / name).is_symlink()] == []


def run(tool: str, *arguments: str | Path) -> None:
    """Runs a command of this environment; its complaint is the failure's message."""
    command = [Path(sys.executable).with_name(tool), *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


# Requirements


def project() -> dict[str, list[str]]:
    """Lists of requirements as pyproject.toml states them, by the file that must cover them."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = stated["dependency-groups"]

    def flat(name: str) -> list[str]:
        return [
            line
            for entry in groups[name]
            for line in ([entry] if isinstance(entry, str) else flat(entry["include-group"]))
        ]

    site = stated["project"]["dependencies"] + stated["build-system"]["requires"] + flat("build")
    return {"site.txt": site, "test.txt": site + flat("test")}


def pinned(path: Path) -> dict[str, tuple[str, bool]]:
    """Version of each package in a locked list, and whether it is held by hashes."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    entries = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.!+]+)([^\n]*)", text, re.M)
    return {canonicalize_name(name): (version, "--hash=sha256:" in rest) for name, version, rest in entries}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_locked_package_has_a_version_and_hashes(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert entries, f"{path.name} is empty"
    assert len(pinned(path)) == len(entries), "an entry is not of the form name==version, or stands twice"
    assert [name for name, (_, hashed) in pinned(path).items() if not hashed] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_locked_lists_are_those_of_pyproject(path: Path) -> None:
    versions = pinned(path)
    for requirement in map(Requirement, project()[path.name]):
        version, _ = versions.get(canonicalize_name(requirement.name), ("", False))
        assert version, f"{path.name} lacks {requirement}: run make lock"
        assert requirement.specifier.contains(version), (
            f"{path.name} has {version}, not {requirement}: run make lock"
        )


def test_the_site_is_tested_with_the_versions_that_build_it() -> None:
    site, test = (pinned(ROOT / "requirements" / name) for name in ("site.txt", "test.txt"))
    assert {name: test.get(name) for name in site} == site


def test_what_the_project_imports_has_an_upper_bound() -> None:
    for requirement in map(Requirement, project()["site.txt"]):
        assert any(part.operator == "<" for part in requirement.specifier), (
            f"{requirement} has no upper bound"
        )


# Workflows


def steps(path: Path) -> Iterator[dict[str, object]]:
    for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
        yield from job.get("steps", [])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_has_the_form_that_github_reads(path: Path) -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)


def test_dependabot_has_the_form_that_github_reads() -> None:
    run("check-jsonschema", "--builtin-schema", "vendor.dependabot", ROOT / ".github/dependabot.yml")


def test_workflows_stand_up_to_an_audit() -> None:
    run("zizmor", "--offline", "--persona", "auditor", ROOT / ".github")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_from_outside_becomes_a_command(path: Path) -> None:
    assert [step for step in steps(path) if "${{" in str(step.get("run", ""))] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_held_by_commit_and_say_their_version(path: Path) -> None:
    for line in re.findall(r"uses:.*", path.read_text(encoding="utf-8")):
        assert re.fullmatch(
            r"uses: (\$/\.github/workflows/\w+\.yml|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)", line
        ), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_starts_without_rights_and_gives_them_job_by_job(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {}


PUBLISHES, COMMITS = {"pages", "id-token", "attestations"}, {"contents", "pull-requests"}
MAY_WRITE = {
    ("publish.yml", "attest"): {"id-token", "attestations"},
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("digest.yml", "digest"): COMMITS,
    ("digest.yml", "publish"): PUBLISHES,
    ("follow.yml", "follow"): COMMITS,
    ("follow.yml", "publish"): PUBLISHES,
    ("digest.yml", "mail"): COMMITS,
    ("mail.yml", "mail"): COMMITS,
    ("schedule.yml", "today"): PUBLISHES | COMMITS,
    ("schedule.yml", "follow"): PUBLISHES | COMMITS,
    ("suggestion.yml", "propose"): COMMITS | {"issues"},
}


def test_only_publishing_and_digests_may_write() -> None:
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            written = {scope for scope, right in job.get("permissions", {}).items() if right == "write"}
            assert written == MAY_WRITE.get((path.name, name), set()), f"{path.name}: {name}"


def test_a_workflow_that_is_called_is_given_every_right_that_its_jobs_take() -> None:
    """GitHub starts nothing at all where one is missing."""
    jobs = {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values() for path in WORKFLOWS
    }
    called = [job for those in jobs.values() for job in those if "uses" in job]
    assert called
    for job in called:
        taken = [
            rights
            for other in jobs[job["uses"].rpartition("/")[2]]
            for rights in other["permissions"].items()
        ]
        given = job["permissions"]
        assert [(scope, right) for scope, right in taken if given.get(scope) not in (right, "write")] == [], (
            job["name"]
        )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_steps_are_commands_that_are_tested_here(path: Path) -> None:
    ours = re.compile(r"make [a-z]+|bash \.ci/run|\.venv/bin/papershelf [^\n;|&]*|gh (auth|issue) [^\n;|&]*")
    for step in steps(path):
        assert ours.fullmatch(str(step.get("run", "make site"))), step


def test_no_workflow_gives_the_code_of_a_stranger_any_right() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        events = workflow[True]  # YAML's "on"
        assert "pull_request_target" not in events and "workflow_run" not in events
        if "pull_request" in events:
            assert all(set(job["permissions"].values()) <= {"read"} for job in workflow["jobs"].values())
            assert "secrets" not in path.read_text(encoding="utf-8")


def test_where_something_is_published_or_committed_a_cache_is_at_most_left_to_others() -> None:
    for path in WORKFLOWS:
        jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
        if MAY_WRITE.keys() & {(path.name, name) for name in jobs}:
            caches = [step for step in steps(path) if "cache" in str(step)]
            assert all(str(step["uses"]).startswith("actions/cache/save@") for step in caches), path.name


def test_pull_requests_look_for_a_cache_where_publishing_leaves_it() -> None:
    saved, restored = (
        yaml.safe_load(str(step["with"]))
        for name, action in (
            ("publish.yml", "actions/cache/save@"),
            ("content.yml", "actions/cache/restore@"),
        )
        for step in steps(ROOT / ".github/workflows" / name)
        if str(step.get("uses")).startswith(action)
    )
    assert saved["path"] == restored["path"]  # GitHub takes other paths for another cache
    assert saved["key"].startswith(restored["restore-keys"])


def test_what_signs_for_the_site_runs_no_code_of_ours() -> None:
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    for name in ("attest", "deploy"):
        job = yaml.safe_load(text)["jobs"][name]
        assert not [step for step in job["steps"] if "run" in step or "checkout" in step["uses"]]


def test_dependabot_waits_before_it_takes_a_release() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert all(update["cooldown"]["default-days"] >= 7 for update in updates)


def test_workflows_stand_up_to_actionlint() -> None:
    result = subprocess.run(["sh", ROOT / "tools/actionlint/run"], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    if "not run" in result.stderr:
        pytest.skip(result.stderr.strip())


@pytest.mark.parametrize("schema", ["issue-forms", "issue-config"])
def test_issue_forms_have_the_form_that_github_reads(schema: str) -> None:
    folder = ROOT / ".github/ISSUE_TEMPLATE"
    files = [
        file for file in folder.glob("*.yml") if (file.name == "config.yml") == (schema == "issue-config")
    ]
    run("check-jsonschema", "--builtin-schema", f"vendor.github-{schema}", *files)


# Commands


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_every_make_command_in_the_readme_exists() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("there is no README yet")
    named = set(re.findall(r"(?:^|`|\$ )make ([a-z]+)", readme.read_text(encoding="utf-8"), re.M))
    assert named <= targets()


def test_make_without_a_command_lists_them_all() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"^make ([a-z]+)", shown, re.M)) == targets()


@pytest.mark.parametrize(
    "name",
    ["tools/setup", "tools/digest", "tools/follow", "tools/form", "tools/mail", "tools/propose", ".ci/run"],
)
def test_scripts_can_be_run(name: str) -> None:
    path = ROOT / name
    shell = path.read_text(encoding="utf-8").splitlines()[0].split("/")[-1].split()[-1]
    assert path.stat().st_mode & 0o111, f"{name} is not executable"
    subprocess.run([shell, "-n", path], check=True)
