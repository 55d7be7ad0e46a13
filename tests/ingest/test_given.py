"""``papershelf add`` takes folders, zips and a pipe: each file in them is a digest of its own."""

import io
import json
import zipfile
from pathlib import Path

from typer.testing import CliRunner

from generator.cli import application
from tests.conftest import Run

LINK = "- [{title}](https://arxiv.org/abs/2611.{number:05}) – a remark\n"


def listing(number: int) -> str:
    return LINK.format(title=f"A Title With the Number {number}", number=number)


def packed(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "-") + ".md", text)
    return stream.getvalue()


def test_a_folder_with_a_zip_in_it(papershelf: Run, root: Path, day: Path) -> None:
    (day / "deeper").mkdir()
    (day / "deeper" / "2026-11-06.md").write_text(listing(1))
    (day / ".hidden.md").write_text("not a digest")
    (day / "link.md").symlink_to(day / "deeper" / "2026-11-06.md")
    (day / "all.zip").write_bytes(packed(**{"2026-11-07": listing(2), "2026-11-08": "no digest at all"}))
    result = papershelf("add", "--json", day)
    told = json.loads(result.stdout)
    assert [one["digest"] for one in told["digests"]] == ["markdown-2026-11-06", "markdown-2026-11-07"]
    (failure,) = told["failures"]
    assert failure["path"] == f"{day}/all.zip/2026-11-08.md"
    assert len(list(root.glob("docs/papers/2026-11/*.md"))) == 2


def test_a_pipe(root: Path) -> None:
    for data in (listing(3).encode(), packed(list=listing(4))):
        result = CliRunner().invoke(
            application(), ["-C", str(root), "add", "-", "--date", "2026-11-09"], input=data
        )
        assert result.exit_code == 0, result.output
    assert len(list(root.glob("docs/papers/2026-11/*.md"))) == 2
    result = CliRunner().invoke(application(), ["-C", str(root), "add", "-"], input=listing(5).encode())
    assert "standard input:1: The digest does not say its day." in result.output


def test_an_empty_folder_and_a_damaged_zip_are_told(papershelf: Run, day: Path) -> None:
    (day / "empty").mkdir()
    (day / "bad.zip").write_bytes(packed(list=listing(6))[:40])
    result = papershelf("add", day / "empty", day / "bad.zip", day / "missing")
    assert f"{day}/empty:1: The folder holds no file." in result.output
    assert f"{day}/bad.zip:1: The archive is damaged." in result.output
    assert f"{day}/missing:1: No such file or directory" in result.output
    assert result.exit_code == 1
