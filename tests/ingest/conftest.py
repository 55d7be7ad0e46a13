"""An empty archive, and the command line run in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app

Run = Callable[..., Result]

TAGS = Path(__file__).resolve().parents[2] / "docs" / "tags"


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
        result = CliRunner().invoke(app, ["-C", str(root), *map(str, arguments)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
