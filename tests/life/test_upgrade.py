"""Archives of other versions: an older one is brought up to date, a newer one is left alone, and says so."""

import json
import shutil
from pathlib import Path

import pytest

from generator.model import ledger, record
from generator.storage.upgrade import LEDGER_STEPS, RECORD_STEPS
from tests.conftest import Run, tree
from tests.digests import api, item

OLDEST = Path(__file__).parent / "oldest"
"""An archive from before records and ledgers carried a version. A person has mended a title in it."""
MENDED = "docs/papers/2026-03/counting-birds-by-ear.md"
BIRDS = item(id="2603.09999", title="Counting Birds By Ear", abstract="We count birds by ear.")
LOGS = ["digests/hf-api-2026-03-04.json", "digests/ledger/2026-03.json"]


@pytest.fixture
def older(root: Path) -> Path:
    shutil.copytree(OLDEST, root, dirs_exist_ok=True)
    return root


def test_an_older_archive_is_brought_up_to_date(older: Path, papershelf: Run) -> None:
    before = tree(older)
    result = papershelf("upgrade")
    assert (result.exit_code, result.stdout) == (0, "2 files brought up to date.\n"), result.output
    after = tree(older)
    assert [path for path in after if after[path] != before[path]] == LOGS
    for path in LOGS:
        old, new = json.loads(before[path]), json.loads(after[path])
        assert new == {"version": 1, **old}
    assert papershelf("check", older / "docs/papers", older / "digests").exit_code == 0
    again = papershelf("upgrade")
    assert (again.exit_code, again.stdout) == (0, "Everything is up to date.\n") and tree(older) == after


def test_what_people_did_outlives_the_upgrade(older: Path, papershelf: Run, day: Path) -> None:
    papershelf("upgrade")
    before = tree(older)
    result = papershelf("add", api(day / "a.json", item(keywords=["model editing"]), BIRDS))
    assert result.exit_code == 0 and "0 new, 0 changed, 2 unchanged" in result.stdout, result.output
    assert tree(older) == before and b"Counting Birds by Ear" in before[MENDED]


@pytest.mark.parametrize("command", ["add", "inbox", "retag"])
def test_nothing_is_written_into_an_older_archive(
    older: Path, papershelf: Run, day: Path, command: str
) -> None:
    before = tree(older)
    words = [command, api(day / "a.json", BIRDS)] if command == "add" else [command]
    result = papershelf(*words)
    assert result.exit_code == 1 and result.stderr.count("Run papershelf upgrade.") == 2
    assert tree(older) == before


def test_the_check_says_what_to_do(older: Path, papershelf: Run) -> None:
    result = papershelf("check", older / "digests")
    assert result.exit_code == 1
    assert (
        "digests/hf-api-2026-03-04.json:1:1: The machine's log cannot be read: version 0 is older than what this "
        "program writes (1). Run papershelf upgrade.\n" in result.stdout
    )


@pytest.mark.parametrize("path", LOGS)
@pytest.mark.parametrize("form", ['{"version": 2, "pages": {}}', '{"version": 7, "papers": [{"new": 1}]}'])
def test_a_newer_archive_is_refused_by_everything(older: Path, papershelf: Run, path: str, form: str) -> None:
    (older / path).write_text(form)
    before = tree(older)
    for command in ("upgrade", "retag", "inbox"):
        result = papershelf(command)
        assert result.exit_code == 1
        assert f"{path}:1:1: The machine's log cannot be read: version" in result.stderr
        assert "is newer than this program knows (1). Install the papershelf that wrote it" in result.stderr
        assert "Restore it from git" not in result.stderr
    assert tree(older) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"version": -1}',
        '{"version": true}',
        '{"version": "2"}',
        "[" * 100_000,
        '{"x": 1}',
        f'{{"x": {"1" * 5000}}}',
    ],
)
def test_a_damaged_log_keeps_everything_from_being_written(older: Path, papershelf: Run, text: str) -> None:
    (older / LOGS[0]).write_text(text)
    before = tree(older)
    result = papershelf("upgrade")
    assert result.exit_code == 1 and result.stderr.startswith(
        f"{LOGS[0]}:1:1: The machine's log cannot be read:"
    )
    assert tree(older) == before


def test_a_link_is_not_followed(older: Path, papershelf: Run, day: Path) -> None:
    shutil.move(older / LOGS[0], day / "elsewhere.json")
    (older / LOGS[0]).symlink_to(day / "elsewhere.json")
    before = (day / "elsewhere.json").read_bytes()
    assert papershelf("upgrade").exit_code == 1 and (day / "elsewhere.json").read_bytes() == before


def test_a_step_leads_from_each_version_to_the_next() -> None:
    assert (len(RECORD_STEPS), len(LEDGER_STEPS)) == (record.SCHEMA, ledger.SCHEMA)
    assert RECORD_STEPS[-1]({})["version"] == record.SCHEMA
    assert LEDGER_STEPS[-1]({})["version"] == ledger.SCHEMA
