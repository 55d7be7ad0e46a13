"""`papershelf add` as a curator uses it, and what people did to pages in between."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item
from tests.ingest.writers import dying_after


def test_a_digest_becomes_pages_ledger_and_record(root: Path, papershelf: Run, day: Path) -> None:
    result = papershelf("add", api(day / "a.json", item()))
    assert result.stdout == "hf-api-2026-03-04: 1 entry read, 1 new, 0 changed, 0 unchanged\n"
    assert result.exit_code == 0
    text = (root / PAGE).read_text()
    assert text.startswith(
        f'---\ntitle: "{TITLE}"\nauthors:\n  - Ada Byron\n  - Max Noether\ndate: 2026-03-02\n'
    )
    assert 'ids:\n  arxiv: "2603.01234"\nlinks:\n  code: https://github.com/example/edits\n' in text
    assert text.endswith("is at <https://github.com/example/edits>.\n")
    assert {path.name for path in (root / "digests").rglob("*.json")} == {
        "2026-03.json",
        "hf-api-2026-03-04.json",
    }


def test_adding_again_changes_no_byte(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    before = tree(root)
    result = papershelf("add", day / "a.json")
    assert result.stdout.endswith("0 new, 0 changed, 1 unchanged\n")
    assert tree(root) == before


def test_votes_change_the_record_and_no_page(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item(votes=7)))
    page = (root / PAGE).read_bytes()
    papershelf("add", api(day / "a.json", item(votes=99)))
    assert (root / PAGE).read_bytes() == page
    assert '"votes": 99' in (root / "digests" / "hf-api-2026-03-04.json").read_text()


def test_a_day_that_shrinks_loses_nothing(root: Path, papershelf: Run, day: Path) -> None:
    other = item(
        id="2603.09999", title="Another Paper About Something Else", abstract="We count birds by ear."
    )
    papershelf("add", api(day / "a.json", item(), other))
    papershelf("add", api(day / "a.json", other))
    record = json.loads((root / "digests" / "hf-api-2026-03-04.json").read_text())
    assert len(record["entries"]) == 2
    assert (root / PAGE).exists()


def test_what_a_person_edits_stays_and_the_rest_follows(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    edited = page.read_text().replace(TITLE, "My Title").replace("  - Max Noether\n", "  - Emmy Noether\n")
    page.write_text(edited + "\n## Notes\n\nRead this twice.  \n")
    code = "https://github.com/example/more"
    later = item(day="2026-03-09", title=f"{TITLE} Facts", authors=["Ada Byron"], code=code)
    result = papershelf("add", api(day / "b.json", later))
    text = page.read_text()
    assert 'title: "My Title"' in text and "  - Emmy Noether\n" in text
    assert f"    - {code}\n" in text
    assert text.endswith("\n## Notes\n\nRead this twice.  \n")
    assert "kept as edited: 2" in result.stdout
    assert "title is 'My Title', a digest says" in result.stdout
    assert "kept as edited" not in papershelf("add", day / "b.json").stdout


def test_a_deleted_page_stays_deleted(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    (root / PAGE).unlink()
    by_id = papershelf("add", api(day / "b.json", item(day="2026-03-09", title="A New Title")))
    by_text = papershelf("add", "--date", "2026-03-10", copied(day / "c.txt", (TITLE, ABSTRACT)))
    assert "deleted by people, not brought back: 1" in by_id.stdout
    assert "deleted by people, not brought back: 1" in by_text.stdout
    assert list((root / "docs" / "papers").rglob("*.md")) == []


def test_a_moved_page_is_found_and_edited_in_place(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    moved = root / "docs" / "papers" / "2026-02" / "edits.md"
    moved.parent.mkdir()
    shutil.move(root / PAGE, moved)
    papershelf("add", api(day / "b.json", item(day="2026-03-09", authors=["Ada Byron"])))
    assert list((root / "docs" / "papers").rglob("*.md")) == [moved]
    assert "Max Noether" not in moved.read_text()
    assert "2026-02/edits.md" in (root / "digests" / "hf-api-2026-03-04.json").read_text()
    assert not (root / "digests" / "ledger" / "2026-03.json").exists()


def test_a_page_written_by_hand_is_filled_not_overwritten(root: Path, papershelf: Run, day: Path) -> None:
    page = root / "docs" / "papers" / "2026-01" / "mine.md"
    page.parent.mkdir()
    head = (
        '---\n# our reading group\ntitle: "Few edits"\nids:\n  arxiv: "2603.01234"\ntags:\n  - my-tag\n---\n'
    )
    page.write_text(head + "\nMine.\n")
    papershelf("add", api(day / "a.json", item()))
    text = page.read_text()
    assert text.startswith('---\n# our reading group\ntitle: "Few edits"\nauthors:\n  - Ada Byron\n')
    assert "  - my-tag\n" in text and text.endswith("\nMine.\n")
    assert list((root / "docs" / "papers").rglob("*.md")) == [page]


def test_text_and_api_of_one_paper_make_one_page_in_either_order(
    root: Path, papershelf: Run, day: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = copied(day / "t.txt", (TITLE, ABSTRACT))
    papershelf("add", "--date", "2026-03-04", text)
    assert "arxiv" not in (root / PAGE).read_text()
    papershelf("add", api(day / "a.json", item()))
    one = tree(root / "docs" / "papers")
    assert len(one) == 1 and b'arxiv: "2603.01234"' in one[PAGE.removeprefix("docs/papers/")]
    shutil.rmtree(root / "docs" / "papers")
    shutil.rmtree(root / "digests")
    papershelf("add", day / "a.json")
    papershelf("add", "--date", "2026-03-04", text)
    assert tree(root / "docs" / "papers") == one


def test_ids_keep_papers_apart_also_where_one_was_found_by_its_text(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", "--date", "2026-03-03", copied(day / "a.txt", (TITLE, ABSTRACT)))
    papershelf("add", api(day / "b.json", item(id="2603.01234"), item(id="2603.09999")))
    pages = sorted((root / "docs" / "papers").rglob("*.md"))
    assert len(pages) == 2
    assert ["2603.01234" in page.read_text() for page in pages].count(True) == 1


def test_papers_of_one_title_are_kept_apart_and_reported(root: Path, papershelf: Run, day: Path) -> None:
    one = item(id="2603.00001", title="Introduction", abstract="We introduce the first workshop on edits.")
    other = item(id="2603.00002", title="Introduction", abstract="Birds are counted by ear in this volume.")
    result = papershelf("add", api(day / "a.json", one, other))
    names = {path.name for path in (root / "docs" / "papers").rglob("*.md")}
    assert names == {"introduction.md", "introduction-2603-00002.md"}
    assert "possible duplicates: 1\n  Introduction: papers/2026-03/introduction.md\n" in result.stdout


def test_a_page_with_conflict_markers_is_reported_and_left(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    broken = page.read_text().replace("title:", "<<<<<<< HEAD\ntitle:")
    page.write_text(broken)
    result = papershelf("add", api(day / "b.json", item(day="2026-03-09", authors=["Ada Byron"])))
    assert result.exit_code == 1
    assert "left as they are, since they cannot be read: 1" in result.stdout
    assert page.read_text() == broken
    page.write_text(broken.replace("<<<<<<< HEAD\n", ""))
    papershelf("add", day / "b.json")
    assert "Max Noether" not in page.read_text()


def test_dry_run_shows_a_diff_and_writes_nothing(root: Path, papershelf: Run, day: Path) -> None:
    before = tree(root)
    result = papershelf("add", "--dry-run", api(day / "a.json", item()))
    assert f"--- /dev/null\n+++ b/{PAGE}\n" in result.stdout
    assert f'+title: "{TITLE}"\n' in result.stdout
    assert tree(root) == before
    assert not (root / ".cache").exists()


def test_one_bad_file_does_not_stop_the_others(root: Path, papershelf: Run, day: Path) -> None:
    (day / "failed.json").write_text('{"error": "Internal Error"}')
    result = papershelf("add", day / "failed.json", day / "missing.json", api(day / "a.json", item()))
    assert result.exit_code == 1
    assert (root / PAGE).exists()
    assert f"{day / 'failed.json'}:1: " in result.stderr
    assert f"{day / 'missing.json'}:1: No such file or directory" in result.stderr


def test_a_digest_without_a_day_asks_for_it(root: Path, papershelf: Run, day: Path) -> None:
    result = papershelf("add", copied(day / "t.txt", (TITLE, ABSTRACT)))
    assert result.exit_code == 1
    told = "The digest does not say its day. Give it: --date 2026-11-23, or write it into the name of the file.\n"
    assert result.stderr.endswith(told)
    papershelf("add", copied(day / "2026-03-04.txt", (TITLE, ABSTRACT)))
    assert (root / PAGE).exists()


def test_an_interrupted_run_is_finished_by_the_next(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    start = tree(root)
    api(
        day / "b.json",
        item(day="2026-03-09", authors=["Ada Byron"]),
        item(id="2603.5", title="A Second Paper"),
    )
    papershelf("add", day / "b.json")
    end = tree(root)
    for survived in range(5):
        for path in [*root.glob("docs/papers/**/*.md"), *root.glob("digests/**/*.json")]:
            path.unlink()
        for name, data in start.items():
            if not name.startswith("docs/tags"):
                (root / name).write_bytes(data)
        with dying_after(survived), pytest.raises((KeyboardInterrupt, SystemExit, AssertionError)):
            assert papershelf("add", day / "b.json").exit_code == 0
        papershelf("add", day / "b.json")
        assert tree(root) == end, survived


def test_rows_that_nothing_dates_are_told_beside_those_that_say_their_day(
    root: Path, papershelf: Run, day: Path
) -> None:
    file = day / "rows.jsonl"
    file.write_text(
        '{"title": "A Row With Its Day", "listed": "2026-03-01"}\n{"title": "A Row Without"}\n'
        '{"title": "Another Row Without"}\n'
    )
    result = papershelf("add", file)
    assert "1 entry read, 1 new" in result.stdout
    assert all(f"{file}:{line}: Nothing says the day of this row" in result.output for line in (2, 3))
    assert "The digest does not say its day" not in result.output
    file.write_text('{"title": "A Row Without"}\n')
    assert "The digest does not say its day" in papershelf("add", file).output


def test_a_piece_is_no_paper_because_its_words_hold_the_title_of_another(
    root: Path, papershelf: Run, day: Path
) -> None:
    (day / "a.md").write_text(
        "# Papers of 2026-01-05\n\n- [A Good Paper About Nothing](https://arxiv.org/abs/2401.00001)\n"
        "- Towards Better Graph Neural Networks for Everything\n"
    )
    (day / "b.md").write_text(
        "# Papers of 2026-01-05\n\n- [Better Graph Neural Networks](https://arxiv.org/abs/2401.00009)\n"
    )
    papershelf("add", day / "a.md")
    papershelf("add", day / "b.md")
    assert "Towards Better Graph" in (root / "digests/markdown-2026-01-05.json").read_text()
