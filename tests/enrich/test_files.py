"""``papershelf enrich --from``: what is taken, what is left to a person, and what people keep."""

import gzip
import json
import random
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator.storage.reading import read_archive
from generator.text.front_matter import parse
from tests.conftest import Run, tree
from tests.digests import ABSTRACT, TITLE, copied, item
from tests.enrich.conftest import BIRDS, FORGETFUL, OF_BIRDS, OF_EARS, api_day, dump, row

AGREED = "Title and abstract agree (title 100, abstract 100 of 100)."


def facts(root: Path, page: str) -> dict[str, Any]:
    return dict(parse((root / page).read_text()).values)


def assert_well(root: Path, papershelf: Run) -> None:
    """The check finds nothing, but for the vocabulary, which is a link here."""
    result = papershelf("check", root / "docs/papers", root / "digests")
    assert result.exit_code == 0, result.stdout


def test_what_a_digest_left_out_is_found_in_a_dump(archive: Path, papershelf: Run, day: Path) -> None:
    before = (archive / OF_EARS).read_text()
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "2 papers looked for: 1 found, 0 doubtful",
        "found: 1",
        f"  {OF_EARS}: arXiv id, authors, date, venue, categories, code from papers. {AGREED}",
    ]
    said = facts(archive, OF_EARS)
    assert said["ids"] == {"arxiv": "2603.09999"}
    assert said["authors"] == ["Rosa Amsel", "Karl Zaunkönig"]
    assert (said["date"], said["venue"], said["categories"]) == (
        "2026-02-27",
        "ICASSP 2026",
        ["cs.SD", "eess.AS"],
    )
    assert said["links"] == {"code": "https://github.com/example/birds"}
    assert said["tags"] == parse(before).values["tags"]
    assert (archive / OF_EARS).read_text().split("\n---\n")[1] == before.split("\n---\n")[1]
    assert_well(archive, papershelf)


def test_an_abstract_that_is_short_tells_too_little(root: Path, papershelf: Run, day: Path) -> None:
    papershelf("add", copied(day / "2026-03-04.txt", (BIRDS, "We listen to gardens at dawn.")))
    found = papershelf(
        "enrich", "--from", dump(day / "dump.jsonl", row(abstract="We listen to gardens at dawn."))
    )
    assert "The abstract agrees, but is short (title 100, abstract 100 of 100)." in found.stdout


def test_a_second_run_changes_no_byte(
    archive: Path, papershelf: Run, day: Path, edits: dict[str, Any]
) -> None:
    sources = ("--from", dump(day / "a.jsonl", row()), "--from", api_day(day / "2026-03-05.json", edits))
    papershelf("enrich", *sources)
    before = tree(archive)
    result = papershelf("enrich", *sources)
    assert "0 found" in result.stdout and "Nothing changed." in result.stdout
    assert tree(archive) == before
    for command in ("retag", "reclean"):
        papershelf(command)
        assert tree(archive) == before


def test_the_order_of_the_files_does_not_matter(
    archive: Path, papershelf: Run, day: Path, edits: dict[str, Any]
) -> None:
    """Of what both know the API is believed; what it leaves out comes from the dump."""
    both = row(id="arxiv:2603.01234", title=TITLE, abstract=ABSTRACT, authors=["A. Byron", "M. Noether"])
    files = [dump(day / "a.jsonl", row(), both), api_day(day / "2026-03-05.json", edits)]
    original = tree(archive)
    made = []
    for order in (files, files[::-1]):
        papershelf("enrich", *(word for file in order for word in ("--from", file)))
        made.append(tree(archive))
        for path in archive.rglob("*.json"):
            path.unlink()
        for path, data in original.items():
            (archive / path).write_bytes(data)
    assert made[0] == made[1]
    page = made[0][FORGETFUL].decode()
    assert "  - Ada Byron\n" in page and "  - cs.SD\n" in page


@pytest.mark.parametrize("how", ["gz", "folder", "zip", "mail folder"])
def test_files_come_in_any_form(archive: Path, papershelf: Run, day: Path, how: str) -> None:
    text = dump(day / "rows.jsonl", row()).read_bytes()
    where = day / "there"
    if how == "gz":
        where.write_bytes(gzip.compress(text))
    elif how == "zip":
        with zipfile.ZipFile(where, "w") as packed:
            packed.writestr("rows.jsonl", text)
    else:
        where.mkdir()
        shutil.copy(day / "rows.jsonl", where / "rows.jsonl.txt")
        api_day(where / "2026-03-05.json", item(id="2603.77777", title="Another", abstract="Else."))
    assert "1 found" in papershelf("enrich", "--from", where).stdout


DAMAGED = [
    BIRDS.upper(),
    "Counting Birds By Ear",
    "\\textsc{Counting} Birds by {\\em Ear}: A Study of Many Mornings",
    "Countng Birds By Ear: A Sutdy Of Many Mornings",
    "Counting\n  Birds By Ear:   A Study\nOf Many Mornings",
    "Counting Birds &amp; Ear: A Study Of Many Mornings",
]


@pytest.mark.parametrize("title", DAMAGED)
def test_a_damaged_title_is_known_by_the_abstract(
    archive: Path, papershelf: Run, day: Path, title: str
) -> None:
    wrapped = OF_BIRDS.replace(" a", "\r\n  a")
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row(title=title, abstract=wrapped)))
    assert "1 found, 0 doubtful" in result.stdout
    assert facts(archive, OF_EARS)["title"] == BIRDS


ANOTHER = (
    "Quite another text, about the arithmetic of elliptic curves over fields of positive characteristic. " * 3
)
NEARLY = (
    OF_BIRDS[:220] + " We close with remarks on weather, microphones, and the patience of all who took part."
)


@pytest.mark.parametrize(
    ("facts_of_row", "told"),
    [
        ({"abstract": NEARLY}, "The title agrees, the abstract differs"),
        ({"abstract": ""}, "There is no abstract to compare"),
        ({"title": "On Hearing Many Birds At Dawn"}, "The abstract agrees, the title differs"),
        ({"title": BIRDS.replace("Study", "Study II")}, "The abstract agrees, the title differs"),
    ],
)
def test_what_agrees_only_in_part_is_left_to_a_person(
    archive: Path, papershelf: Run, day: Path, facts_of_row: dict[str, str], told: str
) -> None:
    pages = tree(archive / "docs/papers")
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row(**facts_of_row)))
    assert result.exit_code == 0
    assert "0 found, 1 doubtful" in result.stdout and told in result.stdout
    assert "https://arxiv.org/abs/2603.09999" in result.stdout
    assert tree(archive / "docs/papers") == pages
    (record, suggestion), *more = read_archive(archive).suggestions()
    assert not more and f"docs/{suggestion.page}" == OF_EARS and record.source == "papers"
    assert_well(archive, papershelf)


@pytest.mark.parametrize(
    "facts_of_row",
    [
        {"abstract": ANOTHER, "title": "Introduction"},
        {"abstract": ANOTHER},
        {"title": "Seas", "abstract": "Seas."},
    ],
)
def test_a_stranger_is_nobody(
    archive: Path, papershelf: Run, day: Path, facts_of_row: dict[str, str]
) -> None:
    before = tree(archive)
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row(**facts_of_row)))
    assert "0 found, 0 doubtful" in result.stdout
    assert tree(archive) == before


def test_a_suggestion_ends_when_a_person_answers_it(archive: Path, papershelf: Run, day: Path) -> None:
    file = dump(day / "dump.jsonl", row(abstract=NEARLY))
    papershelf("enrich", "--from", file)
    page = archive / OF_EARS
    page.write_text(page.read_text().replace("tags:", 'ids:\n  arxiv: "2603.09999"\ntags:'))
    result = papershelf("enrich", "--from", file)
    assert "1 found, 0 doubtful" in result.stdout
    assert facts(archive, OF_EARS)["authors"] == ["Rosa Amsel", "Karl Zaunkönig"]
    assert list(read_archive(archive).suggestions()) == []
    record = json.loads((archive / "digests/found-papers-2026-03.json").read_text())
    assert record["suggestions"] == []


def test_two_papers_that_agree_alike_are_left_to_a_person(archive: Path, papershelf: Run, day: Path) -> None:
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row(), row(id="arxiv:2603.08888")))
    assert "0 found, 1 doubtful" in result.stdout
    assert "Several papers agree with the page" in result.stdout
    assert "ids" not in facts(archive, OF_EARS)


def test_one_paper_under_two_kinds_of_ids_gives_both(archive: Path, papershelf: Run, day: Path) -> None:
    twin = row(id="acl:2026.acl-long.1", authors=[], categories=[], links={}, venue=None)
    papershelf("enrich", "--from", dump(day / "dump.jsonl", twin, row()))
    assert facts(archive, OF_EARS)["ids"] == {"acl": "2026.acl-long.1", "arxiv": "2603.09999"}


def test_two_pages_do_not_get_one_id(archive: Path, papershelf: Run, day: Path) -> None:
    twin = archive / "docs/papers/2026-03/by-hand.md"
    twin.write_text(f'---\ntitle: "{BIRDS}"\ntags:\n  - surveys\n---\n\n{OF_BIRDS}\n')
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    assert "0 found, 2 doubtful" in result.stdout and "is as much this paper" in result.stdout
    assert "ids" not in facts(archive, OF_EARS)


# What people wrote


def test_a_page_by_hand_gets_what_it_lacks_and_keeps_what_it_says(
    root: Path, papershelf: Run, day: Path
) -> None:
    page = root / OF_EARS
    page.parent.mkdir(parents=True)
    text = f'---\ntitle: "{BIRDS}"\nauthors:\n  - R. Amsel # as she signs\ntags:\n  - surveys\n---\n\n{OF_BIRDS}\n\n## Notes\n\nMine.\n'
    page.write_text(text)
    papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    said = facts(root, OF_EARS)
    assert said["authors"] == ["R. Amsel"] and said["title"] == BIRDS and said["tags"] == ["surveys"]
    assert (said["date"], said["ids"]) == ("2026-02-27", {"arxiv": "2603.09999"})
    assert "  - R. Amsel # as she signs\n" in page.read_text()
    assert page.read_text().endswith(f"\n{OF_BIRDS}\n\n## Notes\n\nMine.\n")
    before = tree(root)
    for command in ("retag", "reclean"):
        papershelf(command)
    assert tree(root) == before
    papershelf("drop", "found-papers-2026-03")
    assert page.read_text() == text


def test_what_a_person_changed_or_took_out_stays(archive: Path, papershelf: Run, day: Path) -> None:
    file = dump(day / "dump.jsonl", row())
    papershelf("enrich", "--from", file)
    page = archive / OF_EARS
    text = (
        page.read_text().replace("date: 2026-02-27\n", "date: 2026-03\n").replace("venue: ICASSP 2026\n", "")
    )
    text = text.replace('ids:\n  arxiv: "2603.09999"\n', "").replace('venue: "ICASSP 2026"\n', "")
    assert "ids" not in text and "venue" not in text
    page.write_text(text)
    papershelf("enrich", "--from", file)
    assert page.read_text() == text


def test_an_id_that_a_person_took_out_leads_to_the_page_no_more(
    archive: Path, papershelf: Run, day: Path
) -> None:
    papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    page = archive / OF_EARS
    page.write_text(page.read_text().replace('ids:\n  arxiv: "2603.09999"\n', ""))
    other = item(id="2603.09999", title="Whose Number It Really Is", abstract=ANOTHER, day="2026-03-06")
    assert "1 new" in papershelf("add", api_day(day / "2026-03-06.json", other)).stdout


def test_another_id_on_the_page_is_told_and_stays(archive: Path, papershelf: Run, day: Path) -> None:
    page = archive / OF_EARS
    text = page.read_text().replace("tags:", 'ids:\n  arxiv: "2603.00001"\ntags:')
    page.write_text(text)
    result = papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    assert "The page has another id" in result.stdout and "0 found, 1 doubtful" in result.stdout
    assert page.read_text() == text


def test_an_id_of_another_title_is_told(archive: Path, papershelf: Run, day: Path) -> None:
    page = archive / OF_EARS
    page.write_text(page.read_text().replace("tags:", 'ids:\n  arxiv: "2603.09999"\ntags:'))
    file = dump(day / "dump.jsonl", row(title="Arithmetic Of Curves", abstract=ANOTHER))
    assert "The id of the page is that of another title" in papershelf("enrich", "--from", file).stdout
    assert "authors" not in facts(archive, OF_EARS)


# Where it comes from, and taking it back


def test_it_is_told_where_a_value_comes_from(archive: Path, papershelf: Run, day: Path) -> None:
    papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    told = papershelf("why", OF_EARS).stdout
    assert "authors: found-papers-2026-03 (jsonl)\n" in told
    assert "title: hf-text-2026-03-04 (hf-text)\n" in told
    assert "tags: hf-text-2026-03-04 (hf-text)\n" in told


def test_the_digest_of_the_paper_itself_goes_before(
    archive: Path, papershelf: Run, day: Path, edits: dict[str, Any]
) -> None:
    both = row(id="arxiv:2603.01234", title=TITLE, abstract=ABSTRACT, authors=["A. Byron", "M. Noether"])
    papershelf("enrich", "--from", dump(day / "dump.jsonl", both))
    result = papershelf("add", api_day(day / "2026-03-06.json", edits))
    assert "0 new, 1 changed" in result.stdout
    assert facts(archive, FORGETFUL)["authors"] == ["Ada Byron", "Max Noether"]
    assert facts(archive, FORGETFUL)["venue"] == "ICASSP 2026"


def test_what_was_found_can_be_taken_back(archive: Path, papershelf: Run, day: Path) -> None:
    before = tree(archive)
    papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    papershelf("drop", "digests/found-papers-2026-03.json")
    assert tree(archive) == before


def test_a_digest_that_is_taken_back_takes_what_was_found_along(
    archive: Path, papershelf: Run, day: Path
) -> None:
    papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    page = archive / FORGETFUL
    page.write_text(page.read_text() + "\n## Notes\n\nMine.\n")
    papershelf("drop", "hf-text-2026-03-04")
    assert not (archive / OF_EARS).exists() and page.exists()
    assert_well(archive, papershelf)


def test_what_was_found_is_no_digest_that_can_be_split(archive: Path, papershelf: Run, day: Path) -> None:
    papershelf("enrich", "--from", dump(day / "dump.jsonl", row()))
    assert papershelf("split", OF_EARS, "found-papers-2026-03").exit_code == 2
    named = papershelf("add", day / "2026-03-04.txt", "--source", "found-papers")
    assert named.exit_code == 2


def test_a_page_that_moves_takes_along_what_was_found(archive: Path, papershelf: Run, day: Path) -> None:
    file = dump(day / "dump.jsonl", row())
    papershelf("enrich", "--from", file)
    papershelf("move", OF_EARS, "docs/papers/2026-04/birds.md")
    before = tree(archive)
    assert "Nothing changed." in papershelf("enrich", "--from", file).stdout
    assert tree(archive) == before
    assert_well(archive, papershelf)


# What goes wrong


def test_a_bad_line_is_told_and_the_others_are_read(archive: Path, papershelf: Run, day: Path) -> None:
    file = dump(day / "dump.jsonl", row(id="arxiv:2603.00009", title="Before", abstract="Before."))
    bad = ['{"title": ', '{"title": NaN}', "[" * 100_000, '{"title": "' + "x" * (5 << 20), '"text"', ""]
    file.write_text(file.read_text() + "\n".join(bad) + f"\n{json.dumps(row())}\n")
    result = papershelf("enrich", "--from", file)
    assert result.exit_code == 0 and "1 found" in result.stdout
    assert f"{file}:2: The line is damaged JSON" in result.stderr
    assert f"{file}:5: The line is longer than 4 MiB." in result.stderr
    assert all(len(line) < 300 for line in result.stderr.splitlines())


def test_a_dump_that_breaks_off_gives_what_it_has(archive: Path, papershelf: Run, day: Path) -> None:
    noise = random.Random(1)
    rest = [row(id="", title=str(n), abstract=noise.randbytes(200).hex()) for n in range(2000)]
    whole = gzip.compress(dump(day / "dump.jsonl", row(), *rest).read_bytes())
    (day / "cut.gz").write_bytes(whole[: len(whole) // 2])
    result = papershelf("enrich", "--from", day / "cut.gz")
    assert "1 found" in result.stdout
    assert "The compressed file is damaged, or breaks off. Fetch it again." in result.stderr


@pytest.mark.parametrize("name", ["nothing-here", "picture"])
def test_a_file_that_is_none_costs_a_line(archive: Path, papershelf: Run, day: Path, name: str) -> None:
    (day / "picture").write_bytes(bytes(range(256)) * 20)
    result = papershelf("enrich", "--from", day / name, "--from", dump(day / "dump.jsonl", row()))
    assert result.exit_code == 0 and "1 found" in result.stdout
    assert result.stderr.startswith(str(day / name)) and result.stderr.count("\n") == 1


def test_only_the_pages_that_are_named_are_looked_for(archive: Path, papershelf: Run, day: Path) -> None:
    file = dump(day / "dump.jsonl", row())
    assert "1 paper looked for: 0 found" in papershelf("enrich", FORGETFUL, "--from", file).stdout
    assert papershelf("enrich", "docs/papers/2026-03/none.md", "--from", file).exit_code == 2


def test_a_dry_run_shows_the_change_and_writes_nothing(archive: Path, papershelf: Run, day: Path) -> None:
    before = tree(archive)
    result = papershelf("enrich", "--dry-run", "--from", dump(day / "dump.jsonl", row()))
    assert '+  arxiv: "2603.09999"\n' in result.stdout and "1 found" in result.stderr
    assert tree(archive) == before


def test_the_message_has_numbers_and_no_word_from_outside(archive: Path, papershelf: Run, day: Path) -> None:
    file = dump(day / "dump.jsonl", row(venue="[skip ci] Fixes #1"))
    papershelf("enrich", "--from", file, "--message", day / "message")
    assert (day / "message").read_text() == "Fill in what digests left out: 1 page changed\n"
    papershelf("enrich", "--from", file, "--message", day / "message")
    assert not (day / "message").exists()
