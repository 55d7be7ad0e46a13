"""An archive whose papers came as copied text, and sources that know more of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import services
from tests.conftest import Run
from tests.digests import ABSTRACT, TITLE, copied, item

BIRDS = "Counting Birds By Ear: A Study Of Many Mornings"
OF_BIRDS = (
    "We listen to recordings of gardens at dawn and count the birds that sing in them, by a speech recognition "
    "model, self-supervised and without annotations; speech recognition hears what nobody wrote down. Experiments in fourteen neighbourhoods demonstrate considerable improvements "
    "over listening volunteers, particularly for overlapping vocalisations, and our recordings are available."
)
FORGETFUL = "docs/papers/2026-03/few-edits-can-make-large.md"
OF_EARS = "docs/papers/2026-03/counting-birds-by-ear-a-study.md"


def row(**facts: Any) -> dict[str, Any]:
    """A line of a dump about the birds; every fact has a default."""
    usual = {
        "id": "arxiv:2603.09999",
        "title": BIRDS,
        "abstract": OF_BIRDS,
        "authors": ["Rosa Amsel", "Karl Zaunkönig"],
        "date": "2026-02-27",
        "categories": ["cs.SD", "eess.AS"],
        "links": {"github": "https://github.com/example/birds"},
        "venue": "ICASSP 2026",
    }
    return {**usual, **facts}


def dump(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows))
    return path


def api_day(path: Path, *items: dict[str, Any]) -> Path:
    path.write_text(json.dumps(items))
    return path


@pytest.fixture
def archive(root: Path, papershelf: Run, day: Path) -> Path:
    """Two papers of which nothing but title and abstract is known."""
    digest = copied(day / "2026-03-04.txt", (TITLE, ABSTRACT), (BIRDS, OF_BIRDS))
    assert papershelf("add", digest).exit_code == 0
    return root


@pytest.fixture
def edits() -> dict[str, Any]:
    """The other paper, as the API has it."""
    return item(code="https://github.com/example/edits")


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between questions, which are only noted."""
    noted: list[float] = []
    monkeypatch.setattr(services, "sleep", noted.append)
    return noted


@pytest.fixture(autouse=True)
def endpoints(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The services are a server of our own, where a test has one, and else nowhere."""
    address = "http://127.0.0.1:9"
    if "httpserver" in request.fixturenames:
        address = request.getfixturevalue("httpserver").url_for("")
    for name in ("HF_ENDPOINT", "ARXIV_ENDPOINT"):
        monkeypatch.setenv(name, address)
    monkeypatch.delenv("HF_TOKEN", raising=False)
