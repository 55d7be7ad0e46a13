"""``papershelf inbox``: what goes, what stays, and what the commit says."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item

GUIDE = Path(__file__).resolve().parents[2] / "digests/inbox/README.md"


@pytest.fixture
def inbox(root: Path) -> Path:
    folder = root / "digests/inbox"
    folder.mkdir(parents=True)
    (folder / "README.md").write_bytes(GUIDE.read_bytes())
    return folder


@pytest.fixture
def message(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out") / "message"


def names(inbox: Path) -> list[str]:
    return sorted(path.name for path in inbox.iterdir())


def test_what_was_taken_in_goes(root: Path, papershelf: Run, inbox: Path, message: Path) -> None:
    api(inbox / "a.json", item())
    copied(inbox / "b-2026-03-05.txt", ("Counting Birds By Their Voices Alone", ABSTRACT[::-1]))
    result = papershelf("inbox", "--message", message)
    assert result.exit_code == 0, result.output
    assert names(inbox) == ["README.md"]
    assert message.read_text() == (
        "Add 2 digests: 2 new pages, 0 changed\n\n"
        "hf-api-2026-03-04: 1 entry, 1 new, 0 changed, 0 unchanged\n"
        "hf-text-2026-03-05: 1 entry, 1 new, 0 changed, 0 unchanged\n"
        "Taken from the inbox: 2 files\n"
    )
    assert papershelf("check", root / "docs/papers", root / "digests").exit_code == 0


def test_an_empty_inbox_says_so_and_makes_no_message(
    root: Path, papershelf: Run, inbox: Path, message: Path
) -> None:
    message.write_text("of yesterday")
    before = tree(root)
    result = papershelf("inbox", "--message", message)
    assert (result.exit_code, result.stdout) == (0, "Nothing changed.\n")
    assert tree(root) == before and not message.exists()


def test_an_archive_without_an_inbox_is_well(root: Path, papershelf: Run) -> None:
    assert papershelf("inbox").exit_code == 0


def test_a_digest_that_is_known_goes_without_changing_a_page(
    root: Path, papershelf: Run, inbox: Path, message: Path
) -> None:
    papershelf("add", api(message.parent / "a.json", item()))
    before = (root / PAGE).read_bytes()
    api(inbox / "a.json", item())
    assert papershelf("inbox", "--message", message).exit_code == 0
    assert (root / PAGE).read_bytes() == before and names(inbox) == ["README.md"]
    assert message.read_text().endswith("0 new, 0 changed, 1 unchanged\nTaken from the inbox: 1 file\n")


def test_what_cannot_be_read_stays_beside_what_can(
    root: Path, papershelf: Run, inbox: Path, message: Path
) -> None:
    api(inbox / "a.json", item())
    (inbox / "b.json").write_text('{"error": "no"}')
    (inbox / "c.txt").write_text(
        (copied(message.parent / "c.txt", (TITLE, ABSTRACT))).read_text()
    )  # says no day
    (inbox / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03\x04\x05")
    result = papershelf("inbox", "--message", message)
    assert result.exit_code == 1
    assert (root / PAGE).exists()
    assert names(inbox) == ["README.md", "b.json", "c.txt", "picture"]
    assert "c.txt:1: The digest does not say its day." in result.stderr
    assert message.read_text().endswith("Left in the inbox, not understood in whole: 3 files\n")


def test_a_file_of_which_a_part_is_not_understood_stays_and_is_no_failure(
    root: Path, papershelf: Run, inbox: Path, message: Path
) -> None:
    api(inbox / "a.json", item(), {"paper": 7})
    result = papershelf("inbox", "--message", message)
    assert result.exit_code == 0
    assert (root / PAGE).exists() and names(inbox) == ["README.md", "a.json"]
    assert "  1 not understood\n" in message.read_text()
    again = papershelf("inbox", "--message", message)
    assert again.exit_code == 0 and not message.exists() and "Nothing changed.\n" in again.stdout


def test_a_link_is_not_followed(
    root: Path, papershelf: Run, inbox: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = api(tmp_path_factory.mktemp("private") / "secret.json", item())
    (inbox / "a.json").symlink_to(secret)
    (inbox / "b").symlink_to(secret.parent)
    (inbox / "c.json").symlink_to("nowhere")
    (inbox / "folder").mkdir()
    (inbox / "folder/b.json").symlink_to(secret)
    result = papershelf("inbox")
    assert result.exit_code == 1 and result.stderr.count("This is not a plain file.") == 4
    assert secret.exists() and not (root / PAGE).exists()
    assert names(inbox) == ["README.md", "a.json", "b", "c.json", "folder"]


def test_folders_and_zips_are_opened(root: Path, papershelf: Run, inbox: Path, message: Path) -> None:
    (inbox / "folder/inner").mkdir(parents=True)
    api(inbox / "folder/inner/a.json", item())
    birds = copied(message.parent / "b.txt", ("Counting Birds By Their Voices Alone", ABSTRACT[::-1]))
    with ZipFile(inbox / "days.zip", "w") as packed:
        packed.write(birds, "march/b-2026-03-05.txt")
    fish = copied(message.parent / "c.txt", ("Counting Fish By Their Voices Alone", ABSTRACT[::-2]))
    with ZipFile(inbox / "day-2026-03-06.zip", "w") as packed:
        packed.write(fish, "c.txt")
    result = papershelf("inbox", "--message", message)
    assert result.exit_code == 0, result.output
    assert names(inbox) == ["README.md"] and len(list((root / "docs/papers/2026-03").iterdir())) == 3
    assert message.read_text().endswith("Taken from the inbox: 3 files\n")
    assert (root / "digests/hf-text-2026-03-06.json").exists()


def test_what_holds_one_bad_file_stays_whole(root: Path, papershelf: Run, inbox: Path, message: Path) -> None:
    (inbox / "folder").mkdir()
    api(inbox / "folder/a.json", item())
    (inbox / "folder/b.json").write_text('{"error": "no"}')
    with ZipFile(inbox / "days.zip", "w") as packed:
        packed.write(api(message.parent / "c.json", item(), {"paper": 7}), "c.json")
    result = papershelf("inbox", "--message", message)
    assert result.exit_code == 1 and f"{inbox}/folder/b.json:1:" in result.stderr
    assert (root / PAGE).exists() and names(inbox) == ["README.md", "days.zip", "folder"]
    assert (inbox / "folder/a.json").exists()


def test_hidden_files_of_a_folder_stay(root: Path, papershelf: Run, inbox: Path) -> None:
    (inbox / "folder").mkdir()
    api(inbox / "folder/a.json", item())
    (inbox / "folder/.notes").write_text("mine")
    assert papershelf("inbox").exit_code == 0
    assert [path.name for path in (inbox / "folder").iterdir()] == [".notes"]


def test_an_inbox_that_is_a_link_is_not_emptied(
    root: Path, papershelf: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    api(elsewhere / "a.json", item())
    (root / "digests").mkdir()
    (root / "digests/inbox").symlink_to(elsewhere)
    papershelf("inbox")
    assert (elsewhere / "a.json").exists() and not (root / PAGE).exists()


def test_the_message_holds_nothing_that_a_digest_says(
    root: Path, papershelf: Run, inbox: Path, message: Path
) -> None:
    evil = "[skip ci] Fixes #1 @everyone"
    api(inbox / f"{evil}.json", item(title=evil), {"paper": evil})
    papershelf("inbox", "--message", message)
    assert not any(word in message.read_text() for word in ("skip", "#", "@", "Fixes"))


def test_a_list_stays_while_one_of_its_items_is_no_page(root: Path, papershelf: Run, inbox: Path) -> None:
    lines = [
        "# Friends",
        "",
        "- [A Good First Paper Title Here](https://arxiv.org/abs/2611.00031)",
        "- Just a title without any link whatsoever",
        "- **Bold title of a paper** - [pdf](https://example.org/y.pdf)",
    ]
    file = inbox / "friends-2026-11-10.md"
    file.write_text("\n".join(lines) + "\n")
    result = papershelf("inbox")
    assert f"{file}:4: An item in a list of papers" in result.output and "'Just a title" in result.output
    assert f"{file}:5: An item in a list of papers" in result.output and "'Bold title" in result.output
    assert names(inbox) == ["README.md", file.name]
    file.write_text("\n".join(lines[:3]) + "\n")
    assert papershelf("inbox").exit_code == 0 and names(inbox) == ["README.md"]
