"""What a reader finds who looks around: home, calendar, topics, authors, years, numbers, work to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.model.digest import Unread
from generator.model.ledger import Written, hash_of
from generator.model.record import Record
from generator.site import listings
from generator.site.build import build
from generator.storage.logs import encode_ledger, encode_record
from tests.site.conftest import Shelf
from tests.site.pages import page, text, titles


def history(shelf: Shelf) -> None:
    """Thirty papers on ten days of two years, under three topics, some with code, most with votes."""
    shelf.topic("reasoning", "Reasoning", None, "More than one step.")
    shelf.topic("proofs", "Proofs", "reasoning", "Steps that hold.")
    shelf.topic("speech", "Speech", None, "Models that hear.")
    days = [f"2025-{month:02}-10" for month in (11, 12)] + [f"2026-01-{day:02}" for day in range(5, 13)]
    for number in range(30):
        shelf.paper(
            f"Paper {number:02}",
            f"First sentence {number}. *Second* sentence.",
            days[number // 3],
            votes=number % 7,
            authors=["Ada Byron", f"Reader {number % 5}"],
            links={"code": ["https://github.com/example/x"]} if number % 2 else {},
            tags=["proofs", "speech"] if number % 3 == 0 else ["reasoning"] if number % 3 == 1 else [],
        )


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf = Shelf.empty(tmp_path_factory.mktemp("years"))
    history(shelf)
    return shelf.build()


def test_home_shows_what_is_trending_beside_the_latest_digest(years: Path) -> None:
    latest, trending = page(years, "").select("ol.papers")
    assert [title.get_text() for title in latest.select("li > a")] == ["Paper 27", "Paper 28", "Paper 29"]
    hot = [title.get_text() for title in trending.select("li > a")]
    assert hot[:2] == ["Paper 26", "Paper 25"]
    assert not {"Paper 27", "Paper 00", "Paper 05"} & set(hot)
    assert len(hot) == 8


def test_without_votes_the_order_of_earlier_digests_leads(shelf: Shelf) -> None:
    for number in range(40):
        shelf.paper(f"Paper {number:02}", "Abstract.", "2026-11-20" if number < 20 else "2026-11-23")
    lists = page(shelf.build(), "").select("ol.papers")
    assert [title.get_text() for title in lists[0].select("li > a")] == [f"Paper {n}" for n in range(20, 35)]
    assert [title.get_text() for title in lists[1].select("li > a")] == [f"Paper {n:02}" for n in range(8)]


def test_an_archive_of_one_digest_has_no_calendar_and_no_empty_heading(shelf: Shelf) -> None:
    for number in range(20):
        shelf.paper(f"Paper {number:02}", "Abstract.", "2026-11-23")
    site = shelf.build()
    home = page(site, "")
    assert len(titles(home)) == 15
    assert text(home.select_one(".more")) == "All 20 papers of this digest"
    assert home.select("h2, .calendar") == []
    assert page(site, "statistics").select("svg.plot") == []


def test_a_year_of_digests_is_a_table_whose_days_lead_to_them(years: Path) -> None:
    months = page(years, "").select("table.month")
    assert [text(month.caption) for month in months] == ["Nov 2025 3", "Dec 2025 3", "Jan 2026 24"]
    january = months[2]
    assert [text(head) for head in january.select("th")] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert [day.get_text() for day in january.select("tbody tr:first-child td")] == [
        "",
        "",
        "",
        "1",
        "2",
        "3",
        "4",
    ]
    links = january.select("td a")
    assert [link.get_text() for link in links] == [str(day) for day in range(5, 13)]
    assert links[0]["href"] == "./digests/hf-api-2026-01-05/"
    assert links[0]["title"] == "5 Jan 2026: 3 papers"


def test_abstracts_of_a_digest_unfold_without_a_script(years: Path) -> None:
    digest = page(years, "digests/hf-api-2026-01-12")
    unfold = digest.select("details.unfold")
    assert len(unfold) == 3
    assert text(unfold[0].summary) == "First sentence 27."
    assert str(unfold[0].select_one(".abstract em")) == "<em>Second</em>"
    assert text(digest.select_one(".trail")) == "Digests / 2026 / 12 Jan 2026"


def test_older_digests_leave_abstracts_to_their_papers(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "RECENT", 1)
    for day in ("2026-11-23", "2026-11-24"):
        shelf.paper(f"Of {day}", "First sentence. Second sentence.", day)
    site = shelf.build()
    assert (
        text(page(site, "digests/hf-api-2026-11-24").select_one(".unfold p"))
        == "First sentence. Second sentence."
    )
    older = page(site, "digests/hf-api-2026-11-23")
    assert older.select("details") == []
    assert text(older.select_one("p.more")) == "First sentence."


def test_an_abstract_of_one_line_has_nothing_to_unfold(shelf: Shelf) -> None:
    shelf.paper("Short", "One sentence only.", "2026-11-23")
    shelf.paper("None", "", "2026-11-23")
    digest = page(shelf.build(), "digests/hf-api-2026-11-23")
    assert digest.select("details") == []
    assert text(digest.select_one("li > p + p")) == "One sentence only."


def test_a_topic_shows_its_course_with_a_table_behind(years: Path) -> None:
    topic = page(years, "tags/reasoning")
    plot = topic.select_one("svg.plot")
    assert plot is not None
    assert plot["aria-label"] == (
        "Papers on Reasoning by month, Nov 2025 to Jan 2026. Most: 16 in Jan 2026. Jan 2026 is not over."
    )
    rows = [text(row) for row in topic.select(".behind tbody tr")]
    assert rows == ["Nov 2025 2", "Dec 2025 2", "Jan 2026 so far 16"]


def test_a_topic_names_those_it_meets_but_not_its_kin(years: Path) -> None:
    def meets(address: str) -> list[str]:
        return [text(item) for item in page(years, address).select('[aria-label="Topics that it meets"] li')]

    assert meets("tags/proofs") == ["Speech 10"]
    assert meets("tags/speech") == ["Proofs 10"]


def test_an_author_page_names_years_and_coauthors(years: Path) -> None:
    author = page(years, "authors/reader-1")
    assert text(author.select_one(".facts")) == "6 papers · 2026: 5 · 2025: 1"
    assert text(author.select_one(".wordlist")) == "Ada Byron 6"
    assert text(author.select_one(".papers > li > p")) == "Ada Byron, Reader 1 · 11 Jan 2026 · 5 votes"


def test_many_authors_are_split_by_letter(shelf: Shelf) -> None:
    names = [f"Ann {letter}{number:02}" for letter in "Ab" for number in range(60)] + ["Ann Æsop"]
    for title in ("One", "Two"):
        shelf.paper(title, "Abstract.", authors=names)
    shelf.paper("Three", "Abstract.", authors=["Ann b07"])
    site = shelf.build()
    index = page(site, "authors")
    assert [link.get_text() for link in index.select(".letters a")] == ["A", "B", "other"]
    assert len(index.select(".names li")) == 40
    assert text(index.select_one(".names li")) == "Ann b07 3"
    assert len(page(site, "authors/letter/b").select(".names li")) == 60
    assert text(page(site, "authors/letter/other").select_one(".names")) == "Ann Æsop 2"


NAMESAKES = {
    "wei-li": "name: Wei Li\npapers:\n  - 2611.00001\n  - papers/2026-11/two.md",
    "wei-li-of-lyon": "name: Wei Li\nvariants:\n  - W. Li\npapers:\n  - arXiv:2611.00003v2",
}


def test_papers_of_a_name_that_somebody_else_bears_say_so(shelf: Shelf) -> None:
    for number in range(3):
        shelf.paper(f"Paper {number}", "Abstract.", authors=["Wei Li"], ids={"arxiv": f"2611.0000{number}"})
    shelf.write("docs/authors/wei-li-of-lyon.md", "---\nname: Wei Li\npapers:\n  - 2611.00001\n---\n")
    others = page(shelf.build(), "authors/wei-li")
    assert text(others.select_one(".empty")) == "Papers under this name that nobody has told apart yet."
    assert [link["href"] for link in others.select(".facts a")] == ["../../authors/wei-li-of-lyon/"]


def test_namesakes_are_kept_apart_by_what_people_wrote(shelf: Shelf) -> None:
    for number, title in enumerate(["One", "Two", "Three", "Four", "Five"], start=1):
        name = "W. Li" if title == "Three" else "Wei Li"
        shelf.paper(title, "Abstract.", authors=[name], ids={"arxiv": f"2611.0000{number}"})
    for slug, matter in NAMESAKES.items():
        shelf.write(f"docs/authors/{slug}.md", f"---\n{matter}\n---\n\nWorks on <b>ears</b>.\n")
    shelf.write("docs/authors/README.md", "Notes.\n")
    site = shelf.build()
    first, second = page(site, "authors/wei-li"), page(site, "authors/wei-li-of-lyon")
    assert sorted(titles(first)) == ["One", "Two"]
    assert text(first.select_one(".lead")) == "Works on <b>ears</b>."
    assert first.select_one(".mend a")["href"].endswith("/edit/main/docs/authors/wei-li.md")  # type: ignore[index, union-attr]
    assert titles(second) == ["Three"]
    others = page(site, "authors/wei-li-others")
    assert sorted(titles(others)) == ["Five", "Four"]
    assert "nobody has told apart" in text(others.select_one(".empty"))
    assert text(first.select_one(".facts")) == (
        "Of the same name: Wei Li (Works on <b>ears</b>), Wei Li (not told apart yet)"
    )
    assert (
        page(site, "papers/2026-11/three").select_one(".authors a")["href"]
        == "../../../authors/wei-li-of-lyon/"
    )  # type: ignore[index]
    assert not (site / "authors/README").exists()


def test_one_person_with_several_spellings_has_one_page(shelf: Shelf) -> None:
    for title, name in [("One", "J. Garcia"), ("Two", "José García-Pérez")]:
        shelf.paper(title, "Abstract.", authors=[name])
    shelf.write(
        "docs/authors/jose-garcia.md",
        "---\nname: José García\nvariants:\n  - J. Garcia\n  - Jose Garcia Perez\n---\n",
    )
    site = shelf.build()
    assert sorted(titles(page(site, "authors/jose-garcia"))) == ["One", "Two"]
    assert text(page(site, "authors").select_one(".names")) == "José García 2"


def test_a_person_without_papers_and_a_page_that_cannot_be_read(shelf: Shelf) -> None:
    shelf.write("docs/authors/ada-byron.md", "---\nname: Ada Byron\n---\n\nWorks on engines.\n")
    site = shelf.build()
    assert text(page(site, "authors/ada-byron").select_one(".empty")) == "No paper here names Ada Byron yet."
    shelf.write("docs/authors/ada-byron.md", "---\nname: [Ada]\n---\n\n<script>x</script>\n")
    report = build(shelf.root, strict=False)
    assert "ada-byron" not in (report.site_dir / "authors/index.html").read_text()
    assert "script>x" not in "".join(file.read_text() for file in report.site_dir.rglob("ada-byron/*.html"))
    assert any("docs/authors/ada-byron.md:2:1: name is not a single value." in one for one in report.warnings)


def test_years_and_months_lead_to_one_another(years: Path) -> None:
    year = page(years, "years/2026")
    assert text(year.select_one(".facts")) == "24 papers in 8 digests"
    assert text(year.select_one("nav.beside")) == "2025"
    assert [text(month.caption) for month in year.select("table.month")] == ["Jan 2026 24"]
    assert titles(year)[0] == "Paper 27"
    month = page(years, "papers/2025-12")
    assert text(month.select_one(".trail")) == "Months / 2025 / Dec 2025"
    assert text(month.select_one("nav.beside")) == "Nov 2025 Jan 2026"
    assert [link["href"] for link in page(years, "digests").select(".wordlist a")] == [
        "../years/2026/", "../years/2025/", "../papers/",
    ]  # fmt: skip


def test_statistics_say_in_tables_what_they_draw(years: Path) -> None:
    numbers = page(years, "statistics")
    assert text(numbers.select_one(".facts")) == (
        "30 papers in 10 digests by 6 authors, 10 Nov 2025 to 12 Jan 2026 . 15 have code (50 %)."
    )
    plots = numbers.select("svg.plot")
    assert len(plots) == 4
    assert all(plot["role"] == "img" and plot["aria-label"] for plot in plots)
    assert text(numbers.select(".behind")[1].select_one("tbody tr:last-child")) == "Jan 2026 so far 67 % 33 %"
    assert [text(row) for row in numbers.select(".lying")[0].select("tbody tr")] == [
        "Reasoning 20", "Proofs 10", "Speech 10",
    ]  # fmt: skip
    monday = numbers.select(".lying")[1].select_one("tbody tr")
    assert text(monday) == "Mon 3.0 3"
    assert titles(numbers)[:2] == ["Paper 27", "Paper 20"]


def test_no_plot_needs_a_style_of_its_own(years: Path) -> None:
    for file in years.rglob("*.html"):
        assert " style=" not in file.read_text(encoding="utf-8"), file


def test_a_digest_without_entries_is_told_and_does_not_empty_the_home_page(shelf: Shelf) -> None:
    shelf.paper("Paper", "Abstract.", "2026-11-20")
    record = Record(source="hf-api", format="hf-api", date="2026-11-23")
    shelf.write(f"digests/{record.name}.json", encode_record(record))
    site = shelf.build()
    home = page(site, "")
    assert text(home.h1) == "Digest of 20 Nov 2026"
    assert text(home.select_one(".fresh")).endswith("newest digest is of 23 Nov 2026 and lists no paper.")
    empty = page(site, "digests/hf-api-2026-11-23").select_one(".empty")
    assert text(empty) == "This digest lists no paper. Some days bring none."


def test_an_archive_of_nothing_is_whole(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    site = shelf.build()
    assert "nothing to count" in text(page(site, "statistics").select_one(".empty"))
    assert "Nothing waits." in text(page(site, "curate").select_one(".empty"))
    assert text(page(site, "").select_one(".chips")) == "All topics"
    assert not (site / "years").exists()


@pytest.mark.parametrize("date", ["2026", "2026-11", "2026-13-45", "nonsense", "0000-01-01"])
def test_digests_without_a_day_stay_out_of_the_calendar(shelf: Shelf, date: str) -> None:
    shelf.list(date, "Paper", shelf.paper("Paper", "Abstract."))
    shelf.list("2026-11-23", "Paper", "papers/2026-11/paper.md")
    site = shelf.build()
    assert page(site, "").select(".calendar") == []
    assert (site / f"digests/hf-api-{date}/index.html").is_file()
    assert len(page(site, "years/2026").select(".month td a")) == 1


def test_what_waits_for_a_person_is_listed(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    twin = shelf.paper("The Same Title!", "One.", tags=["speech"])
    shelf.write("docs/papers/2026-10/the-same-title.md", (shelf.root / "docs" / twin).read_text())
    edited = shelf.paper("Edited", "Mine.", tags=["speech"], venue="ACL")
    shelf.paper("Bare", "Text.", tags=["unknown"])
    written = Written(
        fields={"title": "Edited", "venue": "EMNLP", "tags": ("speech", "reasoning")},
        abstract=hash_of("Theirs."),
    )
    shelf.write("digests/ledger/2026-11.json", encode_ledger({edited: written}))
    record = Record(
        source="hf-api", format="hf-api", date="2026-11-23", unread=(Unread(7, "<odd>", "What is this?"),)
    )
    shelf.write(f"digests/{record.name}.json", encode_record(record))
    shelf.list("2026-11-22", "Refused", None, line=4)
    work = page(shelf.build(), "curate")
    assert [text(heading) for heading in work.select("h2")] == [
        "Possible duplicates 1", "Page and machine disagree 3", "Not understood 2", "Without a topic 1",
    ]  # fmt: skip
    entries = [text(entry) for entry in work.select(".work li")]
    assert entries == [
        "The Same Title!: 2026-10/the-same-title , 2026-11/the-same-title",
        "Edited tags: without reasoning , which the machine says",
        "Edited venue: here ACL , the machine says EMNLP",
        "Edited abstract: edited here",
        "23 Nov 2026 , Hugging Face Daily Papers, line 7: What is this? <odd>",
        "22 Nov 2026 , Hugging Face Daily Papers, line 4: It was refused. Refused",
        "Bare",
    ]  # fmt: skip


def test_a_long_list_of_work_is_cut_and_says_so(shelf: Shelf) -> None:
    for number in range(120):
        shelf.paper(f"Paper {number:03}", "Abstract.")
    work = page(shelf.build(), "curate")
    assert text(work.h2) == "Without a topic 120"
    assert len(work.select(".work li")) == 100
    assert "The first 100." in text(work)


def test_an_edit_of_what_people_add_disputes_nothing(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    shelf.topic("sound", "Sound", None, "What is heard.")
    path = shelf.paper("Paper", "Abstract.", tags=["speech", "sound"])
    ledger = encode_ledger(
        {path: Written(fields={"title": "Paper", "tags": ("Speech",)}, abstract=hash_of("Abstract."))}
    )
    assert json.loads(ledger)
    shelf.write("digests/ledger/2026-11.json", ledger)
    assert "Nothing waits." in text(page(shelf.build(), "curate").select_one(".empty"))


def test_a_name_on_many_papers_may_be_that_of_several_people(years: Path, shelf: Shelf) -> None:
    words = "This may be the name of several people."
    assert words in text(page(years, "authors/ada-byron").main)
    assert words not in text(page(years, "authors/reader-1").main)
    history(shelf)
    shelf.write("docs/authors/ada-byron.md", "---\nname: Ada Byron\n---\n\nShe reads.\n")
    assert words not in text(page(shelf.build(), "authors/ada-byron").main)
