"""Fixtures for every test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright
from typer.testing import CliRunner, Result

from generator.cli import application

Run = Callable[..., Result]

# A test that takes long is no wrong answer; machines are busy.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("patient"), max_examples=5000)
settings.load_profile("patient")

LONGEST = ("test_real_archives", "test_html", "test_rebuild", "test_life", "test_kills", "test_site")
"""Modules that take a minute and more; each is tested by one process from its beginning to its end."""

TAGS = Path(__file__).resolve().parents[1] / "docs" / "tags"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest modules, so that no process works on while the others are done."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real digests that stand beside the project; tests that need them are skipped elsewhere."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not part of the project")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with this project's vocabulary and no paper."""
    (tmp_path / "docs" / "papers").mkdir(parents=True)
    (tmp_path / "docs" / "tags").symlink_to(TAGS)
    return tmp_path


@pytest.fixture
def papershelf(root: Path) -> Run:
    """Run ``papershelf`` in the archive."""

    def run(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(application(), ["-C", str(root), *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the archive, for digests."""
    return tmp_path_factory.mktemp("inbox")


QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, which asks nothing of the network by itself; one for all tests of a process."""
    command = shutil.which("chromium")
    if command is None:
        pytest.skip("needs the command chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=command, args=QUIET)
        yield browser
        browser.close()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes; the notes in .cache are no part of an archive."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.relative_to(folder).parts
    }
