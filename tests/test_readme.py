"""What the README shows is what happens."""

import re
from pathlib import Path

from tests.conftest import Run

README = (Path(__file__).resolve().parents[1] / "README.md").read_text()


def block(language: str, after: str) -> str:
    """The first code block of a language behind some words."""
    match = re.search(rf"```{language}\n(.*?)```", README[README.index(after) :], re.DOTALL)
    assert match is not None
    return match[1]


def test_the_digest_of_the_readme_makes_the_page_of_the_readme(
    root: Path, papershelf: Run, day: Path
) -> None:
    (day / "digest.txt").write_text(block("text", "`digest.txt`"))
    command, told = block("console", "Its form is told").splitlines()
    words = command.removeprefix("$ papershelf ").replace("digest.txt", str(day / "digest.txt")).split()
    assert papershelf(*words).stdout == f"{told}\n"
    path = re.search(r"makes one page, `(.*?)`", README)
    assert path is not None
    assert (root / path[1]).read_text() == block("markdown", "makes one page")
    again = papershelf(*words).stdout
    assert again.endswith("0 new, 0 changed, 1 unchanged\n")
