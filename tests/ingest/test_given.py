"""``papershelf add`` takes folders, zips and a pipe: each file in them is a digest of its own."""

import io
import json
import zipfile
from pathlib import Path

from typer.testing import CliRunner

from generator.cli import application
from tests.conftest import Run, tree

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


ROWS = (
    {"title": "A Row That Says Its Day", "listed": "2026-01-19", "date": "2025-12"},
    {"title": "A Row With a Date of Its Own", "date": "2024-02"},
    {"title": "A Row Without Any Date"},
    {"title": "A Row of the Same Month", "listed": "2024-02"},
)


def rows(path: Path) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS))
    return path


def filed(root: Path) -> dict[str, list[str]]:
    """The titles in each record."""
    records = {path.stem: json.loads(path.read_text()) for path in (root / "digests").glob("*.json")}
    return {
        name: [item["entry"]["title"].removeprefix("A Row ") for item in record["entries"]]
        for name, record in records.items()
    }


def test_rows_without_a_day_are_of_the_day_in_the_name(papershelf: Run, root: Path) -> None:
    (root / "digests/inbox").mkdir(parents=True)
    rows(root / "digests/inbox/my-digest-2026-01-20.jsonl")
    assert papershelf("inbox").exit_code == 0 and not list((root / "digests/inbox").iterdir())
    assert filed(root) == {
        "papers-2026-01-20": ["With a Date of Its Own", "Without Any Date"],
        "papers-2026-01-19": ["That Says Its Day"],
        "papers-2024-02": ["of the Same Month"],
    }


def test_rows_without_any_day_are_of_the_months_of_their_papers(
    papershelf: Run, root: Path, day: Path
) -> None:
    result = papershelf("add", rows(day / "rows.jsonl"))
    assert filed(root) == {
        "papers-2026-01-19": ["That Says Its Day"],
        "papers-2024-02": ["With a Date of Its Own", "of the Same Month"],
    }
    assert "Nothing says the day of this row: write it into the file's name" in result.output
    (day / "none.jsonl").write_text('{"title": "Nothing But a Title"}\n')
    result = papershelf("add", day / "none.jsonl")
    assert "none.jsonl:1: The digest does not say its day. Give it: --date" in result.output


def test_lines_that_are_none_are_told_whatever_is_between_them(papershelf: Run, day: Path) -> None:
    (day / "2026-01-20.jsonl").write_text('{"title": "cut off\n\n{"title": 5}\n')
    result = papershelf("add", day / "2026-01-20.jsonl")
    assert "2026-01-20.jsonl:1: No line is a paper." in result.output and result.exit_code == 1


def unread(root: Path) -> list[str]:
    """What the record of the day says was not understood."""
    return [
        text for _, text, _ in json.loads((root / "digests/markdown-2026-11-06.json").read_text())["unread"]
    ]


def test_files_of_one_day_are_told_apart(papershelf: Run, root: Path, day: Path) -> None:
    alone = "- A Title With the Number {} Alone\n"
    files = [day / f"{name}-2026-11-06.md" for name in "abc"]
    for number, file in enumerate(files):
        file.write_text(listing(number) + alone.format(number))
    told = papershelf("add", *files).stdout
    assert told.startswith("markdown-2026-11-06: 1 entry read, 1 new, 0 changed, 0 unchanged\n" * 3)
    assert all(f"  {file}:2: An item in a list of papers" in told for file in files)
    told = papershelf("add", "--json", *files).stdout
    digests = json.loads(told)["digests"]
    assert [(one["file"], len(one["unchanged"])) for one in digests] == [(str(file), 1) for file in files]
    assert unread(root) == [alone.format(number)[2:-1] for number in range(3)]


def test_what_was_mended_is_no_longer_told_in_the_record(papershelf: Run, root: Path, day: Path) -> None:
    one, other = day / "a-2026-11-06.md", day / "b-2026-11-06.md"
    one.write_text(
        listing(1) + "- **Songs of Birds at Dawn** - [pdf](https://example.org/y.pdf)\n- Owls\n- Doves\n"
    )
    other.write_text(listing(2) + "- Something else altogether\n")
    papershelf("add", one, other)
    before = tree(root)
    papershelf("add", one, other)
    assert tree(root) == before, "a second run changes nothing"
    mended = "- **Songs of Birds at Dawn** - [pdf](https://arxiv.org/abs/2611.00009)\n"
    one.write_text(listing(1) + mended + "- [Owls](https://arxiv.org/abs/2611.00008)\n- Doves\n")
    papershelf("add", one)
    assert unread(root) == ["Doves", "Something else altogether"]
