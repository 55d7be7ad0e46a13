"""An archive on a server, people and runs that clone it, and a stand-in for GitHub's own command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
GH = """#!/bin/sh
# Keeps what it was asked, one line a call, and the text that it was given.
{ for word in "$@"; do printf '%s|' "$word"; done; echo; } >>"$GH_LOG"
case "$2" in
    view) [ -f "$GH_LOG.open" ] && echo OPEN || exit 1 ;;
    create) cat >>"$GH_LOG.body"; touch "$GH_LOG.open" ;;
esac
"""

Finished = subprocess.CompletedProcess[str]


class Clone:
    """A checkout of main, with everything a run needs on its path."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def run(self, *command: str | Path, **environment: str) -> Finished:
        return subprocess.run(
            [str(word) for word in command],
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def tool(self, name: str, *arguments: str, **environment: str) -> Finished:
        """Run a script of the project as ``make`` does."""
        return self.run("sh", PROJECT / "tools" / name, *arguments, **environment)

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def push(self, text: str = "By a person") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", text)
        self.git("push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A person whose path has papershelf and a stand-in for gh."""
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "gh").write_text(GH)
    (binaries / "gh").chmod(0o755)
    path = os.pathsep.join([str(binaries), str(Path(sys.executable).parent), os.environ["PATH"]])
    person = {f"GIT_{role}_{what}": who for role in ("AUTHOR", "COMMITTER") for what, who in WHO.items()}
    alone = {"HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {"PATH": path, "GH_LOG": str(tmp_path / "gh"), **person, **alone}


WHO = {"NAME": "Ada", "EMAIL": "ada@example.org"}


@pytest.fixture
def clone(tmp_path: Path, environment: dict[str, str]) -> Callable[[str], Clone]:
    """Makes clones of an archive that has a vocabulary and no paper."""
    server, seed = tmp_path / "server.git", tmp_path / "seed"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", server], check=True, env=environment)
    shutil.copytree(PROJECT / "docs/tags", seed / "docs/tags")
    (seed / "docs/index.md").write_text("# An archive\n")
    (seed / "digests/inbox").mkdir(parents=True)
    shutil.copy(PROJECT / "digests/inbox/README.md", seed / "digests/inbox")
    shutil.copy(PROJECT / ".gitignore", seed)
    first = Clone(seed, environment)
    first.git("init", "--quiet", "-b", "main")
    first.git("remote", "add", "origin", str(server))
    first.push("Begin")

    def make(name: str) -> Clone:
        folder = tmp_path / name
        subprocess.run(["git", "clone", "--quiet", server, folder], check=True, env=environment)
        return Clone(folder, environment)

    return make
