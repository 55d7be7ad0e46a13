"""The command line as a whole: it tells all commands, and loads the one that is asked for."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from generator.cli import COMMANDS, application


def test_all_commands_are_told() -> None:
    shown = CliRunner().invoke(application(), ["--help"]).stdout
    assert re.findall(r"(?m)^\W{1,2}([a-z]+(?:-[a-z]+)*)  ", shown.partition("Commands")[2]) == list(COMMANDS)


@pytest.mark.parametrize("words", [["check"], ["-C", "add", "check"], ["retag"], ["build", "--strict"]])
def test_a_command_does_not_wait_for_the_others(words: list[str]) -> None:
    program = (
        f"import sys; from generator.cli import application; application({words!r}); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    modules = loaded.stdout.split()
    readers = [module for module in modules if module.startswith(("pydantic", "bs4", "requests"))]
    assert bool(readers) == ("add" in words)


def test_a_word_that_is_no_command_is_told_what_it_may_mean() -> None:
    result = CliRunner().invoke(application(["chekc"]), ["chekc"])
    assert result.exit_code == 2 and "Did you mean 'check'?" in result.output
