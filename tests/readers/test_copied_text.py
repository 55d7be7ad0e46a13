"""Copied text: what is missing costs its own paper only; how the text was wrapped or saved costs nothing."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.digest import Reading
from generator.readers.registry import read

FIXTURE = Path(__file__).parent / "cases" / "copied-pairs.txt"
HEADER = 5
ENCODINGS: tuple[Callable[[str], bytes], ...] = (
    lambda text: text.encode("utf-8"),
    lambda text: text.encode("utf-8-sig"),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("utf-16-be"),
    lambda text: text.encode("windows-1252"),
)


def pairs(reading: Reading) -> list[tuple[str, str]]:
    (digest,) = reading.digests
    return [(entry.title, " ".join(entry.abstract.split())) for entry in digest.entries]


def without_each(text: str) -> Iterator[tuple[int, bytes]]:
    blocks = text.strip().split("\n\n")
    for place in range(HEADER, len(blocks)):
        yield place - HEADER, "\n\n".join(blocks[:place] + blocks[place + 1 :]).encode()


def check_every_gap(text: str) -> None:
    whole = pairs(read(text.encode()))
    for place, damaged in without_each(text):
        reading = read(damaged)
        touched = place // 2
        left = [] if place % 2 == 0 else [(whole[touched][0], "")]
        assert pairs(reading) == whole[:touched] + left + whole[touched + 1 :]
        assert len(reading.unread) == 1
        said = reading.unread[0]
        assert damaged.decode().split("\n")[said.line - 1].startswith(said.text[:40])


def test_a_missing_title_or_abstract_touches_no_other_pair() -> None:
    check_every_gap(FIXTURE.read_text(encoding="utf-8"))


def test_a_missing_title_or_abstract_of_the_real_page_touches_no_other_pair(shared: Path) -> None:
    check_every_gap((shared / "seed" / "daily-papers-page.txt").read_text(encoding="utf-8"))


@given(
    width=st.integers(72, 120),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    encode=st.sampled_from(ENCODINGS),
)
def test_wrapping_line_ends_and_encoding_change_nothing(
    width: int, newline: str, encode: Callable[[str], bytes]
) -> None:
    text = FIXTURE.read_text(encoding="utf-8").replace("strongest", "naïve")
    wrapped = "\n\n".join(textwrap.fill(block, width) for block in text.split("\n\n"))
    plain, other = pairs(read(text.encode())), pairs(read(encode(wrapped.replace("\n", newline))))
    assert [title for title, _ in other] == [title for title, _ in plain]
    assert [body.replace(" ", "") for _, body in other] == [body.replace(" ", "") for _, body in plain]


@pytest.mark.parametrize("width", [72, 80, 100, 120])
def test_the_real_page_may_be_wrapped(shared: Path, width: int) -> None:
    text = (shared / "seed" / "daily-papers-page.txt").read_text(encoding="utf-8")
    wrapped = "\n\n".join(textwrap.fill(block, width) for block in text.split("\n\n"))
    reading = read(wrapped.encode())
    assert [title for title, _ in pairs(reading)] == [title for title, _ in pairs(read(text.encode()))]
    assert reading.unread == ()


def test_an_abstract_of_several_paragraphs_stays_one() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    parted = text.replace(" In a field study", "\n\nIn a field study").replace(" Code is", "\n\nCode is")
    assert parted.count("\n\n") == text.count("\n\n") + 2
    reading = read(parted.encode())
    assert pairs(reading) == pairs(read(text.encode()))
    assert "0.6, where trained listeners err by 1.4.\n\nIn a field" in reading.digests[0].entries[3].abstract


def test_single_line_breaks_between_title_and_abstract_are_enough() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert pairs(read(text.replace("\n\n", "\n").encode())) == pairs(read(text.encode()))


def test_a_question_a_long_title_and_a_short_abstract_are_told_apart() -> None:
    titles = [
        "Can Large Language Models Tell When a Question About Tables Has No Answer at All?",
        "We Need to Talk About Benchmarks: Why Accuracy on Leaderboards Is No Longer a Measure of Progress",
        "Yes.",
    ]
    bodies = [
        "We ask twelve models 4,000 questions about tables that hold no answer. Most invent one.",
        "Public leaderboards saturate. This position paper collects the evidence and proposes retired sets.",
        "We answer the question of the title of an earlier paper in the affirmative, in two lines.",
    ]
    text = "Daily Papers\n\n" + "\n\n".join(
        f"{title}\n\n{body}" for title, body in zip(titles, bodies, strict=True)
    )
    assert pairs(read(text.encode())) == list(zip(titles, bodies, strict=True))


def test_dates_without_a_year_are_of_the_year_of_the_digest_unless_they_lie_after_it() -> None:
    text = (FIXTURE.parent / "copied-numbered.txt").read_bytes()
    dates = [entry.date for entry in read(text, date="2026-11-09").digests[0].entries]
    assert dates == ["2026-11-01", "2025-03-08", None]


def test_real_copies_of_other_layouts(shared: Path) -> None:
    folder = shared / "data" / "digests" / "hf-page"
    daily = read((folder / "2026-06-29-daily-copy.txt").read_bytes(), date="2026-06-29")
    assert [(entry.date, entry.votes, entry.comments) for entry in daily.digests[0].entries] == [
        ("2026-05-30", None, None),
        ("2024-03-08", 65, 6),
        ("2025-11-14", 1, None),
        ("2026-03-13", None, 3),
    ]
    assert daily.digests[0].entries[3].organization == "Microsoft"
    trending = read((folder / "trending-copy.md").read_bytes())
    entries = trending.digests[0].entries
    assert len(entries) == 5
    assert [bool(entry.summary) for entry in entries] == [True, True, True, False, True]
    assert all(entry.links["code"][0].startswith("https://github.com/") for entry in entries)
    assert entries[4].title.endswith("for end-to-end multi-modal document conversion")
    assert daily.unread == trending.unread == ()


def test_the_real_page_gives_its_48_papers(shared: Path) -> None:
    reading = read((shared / "seed" / "daily-papers-page.txt").read_bytes())
    found = pairs(reading)
    assert len(found) == 48
    assert found[0][0].startswith("MT4CrossOIE") and found[47][0].startswith("DreamOmni")
    assert all(len(body) > 300 for _, body in found)
    assert reading.unread == ()
