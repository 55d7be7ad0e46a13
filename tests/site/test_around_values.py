"""Calendars, plots and courses as values, apart from any page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.archive import Archive
from generator.model.author import Person
from generator.model.page import Page
from generator.model.paper import Paper
from generator.model.record import Record
from generator.model.tag import Tag, Vocabulary
from generator.site.authorship import Authorship
from generator.site.calendar import days_from, first_day, is_day, months_between
from generator.site.catalogue import catalogue
from generator.site.plots import HUES, by_month, hue_of, shares_by_month
from generator.site.trends import Trends
from generator.text.authors import parse_person, reference
from generator.text.content import ReadContent

MONTHS = st.from_regex(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])", fullmatch=True)


@given(MONTHS, MONTHS)
def test_months_follow_one_another_without_a_gap(one: str, other: str) -> None:
    months = list(months_between(one, other))
    assert months == sorted(set(months))
    assert (months[0], months[-1]) == (one, other) if one <= other else not months


@pytest.mark.parametrize("text", ["", "x", "2026-13", "2026-02-30", "99999", "2026-11-23T00:00", "²⁰²⁶"])
def test_what_is_no_date_is_the_first_of_all_days(text: str) -> None:
    assert not is_day(text)
    assert first_day(text).year in (1, 2026)
    assert days_from(text, text) == 0


@given(st.dictionaries(MONTHS, st.integers(0, 5000), max_size=40))
def test_bars_stand_on_zero_and_stay_inside(counts: dict[str, int]) -> None:
    plot = by_month("Papers", "Papers", dict(sorted(counts.items())))
    if plot is None:
        assert len(counts) < 2 or not any(counts.values())
        return
    bars = re.findall(r"M([\d.]+) 100V([\d.e-]+)h\.8V100z", plot.path)
    assert len(bars) == sum(value > 0 for value in counts.values())
    assert all(0 <= float(top) < 100 and float(left) + 0.8 < len(counts) for left, top in bars)
    assert min(float(top) for _, top in bars) == 0
    assert all(mark.anchor in ("start", "middle", "end") for mark in (*plot.values, *plot.ticks))
    assert plot.bars[plot.peak].value == max(counts.values())


def test_years_are_named_below_a_long_course() -> None:
    plot = by_month("Papers", "Papers", dict.fromkeys(months_between("2023-06", "2026-03"), 1))
    assert plot is not None
    assert [tick.words for tick in plot.ticks] == ["Jun 2023", "2024", "2025", "Mar 2026"]


def test_a_month_that_is_not_over_is_said_to_be_none() -> None:
    months = [f"2026-{month:02}" for month in range(1, 12)]
    counts = dict(zip(months, [50, *[20] * 9, 3], strict=True))
    plot = by_month("Papers", "Papers", counts, running="2026-11")
    assert plot is not None
    assert [mark.words for mark in plot.values] == ["50", "20"]
    assert plot.told == "Papers, Jan 2026 to Nov 2026. Most: 50 in Jan 2026. Nov 2026 is not over."
    highest = by_month("Papers", "Papers", {"2026-10": 2, "2026-11": 3}, running="2026-11")
    assert highest is not None and [mark.words for mark in highest.values] == ["3 so far"]


@pytest.mark.parametrize(
    ("newest", "running"), [("2026-11-29", "2026-11"), ("2026-11-30", None), ("2026-11", None)]
)
def test_the_month_of_the_newest_digest_is_over_on_its_last_day(newest: str, running: str | None) -> None:
    record = Record(source="hf-api", format="hf-api", date=newest, entries=())
    known = catalogue(Archive(records={record.name: record}))
    assert Trends(known).running == running


def test_a_share_of_nothing_is_nothing() -> None:
    plot = shares_by_month("Code", "Share", {"2026-02": 1}, {"2026-01": 0, "2026-02": 4})
    assert plot is not None
    assert [bar.shown for bar in plot.bars] == ["0\N{NO-BREAK SPACE}%", "25\N{NO-BREAK SPACE}%"]


@given(st.text())
def test_a_topic_keeps_a_colour_that_there_is(slug: str) -> None:
    assert 1 <= hue_of(slug) <= HUES


def archive(*tags: tuple[str, ...], months: str = "2026-11") -> Archive:
    pages = {}
    for number, filed in enumerate(tags):
        path = f"papers/{months}/{number}.md"
        pages[path] = Page(path, Paper(title=f"Paper {number}", tags=filed), ReadContent(""))
    wide = Tag(slug="wide", name="Wide")
    narrow = Tag(slug="narrow", name="Narrow", parent="wide")
    others = [Tag(slug=slug, name=slug) for slug in ("rare", "common")]
    return Archive(pages=pages, vocabulary=Vocabulary([wide, narrow, *others]))


def test_topics_meet_when_they_do_so_oftener_than_by_chance() -> None:
    known = catalogue(archive(*[("narrow", "rare", "common")] * 3, *[("common",)] * 17))
    trends = Trends(known)
    found = {
        tag.slug: [(one.tag.slug, one.shared) for one in trends.companions(tag)] for tag in known.vocabulary
    }
    assert found == {"narrow": [("rare", 3)], "wide": [("rare", 3)], "rare": [("narrow", 3)], "common": []}


def test_a_few_papers_are_no_meeting() -> None:
    known = catalogue(archive(*[("narrow", "rare")] * 2, *[("common",)] * 18))
    assert [Trends(known).companions(tag) for tag in known.vocabulary] == [[], [], [], []]


def test_a_folder_of_a_wrong_year_does_not_stretch_every_plot() -> None:
    both = archive(("rare",))
    path = "papers/0001-01/x.md"
    both.pages[path] = Page(path, Paper(title="X"), ReadContent(""))
    assert len(Trends(catalogue(both)).papers) == 240


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2611.00001v3", "2611.00001"),
        ("arXiv:2611.00001", "2611.00001"),
        ("10.1000/ABC", "10.1000/abc"),
        ("papers/2026-11/a-paper/", "papers/2026-11/a-paper"),
        ("papers/2026/a-paper.md", "papers/2026/a-paper"),
        ("papers/../../x", None),
        ("a paper", None),
        ("", None),
    ],
)
def test_papers_are_named_by_id_or_address(text: str, expected: str | None) -> None:
    assert reference(text) == expected


@given(st.text())
def test_any_text_is_a_person_or_a_problem(text: str) -> None:
    person, problems = parse_person("authors/x.md", f"---\nname: {text}\n---\n")
    assert (person is None) == bool(problems)


def test_a_claim_to_a_paper_goes_before_one_to_the_name() -> None:
    listed = Person(slug="ann-of-lyon", name="Ann Lee", papers=frozenset({"2611.00001"}))
    general = Person(slug="ann-lee", name="Ann Lee", variants=("A. Lee",))
    authorship = Authorship({one.slug: one for one in (listed, general)})
    theirs = Page("papers/2026-11/a.md", Paper(title="A", ids={"arxiv": "2611.00001"}), ReadContent(""))
    other = Page("papers/2026-11/b.md", Paper(title="B"), ReadContent(""))
    assert authorship.slug_of("Ann Lee", theirs) == "ann-of-lyon"
    assert authorship.slug_of("ann lee", other) == authorship.slug_of("A. Lee", other) == "ann-lee"
    assert authorship.slug_of("Bob", other) == "bob"
