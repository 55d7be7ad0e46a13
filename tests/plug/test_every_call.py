"""The plug is pulled, or the disk fails, at every call that changes a file. README.md here tells of the long run."""

from pathlib import Path

import pytest

from generator.storage.writing import JOURNAL
from tests.digests import PAGE
from tests.plug.disk import Step
from tests.plug.play import FAULTS, Play
from tests.plug.scenes import MOVED


@pytest.mark.parametrize("command", ["add", "move", "fmt", "checksums"])
def test_a_run_that_is_killed_at_any_call_is_finished_by_the_next(command: str, tmp_path: Path) -> None:
    assert len(list(Play(tmp_path, command).killed_at_every_call())) > 5


@pytest.mark.parametrize("command", ["add", "move"])
def test_a_page_that_is_edited_after_a_killed_run_keeps_the_edit(command: str, tmp_path: Path) -> None:
    assert len(list(Play(tmp_path, command).killed_and_edited(PAGE, MOVED))) > 5


@pytest.mark.parametrize(
    ("command", "fault"),
    [("add", "full"), ("move", "one error"), ("check --fix", "read-only"), ("form, a correction", "full")],
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
    names = [step.file for step in play.steps if step.call == "os.rename" and "/.cache/" not in step.file]
    assert names[0].endswith("/.papershelf-journal.json"), "the journal is there before anything is changed"


@pytest.mark.parametrize(("command", "name"), [("mail", "letter.eml"), ("init", "shelf/README.md")])
def test_what_is_no_page_takes_its_name_when_it_is_whole(command: str, name: str, tmp_path: Path) -> None:
    play = Play(tmp_path, command)
    assert all(
        "/.papershelf-new-" in step.file or step.file.endswith(".lock")
        for step in play.steps
        if step.call in ("write", "open")
    )
    assert Step("os.rename", str(play.root / name)) in play.steps


@pytest.mark.parametrize("command", ["add", "move"])
def test_a_power_cut_finds_all_of_the_plan_on_the_disk_or_none_of_it(command: str, tmp_path: Path) -> None:
    """What the disk still held in memory is lost then: it is told to keep things before the next thing relies on it."""
    play = Play(tmp_path, command)
    steps = [step for step in play.steps if not step.file.endswith(".lock")]
    journal = str(play.root / JOURNAL)
    # A run looks for a journal that another one left before it writes its own.
    begun = steps.index(Step("os.rename", journal))
    done = steps.index(Step("os.remove", journal), begun)
    for number, step in enumerate(steps):
        if step.call == "write":
            assert Step("fsync", step.file) in steps[number:begun], "the text is there before the journal"
        if (
            step.call in ("os.mkdir", "os.rename", "os.remove")
            and step.file != journal
            and ".cache" not in step.file
        ):
            assert Step("fsync", str(Path(step.file).parent)) in steps[number:done], (step, "names, too")
    assert Step("fsync", str(play.root)) in steps[begun:done], "and the journal's"
