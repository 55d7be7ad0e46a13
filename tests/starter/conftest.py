"""The program as others get it: built into a wheel, installed in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
Finished = subprocess.CompletedProcess[str]
Installed = Callable[..., Finished]


def run(*command: str | Path, folder: Path) -> Finished:
    """Run a command without anything that this environment might lend it."""
    lent = ("PYTHON", "VIRTUAL_ENV", "GIT_", "PAPERSHELF_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(lent)}
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def done(*command: str | Path, folder: Path) -> Finished:
    finished = run(*command, folder=folder)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as from a source distribution, so that both hold what is needed."""
    out = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "hatchling", "build", "-d", out, "-t")
    done(*build, "sdist", folder=PROJECT)
    (packed,) = out.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(out, filter="data")
    done(*build, "wheel", folder=out / packed.name.removesuffix(".tar.gz"))
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel. What it depends on is lent by this one, since no test reaches out."""
    folder = tmp_path_factory.mktemp("venv")
    done(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    uv = Path(sys.executable).with_name("uv")
    python = folder / "bin/python"
    done(uv, "pip", "install", "--offline", "--no-deps", "--quiet", "--python", python, wheel, folder=folder)
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def installed(environment: Path, tmp_path: Path) -> Installed:
    """Run a command of that environment."""

    def of_environment(command: str, *arguments: str | Path, folder: Path = tmp_path) -> Finished:
        return run(environment / "bin/python", "-P", "-m", command, *arguments, folder=folder)

    return of_environment
