"""A digest as the source gave it, and as the pages will say it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.digest import Digest, Entry
from generator.text.clean import (
    LONGEST_ABSTRACT,
    LONGEST_TITLE,
    clean,
    clean_abstract,
    clean_entry,
    clean_line,
)
from generator.text.markdown import plain, render

MIRRORS = {"hf.xwall.us.kg": "huggingface.co"}
ANYTHING = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\\{}$`'~%<>&;*[]()\n "), max_size=200
)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("A Title Over\n  Two Lines", "A Title Over Two Lines"),
        ("LLM$\\times$MapReduce and Di$\\mathtt{[M]}$O", "LLM$\\times$MapReduce and Di$\\mathtt{[M]}$O"),
        (
            "Fixing 7,400 Bugs for 1$: Can LLMs Earn $1 Million?",
            "Fixing 7,400 Bugs for 1$: Can LLMs Earn $1 Million?",
        ),
        ("\\textsc{Name}: Q\\&A with *stars* and `quotes'", "Name: Q&A with *stars* and ‘quotes’"),
        ("The <think> token & e\u0301tude", "The <think> token & étude"),
        ("z &gt; 3\u200b\u202e", "z > 3"),
        ("Kein \\href{https://example.org}{Link}", "Kein Link"),
    ],
)
def test_titles_are_one_line_of_plain_text(said: str, title: str) -> None:
    assert clean_line(said) == title
    assert clean_line(title) == title


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Andr\\'e M\\\"uller", "André Müller"),
        ("Surname, Given", "Surname, Given"),
        ("O&#39;Neil\n Jr.", "O'Neil Jr."),
    ],
)
def test_names_are_decoded_and_never_turned_round(said: str, name: str) -> None:
    entry = clean_entry(Entry(title="t", authors=(said, " \n")), {})
    assert entry.authors == (name,)


def test_paragraphs_and_lists_stand_and_wrapped_lines_are_joined() -> None:
    said = "One\nsentence with\n- a dash.\n  Another:\n- first\n  item\n- second\n\nLast (F of 0.9\n\n%) one."
    assert clean_abstract(said, {})[0] == (
        "One sentence with - a dash.\n\nAnother:\n\n- first item\n- second\n\nLast (F of 0.9 %) one."
    )


def test_links_of_source_and_abstract_are_united() -> None:
    entry = Entry(
        title="t",
        abstract="Code: https://github.com/a/B/. Demo https://hf.xwall.us.kg./spaces/a/b, "
        "this is arxiv.org/abs/2401.00001 after https://arxiv.org/abs/1706.03762.",
        ids={"arxiv": "2401.00001"},
        links={
            "code": ("http://github.com/A/b",),
            "project": ("javascript:alert(1)", "https://a.example\n.org/x"),
        },
    )
    assert clean_entry(entry, MIRRORS).links == {
        "code": ("http://github.com/A/b",),
        "project": ("https://a.example.org/x",),
        "demo": ("https://huggingface.co/spaces/a/b",),
        "other": ("https://arxiv.org/abs/1706.03762",),
    }


def test_what_is_too_long_is_cut_at_a_word_and_says_so() -> None:
    entry = clean_entry(Entry(title="word " * 500, abstract="word " * 10_000), {})
    assert len(entry.title) <= LONGEST_TITLE and entry.title.endswith("word […]")
    assert len(entry.abstract) <= LONGEST_ABSTRACT and entry.abstract.endswith("word […]")


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert clean_line("می‌خواهم 👩‍💻 zero‍width") == "می‌خواهم 👩‍💻 zerowidth"


@settings(max_examples=200)
@given(ANYTHING)
def test_any_abstract_becomes_markdown_that_shows_text(text: str) -> None:
    markdown, _ = clean_abstract(text, MIRRORS)
    assert clean_abstract(text, MIRRORS)[0] == markdown
    assert "<script" not in render(markdown)
    assert isinstance(plain(markdown), str)


@settings(max_examples=200)
@given(ANYTHING)
def test_any_title_becomes_one_line(text: str) -> None:
    assert clean_line(text).splitlines() in ([], [clean_line(text)])


@settings(max_examples=300)
@given(
    st.text("ab C1_#[]()|+-=.,;:!?'\"&/^é%", max_size=80).filter(lambda text: not re.search(r"&#?\w+;", text))
)
def test_what_is_not_damaged_stays_verbatim(text: str) -> None:
    said = " ".join(text.split())
    assert plain(clean_abstract(said, {})[0]) == said


def test_the_seed(shared: Path) -> None:
    """48 titles to the letter, 14 links, and the repairs that the page needs."""
    parts = (shared / "seed/daily-papers-page.txt").read_text("utf-8").split("\n\n")
    parts = [part.strip() for part in parts if part.strip()]
    parts = parts[parts.index("by AK and the research community") + 1 :]
    entries = tuple(Entry(title=t, abstract=a) for t, a in zip(parts[::2], parts[1::2], strict=True))
    cleaned = clean(Digest(source="seed", format="hf-text", entries=entries), MIRRORS).entries

    assert [entry.title for entry in cleaned] == [entry.title for entry in entries]
    kinds = [kind for entry in cleaned for kind, addresses in entry.links.items() for _ in addresses]
    assert {kind: kinds.count(kind) for kind in kinds} == {"code": 12, "demo": 1, "collection": 1}
    text = "\n".join(entry.abstract for entry in cleaned)
    assert "transfer *any* linguistic" in text and "where “X” denotes" in text and "a 84.5% relative" in text
    assert "EnglishrightarrowFrench" in text and "<https://huggingface.co/spaces/cis-lmu/Mexa>, Code:" in text
    changed = [entry for entry, raw in zip(cleaned, entries, strict=True) if entry.abstract != raw.abstract]
    assert len(changed) == 14


def test_clean_titles_stay_as_they_are(shared: Path) -> None:
    for line in (shared / "data/corpus/oddities.jsonl").read_text("utf-8").splitlines():
        title = clean_line(json.loads(line)["title"] or "")
        assert clean_line(title) == title


def test_a_tag_without_its_other_half_is_text() -> None:
    assert clean_line("a </div> of <div class=x> and </p>") == "a </div> of <div class=x> and </p>"
    assert clean_abstract("<p>One.</p> Two</div>", {})[0] == "One.\n\nTwo\\</div>"


@pytest.mark.parametrize(
    "text", ["&#8238;gnp.exe&#8236;", "&amp;#x202e;gnp.exe", "gnp&shy;.exe", "&zwj;gnp&#8288;.exe"]
)
def test_no_character_reference_makes_what_nobody_sees(text: str) -> None:
    assert clean_line(text) == "gnp.exe"
    assert clean_abstract(text, {})[0] == "gnp.exe"
