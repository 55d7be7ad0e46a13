"""Every folder of ``cases/`` is a broken archive, with what is said of it in ``expected.txt``."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.check import rules
from generator.check.report import as_text
from generator.check.run import check
from generator.model.problem import Problem

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())
TODAY = date(2026, 11, 23)
READING = {"front-matter", "field", "tag", "author", "file", "log", "settings", "redirects"}
"""Rules that the readers of pages, topics and logs hold, since nothing could be made of the file."""
ELSEWHERE = {"plain-file", "file", "unreadable-text"}
"""Rules whose cases cannot lie in a repository that is cloned and linted; test_files.py has them."""


def told(case: Path, folder: Path) -> list[Problem]:
    """What is said of a case: notes only where they are what it is about."""
    problems = check(Path(shutil.copytree(case, folder / case.name)), today=TODAY)
    return [one for one in problems if one.severity == "error" or case.name in rules.NOTES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    problems = told(case, tmp_path)
    assert as_text(problems) == (case / "expected.txt").read_text(encoding="utf-8")
    assert case.name in {problem.rule for problem in problems}


def test_every_rule_has_a_case() -> None:
    texts = {*rules.PAPER_TEXT, *rules.TAG_TEXT, *rules.HAND_WRITTEN_TEXT}
    every = (*rules.SHEET_RULES, *texts, *rules.LINK_RULES, *rules.LOG_RULES, *rules.SUBJECT_RULES)
    names = {rules.name_of(rule) for rule in every}
    assert names >= rules.NOTES
    assert {case.name for case in CASES} == (names | READING) - ELSEWHERE


def test_every_rule_is_stated_in_one_sentence() -> None:
    texts = (*rules.PAPER_TEXT, *rules.HAND_WRITTEN_TEXT)
    for rule in (*rules.SHEET_RULES, *texts, *rules.LINK_RULES, *rules.LOG_RULES, *rules.SUBJECT_RULES):
        sentence = rule.__doc__ or ""
        assert sentence.endswith("."), rule
        assert "\n" not in sentence, rule
