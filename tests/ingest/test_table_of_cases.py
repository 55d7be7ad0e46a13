"""How people's edits and the machine live together: the design's table, row by row, as a curator sees it.

What test_add.py shows already is not repeated.
"""

import shutil
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, tree
from tests.digests import ABSTRACT, PAGE, TITLE, api, copied, item

VENUE_LESS = {"authors": ["Ada Byron"], "title": f"{TITLE} Facts"}
TOPICS = {
    "editing": "name: Model editing\naliases:\n  - knowledge editing\n",
    "forgetting": "name: Catastrophic forgetting\n",
    "birds": "name: Bird song\n",
}


@pytest.fixture
def topics(root: Path) -> Path:
    """A vocabulary of three, that no change of the project's own touches."""
    folder = root / "docs" / "tags"
    folder.unlink()
    folder.mkdir()
    for slug, head in TOPICS.items():
        (folder / f"{slug}.md").write_text(f"---\n{head}---\n\nA topic.\n")
    return folder


def tags_of(page: Path) -> list[str]:
    _, _, rest = page.read_text().partition("\ntags:\n")
    lines = rest.partition("---")[0].splitlines()
    return [line.removeprefix("  - ") for line in lines]


def about(*topics: str, day: str = "2026-03-04") -> dict[str, Any]:
    """An entry that speaks of topics in its title, its abstract and its keywords."""
    said = " and ".join(topics)
    return item(title=f"On {said}", abstract=f"We propose {said}. {said} is new.", keywords=topics, day=day)


def on(topic: str) -> str:
    return f"docs/papers/2026-03/on-{topic.replace(' ', '-')}.md"


def edit(page: Path, *changes: tuple[str, str]) -> None:
    text = page.read_text()
    for old, new in changes:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    page.write_text(text)


# A value nobody touched; a value a person changed, or deleted


def test_a_kept_value_is_reported_once_and_led_again_when_both_are_equal(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    edit(page, (TITLE, "A Title Of Mine"))
    first = papershelf("add", api(day / "b.json", item(day="2026-03-05", title=f"{TITLE} Facts")))
    assert first.stdout.count("title is 'A Title Of Mine', a digest says") == 1
    assert "kept as edited" not in papershelf("add", day / "b.json").stdout
    papershelf("add", api(day / "c.json", item(day="2026-03-06", title="A Title Of Mine")))
    papershelf("add", api(day / "d.json", item(day="2026-03-07", title="The Last Title")))
    assert 'title: "The Last Title"' in page.read_text()


def test_a_deleted_value_stays_away_though_the_machine_has_a_new_one(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    edit(page, ("authors:\n  - Ada Byron\n  - Max Noether\n", ""))
    result = papershelf("add", api(day / "b.json", item(day="2026-03-05", authors=["Ada Byron"])))
    assert "authors" not in page.read_text()
    assert "authors is absent, a digest says Ada Byron" in result.stdout


# Tags


def test_tags_of_several_digests_are_united(root: Path, topics: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", about("model editing")))
    papershelf("add", api(day / "b.json", about("catastrophic forgetting", day="2026-03-05")))
    assert tags_of(root / on("model editing")) == ["editing", "forgetting"]


def test_a_tag_that_was_taken_out_stays_out(root: Path, topics: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", about("bird song")))
    page = root / on("bird song")
    edit(page, ("  - birds\n", "  - mine\n"))
    papershelf("add", api(day / "b.json", about("bird song", "model editing", day="2026-03-05")))
    assert tags_of(page) == ["editing", "mine"]
    # The vocabulary renames the topic by hand: what was taken out is known by its new name.
    (topics / "song.md").write_text("---\nname: Bird song\naliases:\n  - birds\n---\n\nA topic.\n")
    (topics / "birds.md").unlink()
    papershelf("retag")
    papershelf("add", api(day / "c.json", about("bird song", day="2026-03-06")))
    assert tags_of(page) == ["editing", "mine"]


def test_a_topic_renamed_by_hand_is_renamed_where_the_machine_wrote_it(
    root: Path, topics: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", about("bird song")))
    (topics / "song.md").write_text("---\nname: Bird song\naliases:\n  - birds\n---\n\nA topic.\n")
    (topics / "birds.md").unlink()
    papershelf("retag")
    assert tags_of(root / on("bird song")) == ["song"]


def test_a_tag_of_a_person_outlives_a_machine_that_agreed_for_a_while(
    root: Path, topics: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", api(day / "a.json", about("model editing")))
    page = root / on("model editing")
    edit(page, ("  - editing\n", "  - birds\n  - editing\n"))
    papershelf("add", api(day / "b.json", about("bird song", day="2026-03-05")))
    papershelf("drop", "hf-api-2026-03-05")
    assert tags_of(page) == ["birds", "editing"]


# Two digests disagree


DISAGREEING: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "the API": lambda day: (api(day / "a.json", item(authors=["Ada Byron"])),),
    "the API, later": lambda day: (api(day / "b.json", item(day="2026-03-20", authors=["Emmy Noether"])),),
    "copied text, later still": lambda day: (
        "--date", "2026-03-25", copied(day / "c.txt", (f"{TITLE}", f"{ABSTRACT} And more.")),
    ),
}  # fmt: skip


def test_the_better_source_then_the_later_day_decides_in_every_order(
    root: Path, papershelf: Run, day: Path
) -> None:
    outcomes = set()
    for order in permutations(DISAGREEING):
        for name in order:
            papershelf("add", *DISAGREEING[name](day))
        pages = list((root / "docs" / "papers").rglob("*.md"))
        assert len(pages) == 1, order
        outcomes.add(pages[0].read_text())
        for folder in (root / "docs" / "papers", root / "digests"):
            shutil.rmtree(folder)
    assert len(outcomes) == 1
    text = outcomes.pop()
    assert "  - Emmy Noether\n" in text and "Ada Byron" not in text and "And more." not in text


def test_two_readings_of_one_digest_are_one_whichever_came_first(
    root: Path, papershelf: Run, day: Path
) -> None:
    orders = []
    face = copied(day / "a.txt", (TITLE, ABSTRACT), ("A Second Paper Of That Day", "It is about something."))
    for files in ((face, api(day / "a.json", item())), (day / "a.json", face)):
        for file in files:
            papershelf("add", "--source", "daily", "--date", "2026-03-04", file)
        orders.append(tree(root / "docs" / "papers"))
        for folder in (root / "docs" / "papers", root / "digests"):
            shutil.rmtree(folder)
    assert orders[0] == orders[1]
    assert b"Max Noether" in orders[0][PAGE.removeprefix("docs/papers/")] and len(orders[0]) == 2


# The address


def test_ids_and_titles_learned_later_change_the_page_and_not_its_address(
    root: Path, papershelf: Run, day: Path
) -> None:
    papershelf("add", "--date", "2026-03-04", copied(day / "t.txt", (TITLE, ABSTRACT)))
    papershelf("add", api(day / "a.json", item(day="2026-04-01")))
    papershelf("add", api(day / "b.json", item(day="2026-04-02", title="A Better Title")))
    text = (root / PAGE).read_text()
    assert 'arxiv: "2603.01234"' in text and 'title: "A Better Title"' in text
    assert [path.name for path in (root / "docs" / "papers").rglob("*.md")] == [Path(PAGE).name]
    result = papershelf("add", "--date", "2026-04-03", copied(day / "u.txt", (TITLE, ABSTRACT)))
    assert "0 new" in result.stdout


def test_namesakes_without_ids_are_kept_apart_by_their_abstracts(
    root: Path, papershelf: Run, day: Path
) -> None:
    birds = "We count birds by ear in one forest and in two parks, over nine years of early mornings."
    text = copied(day / "t.txt", ("Introduction", ABSTRACT), ("Introduction", birds))
    result = papershelf("add", "--date", "2026-03-04", text)
    folder = root / "docs" / "papers" / "2026-03"
    assert sorted(path.name for path in folder.iterdir()) == ["introduction-2.md", "introduction.md"]
    assert "possible duplicates: 1\n" in result.stdout
    before = tree(root)
    papershelf("add", "--date", "2026-03-04", text)
    assert tree(root) == before


def test_an_address_that_leads_on_is_given_to_no_other_paper(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item(title="Introduction")))
    papershelf("move", "papers/2026-03/introduction.md", "papers/2026-03/edits.md")
    other = item(id="2603.00002", title="Introduction", abstract="Birds are counted by ear in this volume.")
    papershelf("add", api(day / "b.json", {**other}))
    names = {path.name for path in (root / "docs" / "papers").rglob("*.md")}
    assert names == {"edits.md", "introduction-2603-00002.md"}


def test_a_page_on_a_system_that_ignores_case_is_not_written_over(
    root: Path, papershelf: Run, day: Path
) -> None:
    mine = root / "docs" / "papers" / "2026-03" / "Introduction.md"
    mine.parent.mkdir()
    mine.write_text('---\ntitle: "Introduction"\n---\n\nAbout something else altogether.\n')
    papershelf("add", api(day / "a.json", item(title="Introduction")))
    assert {path.name for path in mine.parent.iterdir()} == {"Introduction.md", "introduction-2603-01234.md"}


# Pages written by hand, moved, deleted, restored


def test_a_moved_page_without_machine_ids_is_found_by_its_text(
    root: Path, papershelf: Run, day: Path
) -> None:
    text = copied(day / "t.txt", (TITLE, ABSTRACT))
    papershelf("add", "--date", "2026-03-04", text)
    edit(root / PAGE, ("\n---\n", '\nids:\n  arxiv: "2603.01234"\n---\n'))
    moved = root / "docs" / "papers" / "2026-01" / "edits.md"
    moved.parent.mkdir()
    shutil.move(root / PAGE, moved)
    papershelf("add", "--date", "2026-03-04", text)
    papershelf("add", api(day / "a.json", item()))
    assert list((root / "docs" / "papers").rglob("*.md")) == [moved]
    assert "Max Noether" in moved.read_text()
    old = PAGE.removeprefix("docs/").replace(".md", "/")
    assert f'"{old}" = "papers/2026-01/edits/"' in (root / "redirects.toml").read_text()


def test_of_two_pages_that_a_person_made_one_both_entries_lead_to_the_one_that_was_kept(
    root: Path, papershelf: Run, day: Path
) -> None:
    text = copied(day / "t.txt", ("Edits Can Make Models Forget", "We say it in other words."))
    papershelf("add", "--date", "2026-03-04", text)
    kept = root / "docs" / "papers" / "2026-03" / "edits-can-make-models-forget.md"
    papershelf("add", api(day / "a.json", item(day="2026-03-05")))
    (root / PAGE).unlink()
    edit(kept, ("\n---\n", '\nids:\n  arxiv: "2603.01234"\n---\n'))
    papershelf("add", "--date", "2026-03-04", text)
    assert "  - Max Noether\n" in kept.read_text() and "in other words" not in kept.read_text()
    papershelf("add", api(day / "b.json", item(day="2026-03-06", authors=["Ada Byron"])))
    assert "Max Noether" not in kept.read_text()
    assert list((root / "docs" / "papers").rglob("*.md")) == [kept]
    for record in (root / "digests").glob("*.json"):
        assert "few-edits" not in record.read_text().replace(TITLE, "")


def test_a_page_brought_back_from_git_lives_on(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    edit(page, (TITLE, "Mine"))
    old = page.read_bytes()
    page.unlink()
    papershelf("add", day / "a.json")
    api(day / "b.json", item(day="2026-03-05", code="https://github.com/example/more"))
    assert "not brought back: 1" in papershelf("add", day / "b.json").stdout
    page.write_bytes(old)
    assert papershelf("reclean").exit_code == 0
    text = page.read_text()
    assert 'title: "Mine"' in text, "the edit that was brought back with the page"
    assert "  - Max Noether\n" in text, "what the digest said that came before it was deleted"
    assert "https://github.com/example/more" in text, "what was said while it was gone"
    before = tree(root)
    papershelf("add", day / "a.json", day / "b.json")
    assert tree(root / "docs") == {
        name.removeprefix("docs/"): data for name, data in before.items() if name.startswith("docs/")
    }


def test_an_old_version_from_git_is_the_choice_of_a_person(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    old = page.read_bytes()
    papershelf("add", api(day / "b.json", item(day="2026-03-05", title=f"{TITLE} Facts")))
    page.write_bytes(old)
    papershelf("add", day / "b.json")
    assert page.read_bytes() == old


# A better tagger or cleaner


def older(root: Path, *changes: tuple[str, str]) -> None:
    """Make it as if an older cleaner had written page and ledger."""
    for path in (root / PAGE, next((root / "digests" / "ledger").iterdir())):
        text = path.read_text()
        for new, old in changes:
            text = text.replace(new, old)
        path.write_text(text)


def test_a_better_cleaner_reaches_what_nobody_touched(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    page = root / PAGE
    best = page.read_text()
    older(root, ("Max Noether", "Max Nother"), (TITLE, "Few Edits"))
    edit(page, ("Few Edits", "Mine"))
    assert papershelf("reclean", "--dry-run").stdout.count("\n+") == 2
    papershelf("reclean")
    assert page.read_text() == best.replace(TITLE, "Mine")
    assert papershelf("reclean").stdout.startswith("0 pages changed")


# Two branches, each with a digest


def test_a_digest_of_a_branch_is_replayed_on_main(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", api(day / "a.json", item()))
    start = root.parent / "start"
    shutil.copytree(root, start, symlinks=True)
    branch = api(day / "b.json", item(day="2026-03-05", authors=["Ada Byron"]), bird())
    main = api(
        day / "c.json", item(day="2026-03-06", code="https://github.com/example/more"), bird("2026-03-06")
    )
    papershelf("add", main)
    papershelf("add", branch)  # not merged: its file is added once more
    replayed = tree(root / "docs" / "papers")
    shutil.rmtree(root)
    shutil.move(start, root)
    papershelf("add", branch)
    papershelf("add", main)
    assert tree(root / "docs" / "papers") == replayed


def bird(day: str = "2026-03-05") -> dict[str, Any]:
    return item(id="2603.09999", title="Counting Birds By Ear", abstract="We count birds by ear.", day=day)
