"""The plug is pulled, or the disk fails, at every call that changes a file. README.md here tells of the long run."""

from pathlib import Path

import pytest

from tests.plug.play import FAULTS, Play


@pytest.mark.parametrize("command", ["add", "move", "fmt"])
def test_a_run_that_is_killed_at_any_call_is_finished_by_the_next(command: str, tmp_path: Path) -> None:
    assert len(list(Play(tmp_path, command).killed_at_every_call())) > 20


@pytest.mark.parametrize(
    ("command", "fault"), [("add", "full"), ("move", "one error"), ("check --fix", "read-only")]
)
def test_a_disk_that_fails_at_any_call_is_named_and_costs_nothing(
    command: str, fault: str, tmp_path: Path
) -> None:
    code, for_good = FAULTS[fault]
    assert len(list(Play(tmp_path, command).failed_at_every_call(code, for_good=for_good))) > 20


def test_nothing_is_written_under_its_own_name(tmp_path: Path) -> None:
    play = Play(tmp_path, "add")
    assert {"open", "write", "fsync", "os.rename", "os.remove"} <= {step.call for step in play.steps}
    written = [step.file for step in play.steps if step.call in ("write", "open")]
    assert all("/.papershelf-" in file or file.endswith(".lock") for file in written)
    names = [step.file for step in play.steps if step.call == "os.rename"]
    assert names[0].endswith("/.papershelf-journal.json"), "the journal is there before anything is changed"
