"""What people took away, and took down: no digest and no drop of one brings it back."""

from pathlib import Path

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item


def test_a_page_deleted_before_and_after_a_drop_stays_deleted(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    papershelf("add", api(day / "b.json", item(day="2026-03-05")))
    (root / PAGE).unlink()
    for name in ("hf-api-2026-03-05", "hf-api-2026-03-04"):
        assert papershelf("drop", name).exit_code == 0
        assert not (root / PAGE).exists()
    papershelf("add", day / "a.json", day / "b.json")
    assert list((root / "docs" / "papers").rglob("*.md")) == []


def test_a_paper_that_was_taken_down_takes_no_namesake_with_it(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item(title="Introduction")))
    papershelf("remove", "papers/2026-03/introduction.md")
    other = item(id="2603.00002", title="Introduction", abstract="Birds are counted by ear in this volume.")
    papershelf("add", api(day / "b.json", other))
    assert [path.name for path in (root / "docs" / "papers").rglob("*.md")] == ["introduction-2603-00002.md"]
    again = papershelf(
        "add", api(day / "c.json", {**other, "paper": {**other["paper"], "title": "Introduction"}})
    )
    assert "0 new" in again.stdout


def test_of_two_namesakes_of_a_digest_one_taken_down_and_one_deleted_both_stay_away(
    root: Path, papershelf: Run, day: Path
) -> None:
    text = copied(day / "t.txt", ("Introduction", ABSTRACT), ("Introduction", "We count birds by ear."))
    papershelf("add", "--date", "2026-03-04", text)
    papershelf("remove", "papers/2026-03/introduction.md")
    (root / "docs" / "papers" / "2026-03" / "introduction-2.md").unlink()
    papershelf("add", "--date", "2026-03-04", text)
    before = tree(root)
    papershelf("add", "--date", "2026-03-04", text)
    assert tree(root) == before
    assert list((root / "docs" / "papers").rglob("*.md")) == []


def test_a_page_by_hand_that_was_taken_down_is_brought_by_no_digest(
    root: Path, papershelf: Run, day: Path
) -> None:
    page = root / PAGE
    page.parent.mkdir()
    page.write_text(f'---\ntitle: "{TITLE}"\nids:\n  arxiv: "2603.01234"\nsummary: Mine.\n---\n\nMine.\n')
    papershelf("remove", PAGE)
    papershelf("add", api(day / "a.json", item(title="Another Title")))
    papershelf("add", "--date", "2026-03-05", copied(day / "t.txt", (TITLE, ABSTRACT)))
    assert list((root / "docs" / "papers").rglob("*.md")) == []
    assert "Mine." not in (root / "digests" / "ledger" / "2026-03.json").read_text()


def test_no_digest_that_is_dropped_brings_back_what_was_taken_down(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", "--date", "2026-03-04", copied(day / "t.txt", (TITLE, ABSTRACT)))
    papershelf("remove", PAGE)
    assert papershelf("drop", "hf-text-2026-03-04").exit_code == 0
    papershelf("add", "--date", "2026-03-04", day / "t.txt")
    assert list((root / "docs" / "papers").rglob("*.md")) == []
