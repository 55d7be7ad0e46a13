"""Two pages of one paper are made one: what people took out of either set stays out, what they put in stays in."""

import pytest

from generator.curate.move import merge
from generator.ingest.add import Ingest
from generator.model.archive import Archive
from generator.model.tag import Tag, Vocabulary
from generator.text.edit import change, compose
from generator.text.front_matter import Value
from generator.text.page import read_page
from tests.ingest.arrivals import ABSTRACTS, CODE, digest, entry

KEPT, GONE = "papers/2026-03/how-birds-learn-to-sing.md", "papers/2026-03/what-fishes-hear.md"
BIRDS = Tag(slug="birds", name="Birds", aliases=("bird", "feathers"), parent="animals")
FIRST, SECOND = (
    entry(None, CODE[0], ids=ids, title=title, abstract=ABSTRACTS[0], keywords=("birds",))
    for ids, title in (
        ({"arxiv": "2603.00001"}, "How Birds Learn To Sing"),
        ({"doi": "10.1000/fishes"}, "What Fishes Hear"),
    )
)
NOW, LATER = (digest("hf-api", day, [FIRST, SECOND]) for day in ("2026-03-02", "2026-03-03"))


@pytest.fixture
def archive() -> Archive:
    """Two pages that the machine has tagged, and nobody touched."""
    archive = Archive(vocabulary=Vocabulary([BIRDS]))
    Ingest(archive).add(NOW)
    assert [page.paper.tags for page in archive.pages.values()] == [("birds",)] * 2
    return archive


def edit(archive: Archive, path: str, tags: list[str], code: str | None = None) -> None:
    """What a person writes in the place of the machine's tags and link."""
    links: Value | None = {"code": code} if code else None
    write(archive, path, change(archive.pages[path].text, {"tags": list(tags) or None, "links": links}))


def write(archive: Archive, path: str, text: str) -> None:
    page, _ = read_page(path, text)
    assert page is not None
    archive.pages[path] = page


def both_sets(archive: Archive) -> tuple[tuple[str, ...], tuple[str, ...]]:
    assert list(archive.pages) == [KEPT]
    paper = archive.pages[KEPT].paper
    return paper.tags, paper.links.get("code", ())


@pytest.mark.parametrize("is_seen", [True, False], ids=["seen", "unseen"])
@pytest.mark.parametrize("edited", [[KEPT], [GONE], [KEPT, GONE]], ids=["kept", "gone", "both"])
def test_what_was_taken_out_of_one_page_does_not_come_back_from_the_other(
    archive: Archive, edited: list[str], is_seen: bool
) -> None:
    for path in edited:
        edit(archive, path, ["mine"], CODE[1])
    if is_seen:
        Ingest(archive).add(NOW)
    merge(archive, KEPT, GONE)
    assert both_sets(archive) == (("mine",), (CODE[1],))
    Ingest(archive).add(LATER)
    assert both_sets(archive) == (("mine",), (CODE[1],)), "a later digest brought it back"


def test_sets_that_nobody_touched_are_united_and_follow_the_machine(archive: Archive) -> None:
    merge(archive, KEPT, GONE)
    assert both_sets(archive) == (("birds",), (CODE[0],))
    archive.vocabulary = Vocabulary()
    Ingest(archive).add(LATER)
    assert both_sets(archive) == ((), (CODE[0],))


@pytest.mark.parametrize("is_seen", [True, False], ids=["seen", "unseen"])
def test_where_two_people_disagree_the_page_that_stays_decides_and_the_other_is_reported(
    archive: Archive, is_seen: bool
) -> None:
    edit(archive, KEPT, [], CODE[0])
    edit(archive, GONE, ["ours"], CODE[0])
    Ingest(archive).add(NOW)
    archive.vocabulary = Vocabulary()
    Ingest(archive).add(NOW)  # what is put in now, is put in by a person
    archive.vocabulary = Vocabulary([BIRDS])
    edit(archive, GONE, ["feathers", "ours"], CODE[0])
    if is_seen:
        Ingest(archive).add(NOW)
    report = merge(archive, KEPT, GONE).report
    assert both_sets(archive) == (("ours",), (CODE[0],))
    assert [kept.kept for kept in report.kept] == [("tags", ("ours",), ("feathers", "ours"))]


def test_what_a_person_put_into_the_page_that_stays_stays_though_another_took_it_out(
    archive: Archive,
) -> None:
    archive.vocabulary = Vocabulary()
    Ingest(archive).add(NOW)
    edit(archive, KEPT, ["birds"], CODE[0])
    archive.vocabulary = Vocabulary([BIRDS])
    Ingest(archive).add(NOW)
    edit(archive, GONE, [], CODE[0])
    merge(archive, KEPT, GONE)
    assert both_sets(archive) == (("birds",), (CODE[0],))


def test_what_came_from_a_page_by_hand_and_was_taken_out_stays_out(archive: Archive) -> None:
    archive.vocabulary = Vocabulary()
    Ingest(archive).add(NOW)
    by_hand = "papers/2026-01/birds.md"
    write(archive, by_hand, compose({"title": "Birds", "tags": ["birds"]}, ""))
    merge(archive, KEPT, by_hand)
    assert archive.pages[KEPT].paper.tags == ("birds",)
    edit(archive, KEPT, [], CODE[0])
    archive.vocabulary = Vocabulary([BIRDS])
    Ingest(archive).add(LATER)
    assert archive.pages[KEPT].paper.tags == ()
