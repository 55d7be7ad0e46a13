"""The Nu HTML checker finds no error on any kind of page."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.site.conftest import Shelf


def errors(checker: str, site: Path) -> list[str]:
    # A page of thousands of elements goes deep, and a policy is about addresses, which files do not have.
    command = ["java", "-Xss8m", "-jar", checker, "--errors-only", "--stdout", "--format", "gnu"]
    done = subprocess.run(
        [*command, "--skip-non-html", site], capture_output=True, text=True, check=False, timeout=300
    )
    return [line.replace(f"file:{site}/", "") for line in (done.stdout + done.stderr).splitlines()]


def test_the_checker_sees_errors(checker: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<!doctype html><html lang="en"><title>A</title><p id=a><p id=a>')
    assert ["Duplicate ID" in error for error in errors(checker, tmp_path)] == [True]


def test_no_page_of_a_furnished_archive_has_an_error(checker: str, site: Path) -> None:
    assert errors(checker, site) == []


def test_no_page_of_an_empty_archive_has_an_error(checker: str, shelf: Shelf) -> None:
    assert errors(checker, shelf.build()) == []


def test_no_paper_makes_an_error(checker: str, shelf: Shelf) -> None:
    odd = '<b id="x">"&\'> $x_1 < \\frac{a}{b}$ [x](http://a.example/?a=1&b=2 "t") | * # `<i>` & &amp; \u200b'
    shelf.topic("odd", odd, None, odd)
    for number in range(12):
        shelf.paper(
            f"{odd} {number}",
            f"{odd}\n\n| a | b |\n|---|---|\n| {odd} | 2 |\n\n- {odd}\n- b\n\n1. c\n\n$$\\sum_i x_i$$\n\n"
            f"```\n{odd}\n```\n\n## Notes\n\n# {odd}\n\n### {odd}\n\n![{odd}](x.png)",
            "2026-11-23",
            votes=3,
            authors=[odd, "Ada Byron", *(f"Reader {n}" for n in range(30))],
            date="2026-11",
            venue=odd,
            organization=odd,
            categories=[odd],
            ids={"doi": "10.1000/a(b)c;d&e", "openreview": "HJl8SgHtwB", "acl": "2022.acl-long.1"},
            links={"pdf": ["https://a.example/?a=1&b='2'"], "other": ["https://b.example/%20%7B"]},
            summary=odd,
            tags=["odd", odd],
        )
    assert errors(checker, shelf.build()) == []
