"""The curator's commands, as they are typed."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item

BIRDS = {
    "id": "2603.09999",
    "title": "Bird Counting By Ear",
    "abstract": "We study bird counting by ear.",
}
OTHER, OTHER_LATER = item(**BIRDS), item(day="2026-03-09", **BIRDS)
EDITING = "---\nname: Editing\naliases:\n  - few edits\n---\n\nChanging facts.\n"
IDS_OF_OTHER = 'ids:\n  arxiv: "2603.09999"\n'
OTHER_PAGE = "docs/papers/2026-03/bird-counting-by-ear.md"


def test_a_dry_run_shows_the_diff_and_writes_nothing(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    before = tree(root)
    result = papershelf("move", PAGE, "docs/papers/2026-02/edits.md", "--dry-run")
    assert f"--- a/{PAGE}\n+++ /dev/null\n" in result.stdout
    assert tree(root) == before


DRY = {
    "retag": (["retag"], "-  - model-editing\n"),
    "reclean": (["reclean"], f'-title: "Few edits…"\n+title: "{TITLE}"\n'),
    "rename-tag": (["rename-tag", "model-editing", "knowledge-editing"], "+  - knowledge-editing\n"),
    "merge": (["merge", PAGE, OTHER_PAGE], f"--- a/{OTHER_PAGE}\n+++ /dev/null\n"),
    "split": (["split", PAGE, "hf-api-2026-03-09"], "--- /dev/null\n+++ b/docs/papers/2026-03/"),
    "move": (["move", PAGE, "papers/2026-02/edits.md"], "+++ b/docs/papers/2026-02/edits.md\n"),
    "release": (["release", PAGE, "authors"], "+  - Max Noether\n"),
    "drop": (["drop", "hf-api-2026-03-04"], f"--- a/{OTHER_PAGE}\n+++ /dev/null\n"),
    "remove": (["remove", OTHER_PAGE], f"--- a/{OTHER_PAGE}\n+++ /dev/null\n"),
}
"""Each command that writes, with a line of its diff."""


@pytest.mark.parametrize("command", DRY)
def test_every_command_shows_its_diff_and_then_does_that(
    command: str, root: Path, papershelf: Run, day: Path
) -> None:
    tags = root / "docs" / "tags"
    tags.unlink()
    tags.mkdir()
    (tags / "model-editing.md").write_text("---\nname: Model editing\naliases:\n  - few edits\n---\n\nX.\n")
    papershelf("add", api(day / "a.json", item(), OTHER))
    papershelf("add", api(day / "b.json", item(day="2026-03-09")))
    if command == "merge":
        forget_ids(root / OTHER_PAGE)
    for file in (root / PAGE, root / "digests" / "ledger" / "2026-03.json"):
        if command == "reclean":
            file.write_text(file.read_text().replace(TITLE, "Few edits…"))
    if command == "release":
        (root / PAGE).write_text((root / PAGE).read_text().replace("  - Max Noether\n", ""))
    if command == "retag":
        (tags / "model-editing.md").write_text("---\nname: Something else\n---\n\nX.\n")
    before = tree(root)
    arguments, line = DRY[command]
    dry = papershelf(*arguments, "--dry-run")
    assert dry.exit_code == 0 and line in dry.stdout
    assert tree(root) == before
    done = papershelf(*arguments)
    assert done.exit_code == 0 and done.stdout == dry.stderr
    after = tree(root)
    named = {
        name.removeprefix(f"{side}/")
        for side in "ab"
        for name in re.findall(rf"^[-+]{{3}} ({side}/.+)$", dry.stdout, re.M)
    }
    assert named == {
        name for name in {*before, *after} if name.startswith("docs/") and before.get(name) != after.get(name)
    }
    papershelf("add", day / "a.json", day / "b.json")


def test_a_moved_page_keeps_its_history_and_its_old_address(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    assert papershelf("move", PAGE, "docs/papers/2026-02/edits.md").exit_code == 0
    assert not (root / PAGE).exists()
    old = PAGE.removeprefix("docs/").replace(".md", "/")
    assert f'"{old}" = "papers/2026-02/edits/"' in (root / "redirects.toml").read_text()
    papershelf("add", api(day / "a.json", item(votes=8, authors=["Ada Byron"])))
    assert "Max Noether" not in (root / "docs/papers/2026-02/edits.md").read_text()
    assert not (root / PAGE).exists()


def test_a_second_move_makes_no_chain(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("move", PAGE, "docs/papers/2026-02/b.md")
    papershelf("move", "docs/papers/2026-02/b.md", "papers/2026-02/c.md")
    lines = (root / "redirects.toml").read_text().splitlines()
    assert sum(line.endswith('= "papers/2026-02/c/"') for line in lines) == 2


def test_merged_duplicates_are_one_paper_for_every_later_digest(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item(), OTHER))
    notes = root / OTHER_PAGE
    forget_ids(notes)
    notes.write_text(notes.read_text() + "\n## Notes\n\nSeen by ear.\n")
    assert papershelf("merge", PAGE, OTHER_PAGE).exit_code == 0
    assert not (root / OTHER_PAGE).exists()
    assert (root / PAGE).read_text().endswith("\n\n## Notes\n\nSeen by ear.\n")
    papershelf("add", api(day / "b.json", OTHER_LATER))
    papershelf(
        "add",
        "--date",
        "2026-03-10",
        copied(day / "c.txt", (OTHER["title"], "We study bird counting by ear.")),
    )
    assert [path.name for path in (root / "docs/papers").rglob("*.md")] == [Path(PAGE).name]


def forget_ids(page: Path) -> None:
    """What a person does where an id keeps two pages of one paper apart."""
    text = page.read_text()
    assert IDS_OF_OTHER in text
    page.write_text(text.replace(IDS_OF_OTHER, ""))


def test_two_papers_are_not_made_one(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item(), OTHER))
    before = tree(root)
    for names in ((PAGE, OTHER_PAGE), (OTHER_PAGE, PAGE)):
        refused = papershelf("merge", *names)
        assert refused.exit_code == 2 and tree(root) == before
        for words in (
            f"{PAGE} (arxiv 2603.01234)",
            f"{OTHER_PAGE} (arxiv 2603.09999)",
            "remove the wrong id",
        ):
            assert words in " ".join(refused.stderr.split())
    forget_ids(root / OTHER_PAGE)
    assert papershelf("merge", PAGE, OTHER_PAGE).exit_code == 0


def test_split_is_the_way_back(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("add", api(day / "b.json", OTHER_LATER))
    before = (root / PAGE).read_text()
    forget_ids(root / OTHER_PAGE)
    papershelf("merge", PAGE, OTHER_PAGE)
    assert papershelf("split", PAGE, "hf-api-2026-03-09").exit_code == 0
    assert (root / PAGE).read_text() == before
    assert "We study bird counting by ear." in (root / OTHER_PAGE).read_text()


def test_drop_takes_back_a_digest_but_no_work_of_people(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    before = tree(root)
    papershelf("add", api(day / "b.json", item(day="2026-03-09", authors=["Nobody"]), OTHER_LATER))
    papershelf("drop", "digests/hf-api-2026-03-09.json")
    assert tree(root) == before
    papershelf("add", day / "b.json")
    other = root / OTHER_PAGE
    other.write_text(other.read_text() + "\n## Notes\n\nMine.\n")
    told = papershelf("drop", "hf-api-2026-03-09").stdout
    assert other.exists() and "Nobody" not in (root / PAGE).read_text()
    assert f"stay, since people edited them: 1\n  {OTHER_PAGE.removeprefix('docs/')}\n" in told


def test_a_digest_that_comes_again_after_a_drop_finds_pages_of_corrected_titles(
    root: Path, papershelf: Run, day: Path
) -> None:
    digest = copied(day / "2026-03-04.txt", (TITLE, ABSTRACT), (OTHER["title"], ABSTRACT[::-1]))
    papershelf("add", digest)
    page = root / PAGE
    page.write_text(page.read_text().replace(TITLE, "Some Edits Make Language Models Forget"))
    before = tree(root)
    papershelf("drop", "hf-text-2026-03-04")
    assert papershelf("add", digest).exit_code == 0
    assert tree(root) == before
    papershelf("drop", "hf-text-2026-03-04")
    page.write_text(page.read_text().replace("Model editing changes", "Baking bread is no matter of"))
    copied(digest, (TITLE, "Another paper altogether, of the same name, about bakers and their bread. " * 4))
    assert "possible duplicates: 1" in papershelf("add", digest).stdout
    assert len(list((root / "docs/papers").rglob("*.md"))) == 2, "a title alone does not tell"


def test_a_page_that_was_taken_down_never_comes_back(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("remove", PAGE, "--notice", "Withdrawn at the authors' wish.")
    papershelf("add", day / "a.json")
    papershelf("add", api(day / "b.json", item(day="2026-03-09", title="Another Title")))
    papershelf("add", "--date", "2026-03-10", copied(day / "c.txt", (TITLE, "Another text altogether.")))
    assert list((root / "docs" / "papers").rglob("*.md")) == []
    assert "Withdrawn at the authors' wish.\"" in (root / "redirects.toml").read_text()
    for record in (root / "digests").glob("*.json"):
        assert "Model editing changes" not in record.read_text()
        assert "Another text" not in record.read_text()


def test_a_released_field_follows_the_machine_again(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    original = page.read_text()
    page.write_text(original.replace(TITLE, "Mine").replace("  - Max Noether\n", ""))
    papershelf("release", PAGE, "title")
    assert page.read_text() == original.replace("  - Max Noether\n", "")
    papershelf("add", api(day / "b.json", item(day="2026-03-09", title=f"{TITLE} Facts")))
    assert f'title: "{TITLE} Facts"' in page.read_text()
    assert "Max Noether" not in page.read_text()


def test_released_tags_and_abstracts_are_the_machines(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    original = page.read_text()
    page.write_text(
        original.replace("  - model-editing\n", "").replace("Model editing changes", "It changes")
    )
    papershelf("release", PAGE, "tags")
    papershelf("release", PAGE, "abstract")
    assert page.read_text() == original


def test_a_renamed_topic_is_renamed_everywhere(root: Path, papershelf: Run, day: Path) -> None:
    tags = root / "docs" / "tags"
    tags.unlink()
    tags.mkdir()
    (tags / "editing.md").write_text(EDITING)
    (tags / "deep.md").write_text("---\nname: Deep\nparent: editing\n---\n\nDeeper.\n")
    papershelf("add", api(day / "a.json", item()))
    assert "  - editing\n" in (root / PAGE).read_text()
    assert papershelf("rename-tag", "editing", "knowledge-editing").exit_code == 0
    assert "  - knowledge-editing\n" in (root / PAGE).read_text()
    assert "  - editing\n" in (tags / "knowledge-editing.md").read_text()
    assert "parent: knowledge-editing\n" in (tags / "deep.md").read_text()
    assert not (tags / "editing.md").exists()
    before = tree(root)
    papershelf("add", day / "a.json")
    papershelf("retag")
    assert tree(root) == before


def test_retag_follows_a_better_vocabulary_and_respects_people(
    root: Path, papershelf: Run, day: Path
) -> None:
    tags = root / "docs" / "tags"
    tags.unlink()
    tags.mkdir()
    (tags / "editing.md").write_text(EDITING)
    papershelf("add", api(day / "a.json", item(), OTHER))
    page = root / PAGE
    page.write_text(page.read_text().replace("  - editing\n", "  - mine\n"))
    (tags / "llms.md").write_text("---\nname: Large language models\n---\n\nLarge.\n")
    (tags / "birds.md").write_text("---\nname: Bird counting\n---\n\nThey fly.\n")
    result = papershelf("retag")
    assert "tags:\n  - llms\n  - mine\n---" in page.read_text()
    other = (root / OTHER_PAGE).read_text()
    assert "  - birds\n" in other
    assert result.stdout.startswith("2 pages changed, 0 new, 0 gone")
    assert papershelf("retag").stdout.startswith("0 pages changed, 0 new, 0 gone")


def test_why_names_the_digest_or_the_person(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", "--date", "2026-03-04", copied(day / "t.txt", (TITLE, ABSTRACT)))
    papershelf("add", api(day / "a.json", item(day="2026-03-09")))
    page = root / PAGE
    page.write_text(page.read_text().replace("  - Max Noether\n", "").replace("tags:\n", "tags:\n  - mine\n"))
    told = dict(line.split(": ", 1) for line in papershelf("why", PAGE).stdout.splitlines())
    assert told["title"] == "hf-api-2026-03-09 (hf-api), hf-text-2026-03-04 (hf-text)"
    assert told["authors"] == "a person"
    assert told["ids.arxiv"] == "hf-api-2026-03-09 (hf-api)"
    assert told["tags"] == "hf-api-2026-03-09 (hf-api); a person added mine"


def test_why_gives_no_answer_from_a_damaged_ledger(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item(day="2026-03-09")))
    (root / "digests/ledger/2026-03.json").write_text("{\n")
    result = papershelf("why", PAGE)
    assert result.exit_code == 1 and "person" not in result.stdout
    assert result.stderr.startswith("digests/ledger/2026-03.json:1:")


def test_a_page_that_cannot_be_read_is_not_called_absent(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item(day="2026-03-09")))
    (root / PAGE).write_text("---\ntitle: [\n---\n")
    result = papershelf("remove", PAGE)
    assert result.exit_code == 2
    assert result.stderr == f"{PAGE} cannot be read. Run papershelf check {PAGE}, and mend it.\n"


def test_what_cannot_be_done_is_said_in_a_line(papershelf: Run) -> None:
    for arguments in (
        ["why", "docs/papers/2026-01/none.md"],
        ["drop", "nothing"],
        ["rename-tag", "no-such", "other"],
        ["move", "none.md", "../../etc/passwd"],
    ):
        result = papershelf(*arguments)
        assert result.exit_code == 2, arguments
        assert result.stdout == "" and result.stderr.count("\n") == 1


def test_reclean_mends_what_nobody_touched(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item(), OTHER))
    ledger = root / "digests" / "ledger" / "2026-03.json"
    page, other = root / PAGE, root / OTHER_PAGE
    # An older cleaner wrote another title, on the page and in the ledger.
    page.write_text(page.read_text().replace(TITLE, "Few edits…"))
    ledger.write_text(
        ledger.read_text().replace(json.dumps(TITLE), json.dumps("Few edits…", ensure_ascii=False))
    )
    other.write_text(other.read_text().replace("We study bird counting by ear.", "They study birds."))
    papershelf("reclean")
    assert f'title: "{TITLE}"' in page.read_text()
    assert "They study birds." in other.read_text()
