"""Whatever changes between two builds, the rebuilt site is the one that a first build would make."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.model.digest import Entry
from generator.model.ledger import Written
from generator.model.record import Outcome, Record, RecordedEntry
from generator.site.build import build
from generator.site.output.manifest import _FORM as FORM
from generator.site.search import pagefind
from generator.storage.logs import encode_ledger, encode_record
from generator.text import libraries
from generator.text.edit import compose
from generator.text.front_matter import Value
from tests.site.conftest import CONFIGURATION, PAPERS, Shelf, furnish

PAGE = "docs/papers/2026-11/few-shots-across-languages.md"
OTHER = "docs/papers/2026-11/counting-to-ten.md"
ALONE = "docs/papers/2026-11/alone.md"
OVERRIDE = '{{% extends "base.html" %}}{{% block announce %}}<p>{}</p>{{% endblock %}}'


def replaced(path: str, old: str, new: str) -> Callable[[Shelf], None]:
    def edit(shelf: Shelf) -> None:
        file = shelf.root / path
        if file.exists():
            file.write_text(file.read_text().replace(old, new))

    return edit


def removed(path: str) -> Callable[[Shelf], None]:
    return lambda shelf: (shelf.root / path).unlink(missing_ok=True)


def a_new_digest(shelf: Shelf) -> None:
    day = f"2026-12-{len(shelf.days) + 1:02}"
    for number in range(2):
        shelf.paper(
            f"Paper {number} of {day}",
            "Cross-lingual transfer needs few shots; models transfer.",
            day,
            votes=3,
            authors=["Ada Byron", "Reader 1"],
            tags=["speech"],
        )


def a_page_renamed(shelf: Shelf) -> None:
    file = shelf.root / OTHER
    if file.exists():
        file.rename(file.with_name("counting.md"))


def a_page_without_digest_renamed(shelf: Shelf) -> None:
    file = shelf.root / ALONE
    if file.exists():
        file.rename(file.with_name("quite-alone.md"))


def a_page_copied(shelf: Shelf) -> None:
    file = shelf.root / ALONE
    if file.exists():
        shutil.copy(file, file.with_name("a-twin.md"))


def a_theme_of_ones_own(shelf: Shelf) -> None:
    folder = shelf.root / "overrides"
    said = len(list(folder.glob("*"))) if folder.exists() else 0
    folder.mkdir(exist_ok=True)
    (folder / f"{said}.txt").touch()
    (folder / "leaf.html").write_text(
        (Path("generator/site/templates/leaf.html")).read_text() + f"<!-- {said} -->"
    )
    shelf.write("mkdocs.yml", CONFIGURATION.replace("font: false", "font: false\n  custom_dir: overrides"))


def a_month_gone(shelf: Shelf) -> None:
    """Its records stay."""
    shutil.rmtree(shelf.root / "docs/papers/2025-01", ignore_errors=True)


def what_the_machine_wrote(shelf: Shelf) -> None:
    note_written(shelf, title="Few Shots, Once More")


def note_written(shelf: Shelf, title: str) -> None:
    """The ledger of one page, with the authors that are found elsewhere."""
    digests = ("hf-api-2026-11-20", "found-acl-2026-11")
    written = Written(fields={"title": title, "authors": ("Ada Byron", "Reader 0")}, digests=digests)
    shelf.write("digests/ledger/2026-11.json", encode_ledger({PAGE.removeprefix("docs/"): written}))


def what_was_found_elsewhere(shelf: Shelf) -> None:
    entry = Entry(title="Few Shots Across Languages", authors=("Ada Byron", "Reader 0"))
    found = RecordedEntry(entry=entry, page=PAGE.removeprefix("docs/"))
    record = Record(kind="found", source="acl", format="acl", date="2026-11", entries=(found,))
    shelf.write(f"digests/{record.name}.json", encode_record(record))


def a_vote_more(shelf: Shelf) -> None:
    file = shelf.root / "digests/hf-api-2026-11-20.json"
    file.write_text(file.read_text().replace('"votes": 9', '"votes": 99'))


def a_damaged_cache(shelf: Shelf) -> None:
    for file in sorted((shelf.root / ".cache").rglob("*")):
        if file.is_file() and not file.is_symlink():
            data = file.read_bytes()
            file.unlink()
            file.write_bytes(data[: len(data) // 2])


def a_damaged_site(shelf: Shelf) -> None:
    for file in sorted((shelf.root / "site").rglob("index.html"))[::2]:
        file.unlink()
        file.write_text("<script>alert(1)</script>")


def a_site_of_another_archive(shelf: Shelf) -> None:
    for name in ("twin.json", "site.json"):
        manifest = shelf.root / ".cache/site" / name
        if manifest.exists():
            told = b'["number",1]\n'
            manifest.write_bytes(told + hashlib.sha256(FORM + told).hexdigest().encode())


def a_new_checkout_with_a_cache(shelf: Shelf) -> None:
    """As the check of a pull request builds: every file is new, and a cache was made elsewhere."""
    for made in ("site", ".cache/site"):
        shutil.rmtree(shelf.root / made, ignore_errors=True)
    for file in (shelf.root / "docs").rglob("*.md"):
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)


def pages_without_an_address(shelf: Shelf) -> None:
    for name in ("one", "two"):
        shelf.write(
            f"docs/papers/drafts/{name}.md", f"---\ntitle: Draft {name}\nauthors:\n  - Bob Ray\n---\n"
        )


EDITS: dict[str, Callable[[Shelf], None]] = {
    "a title": replaced(PAGE, "Few Shots", "Fewer Shots"),
    "an abstract": replaced(PAGE, "Models transfer.", "Models transfer $x^2$."),
    "an author": replaced(OTHER, "Ada Byron", "Ada King"),
    "a second paper of an author": replaced(ALONE, "Reader 1", "Reader 2"),
    "the title of the next paper": replaced(OTHER, "Counting to Ten", "Counting to Twelve"),
    "a coauthor's paper with others": lambda shelf: (
        shelf.paper("Without Her", "Others write.", authors=["Reader 0", "Reader 2"], date="2026-11-06")
        and None
    ),
    "another spelling of an author": replaced(PAGE, "Ada Byron", "Ada Býron"),
    "what the machine wrote": what_the_machine_wrote,
    "what was found elsewhere": what_was_found_elsewhere,
    "a vote more": a_vote_more,
    "a topic taken out": replaced(PAGE, "  - cross-lingual-transfer\n", ""),
    "a paper withdrawn": replaced(OTHER, "---\n\n", "status: withdrawn\n---\n\n"),
    "a topic's name": replaced("docs/tags/speech.md", "name: Speech", "name: Spoken language"),
    "a topic's parent": replaced("docs/tags/speech.md", "name: Speech", "parent: reasoning\nname: Speech"),
    "a page by hand": replaced("docs/about.md", "Hand-written", "Written by hand"),
    "the home page": replaced("docs/index.md", "Papers", "All papers"),
    "a page removed": removed(PAGE),
    "no page about it": removed("docs/about.md"),
    "a topic removed": removed("docs/tags/speech.md"),
    "a page renamed": a_page_renamed,
    "a page without digest renamed": a_page_without_digest_renamed,
    "a page copied": a_page_copied,
    "a new digest": a_new_digest,
    "a month gone": a_month_gone,
    "pages without an address": pages_without_an_address,
    "the name of the site": replaced("mkdocs.yml", "Reading Room", "Another Room"),
    "the address of the site": replaced("mkdocs.yml", "example.org/shelf", "example.org/room"),
    "a template": a_theme_of_ones_own,
    "a person": lambda shelf: (
        shelf.write("docs/authors/ada-byron.md", "---\nname: Ada Byron\n---\n\nOf London.\n") and None
    ),
    "a redirect": lambda shelf: (
        shelf.write(
            "redirects.toml", '[moved]\n"papers/2026-11/old/" = "papers/2026-11/what-listeners-hear/"\n'
        )
        and None
    ),
    "a damaged cache": a_damaged_cache,
    "a damaged site": a_damaged_site,
    "a foreign manifest": a_site_of_another_archive,
    "a new checkout": a_new_checkout_with_a_cache,
}


def contents(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def drawn(page: str, site: Path) -> Path:
    """Where the page of a file stands."""
    return site / page.removeprefix("docs/").removesuffix(".md") / "index.html"


def cold(root: Path, folder: Path) -> dict[str, bytes]:
    """What a first build makes of an archive."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    return contents(build(folder, strict=False).site_dir)


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that has been built."""
    shelf = Shelf.empty(tmp_path_factory.mktemp("rebuilt") / "archive")
    furnish(shelf)
    shelf.paper(
        "Alone", "In no digest.", authors=["Ada Byron", "Reader 1"], date="2026-11-05", tags=["speech"]
    )
    for number in range(3):
        shelf.paper(f"Old {number}", "Speech is sound.", f"2025-01-0{number + 1}", authors=["Ada Byron"])
    note_written(shelf, title="Few Shots Across Languages")
    build(shelf.root, strict=False)
    return shelf.root


@settings(
    max_examples=9,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(st.lists(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4), min_size=1, max_size=3))
def test_a_rebuilt_site_is_the_site_of_a_first_build(furnished: Path, rounds: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory(dir=furnished.parent) as folder:
        root = Path(folder) / "archive"
        shutil.copytree(furnished, root, symlinks=True)
        shelf = Shelf(root)
        for number, names in enumerate(rounds):
            for name in names:
                EDITS[name](shelf)
            site = build(root, strict=False).site_dir
            assert differences(contents(site), cold(root, Path(folder) / str(number))) == [], rounds


def test_a_new_checkout_is_indexed_from_the_cache_of_another(
    furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(Path(shutil.copytree(furnished, tmp_path / "archive", symlinks=True)))
    a_new_checkout_with_a_cache(shelf)
    whole = cold(shelf.root, tmp_path / "cold")
    monkeypatch.setattr(pagefind, "get_executable", lambda: Path("/bin/false"))
    assert differences(contents(build(shelf.root, strict=False).site_dir), whole) == []


SIGNED = Entry(title="Few Shots Across Languages", authors=("Ada Byron", "Reader 0"))
UNSIGNED = Entry(title="Few Shots Across Languages")


def record(
    *entries: Entry, source: str = "aaa", form: str = "hf-api", outcome: Outcome = "page", found: bool = False
) -> Record:
    """A record that speaks of one page only, and in each of its entries."""
    its = (RecordedEntry(entry=one, page=PAGE.removeprefix("docs/"), outcome=outcome) for one in entries)
    kind: Literal["digest", "found"] = "found" if found else "digest"
    date = "2026-11" if found else "2026-11-24"
    return Record(kind=kind, source=source, format=form, date=date, entries=tuple(its))


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (
            [record(SIGNED), record(SIGNED, source="bbb", form="hf-text")],
            [record(SIGNED, form="hf-text"), record(SIGNED, source="bbb")],
        ),
        ([record(UNSIGNED, SIGNED)], [record(UNSIGNED, UNSIGNED)]),
        ([record(SIGNED, outcome="deleted")], [record(UNSIGNED, outcome="deleted")]),
        ([record(SIGNED, outcome="removed")], []),
        ([record(SIGNED, source="acl", found=True)], [record(SIGNED, source="arxiv", found=True)]),
    ],
    ids=["in another format", "said twice", "of a deleted page", "a record gone", "found elsewhere"],
)
def test_what_records_say_of_a_page_is_told_on_it(
    then: list[Record], now: list[Record], tmp_path: Path
) -> None:
    shelf = Shelf.empty(tmp_path / "archive")
    furnish(shelf)
    digests = tuple(sorted({one.name for one in (*then, *now)}))
    said = {"title": SIGNED.title, "authors": SIGNED.authors}
    written = {PAGE.removeprefix("docs/"): Written(fields=said, digests=digests)}
    shelf.write("digests/ledger/2026-11.json", encode_ledger(written))
    for one in then:
        shelf.write(f"digests/{one.name}.json", encode_record(one))
    before = contents(build(shelf.root, strict=False).site_dir)
    for name in digests:
        (shelf.root / f"digests/{name}.json").unlink(missing_ok=True)
    for one in now:
        shelf.write(f"digests/{one.name}.json", encode_record(one))
    site = build(shelf.root, strict=False).site_dir
    made = cold(shelf.root, tmp_path / "cold")
    assert differences(before, made) != []
    assert differences(contents(site), made) == []


def test_what_waits_for_a_person_follows_the_vocabulary(tmp_path: Path) -> None:
    shelf = Shelf.empty(tmp_path / "archive")
    furnish(shelf)
    shelf.topic("speech", "Speech", None, "Models that hear.")
    replaced("docs/tags/speech.md", "name: Speech\n", "name: Speech\naliases: [Spoken]\n")(shelf)
    replaced(PAGE, "  - cross-lingual-transfer\n", "  - cross-lingual-transfer\n  - speech\n")(shelf)
    tags = ("cross-lingual-transfer", "Spoken")
    written = Written(fields={"tags": tags}, digests=("hf-api-2026-11-20",))
    shelf.write("digests/ledger/2026-11.json", encode_ledger({PAGE.removeprefix("docs/"): written}))
    before = (build(shelf.root, strict=False).site_dir / "curate/index.html").read_bytes()
    replaced("docs/tags/speech.md", "aliases: [Spoken]\n", "")(shelf)
    site = build(shelf.root, strict=False).site_dir
    assert (site / "curate/index.html").read_bytes() != before
    assert differences(contents(site), cold(shelf.root, tmp_path / "cold")) == []


WORDS = [
    f"{one}{other}"
    for one in ("ker", "mol", "tav", "zub", "lin")
    for other in ("dax", "fep", "gor", "hum", "pik")
]
WITH_A_FEED = "Grace Hopper"
"""Who wrote ten papers."""
ABSTRACTS = st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True).map(" ".join)
COMERS = st.tuples(
    ABSTRACTS, st.lists(st.sampled_from(["Ada Byron", WITH_A_FEED, *"BCDEFGHIJK"]), max_size=3, unique=True)
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of some digests that has been built; of each digest one paper has no page yet."""
    root = tmp_path_factory.mktemp("full") / "archive"
    full_of_papers(Shelf.empty(root))
    build(root, strict=False)
    return root


def full_of_papers(shelf: Shelf) -> None:
    for number in range(48):
        words = [WORDS[(number * step) % len(WORDS)] for step in (1, 2, 3)]
        day = f"2026-11-{number // 8 + 10}"
        authors: list[Value] = [f"Reader {number % 20}"]
        if number % 5 == 0:
            authors.append(WITH_A_FEED)
        shelf.paper(f"Paper {number}", " ".join(words), day, authors=authors)
        if number % 8 == 3:
            shelf.list(day, f"To come {day}", f"papers/2026-11/to-come-{day}.md")


def what_was_to_come(shelf: Shelf, day: str) -> None:
    facts: dict[str, Value] = {"title": f"To come {day}", "authors": ["Reader 1"]}
    shelf.write(f"docs/papers/2026-11/to-come-{day}.md", compose(facts, f"\n{WORDS[3]} {WORDS[9]}\n"))


@settings(max_examples=5, deadline=None, phases=[Phase.generate], derandomize=True)
@given(
    st.lists(
        st.tuples(st.lists(COMERS, max_size=2), st.lists(st.integers(0, 47), max_size=2), st.integers(8, 15)),
        min_size=1,
        max_size=3,
    )
)
def test_what_comes_shows_on_the_pages_of_what_was_there(
    full: Path, rounds: list[tuple[list[tuple[str, list[str]]], list[int], int]]
) -> None:
    """A digest brings papers to which old ones are related, lists old ones anew, and an old entry gets a page."""
    with tempfile.TemporaryDirectory(dir=full.parent) as folder:
        root = Path(folder) / "archive"
        shutil.copytree(full, root, symlinks=True)
        shelf = Shelf(root)
        for number, (comers, known, to_come) in enumerate(rounds):
            day = f"2026-12-0{number + 1}"
            for place, (abstract, authors) in enumerate(comers):
                shelf.paper(f"Comer {place} of {day}", abstract, day, authors=[*authors])
            for one in dict.fromkeys(known):
                shelf.list(day, f"Paper {one}", f"papers/2026-11/paper-{one}.md", votes=one)
            if to_come >= 10:
                what_was_to_come(shelf, f"2026-11-{to_come}")
            site = build(root, strict=False).site_dir
            assert differences(contents(site), cold(root, Path(folder) / str(number))) == [], rounds


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_change_shows_at_once(furnished: Path, tmp_path: Path, name: str) -> None:
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    EDITS[name](Shelf(root))
    site = build(root, strict=False).site_dir
    assert differences(contents(site), cold(root, tmp_path / "cold")) == []


def test_pages_without_an_address_are_told_of_and_nothing_else(furnished: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    before = contents(root / "site")
    EDITS["pages without an address"](Shelf(root))
    assert differences(before, contents(build(root, strict=False).site_dir)) == ["status/index.html"]


@pytest.mark.parametrize("package", ["jinja2", "python-slugify", "pyyaml", "text-unidecode"])
def test_another_version_of_a_library_draws_all_anew(
    furnished: Path, tmp_path: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    page = drawn(PAGE, root / "site")
    before = build(root, strict=False) and page.stat().st_ino
    monkeypatch.setattr(libraries, "version", lambda name: "0" if name == package else version(name))
    assert build(root, strict=False) and page.stat().st_ino != before


def test_full_sheets_move_with_what_stands_before_them(tmp_path: Path) -> None:
    """A paper that goes moves all that came after it, of which nothing else is said than before."""
    shelf = Shelf.empty(tmp_path / "archive")
    shelf.topic("speech", "Speech", None, "Models that hear.")
    paths = [
        shelf.paper(f"Paper {n:03}", "Of sound.", date="2026-11-20", tags=["speech"]) for n in range(160)
    ]
    build(shelf.root, strict=False)
    (shelf.root / "docs" / paths[-1]).unlink()
    site = build(shelf.root, strict=False).site_dir
    assert differences(contents(site), cold(shelf.root, tmp_path / "cold")) == []


def test_the_first_date_of_an_archive_brings_feeds_to_all(tmp_path: Path) -> None:
    """Where nothing says when, there are no feeds; then a paper of somebody else has a date."""
    shelf = Shelf.empty(tmp_path / "archive")
    for number in range(10):
        shelf.paper(f"Paper {number}", "Of sound.", authors=[WITH_A_FEED])
    build(shelf.root, strict=False)
    shelf.paper("Dated", "Of light.", authors=["Somebody Else"], date="2026-11-05")
    site = build(shelf.root, strict=False).site_dir
    assert (site / "authors/grace-hopper/feed.xml").is_file()
    assert differences(contents(site), cold(shelf.root, tmp_path / "cold")) == []


def test_a_theme_may_bring_names_that_are_no_utf_8(furnished: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    EDITS["a template"](Shelf(root))
    name = os.fsdecode(b"caf\xe9.png")
    (root / "overrides" / name).write_bytes(b"one")
    build(root, strict=False)
    before = drawn(PAGE, root / "site").stat().st_mtime_ns
    (root / "overrides" / name).write_bytes(b"two")
    site = build(root, strict=False).site_dir
    assert (site / name).read_bytes() == b"two" and drawn(PAGE, site).stat().st_mtime_ns == before
    assert differences(contents(site), cold(root, tmp_path / "cold")) == []


def test_no_number_of_votes_is_too_large_for_a_site(furnished: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    record = root / "digests/hf-api-2026-11-20.json"
    record.write_text(record.read_text().replace('"votes": 9', f'"votes": {10**400}'))
    site = build(root, strict=False).site_dir
    assert f"{10**400:,}" in (site / "digests/hf-api-2026-11-20/index.html").read_text()


def test_only_what_changed_is_drawn(furnished: Path, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    build(root, strict=False)
    before = {file: file.stat().st_mtime_ns for file in (root / "site").rglob("index.html")}
    EDITS["an abstract"](Shelf(root))
    build(root, strict=False)
    changed = {
        file.relative_to(root / "site").as_posix()
        for file, written in before.items()
        if file.stat().st_mtime_ns != written
    }
    assert "papers/2026-11/few-shots-across-languages/index.html" in changed
    assert "papers/2026-11/counting-to-ten/index.html" not in changed
    assert len(PAPERS) == 4


def test_another_plugin_sees_every_page(furnished: Path, tmp_path: Path) -> None:
    """What listens to pages is given all of them, and changes nothing where it changes nothing."""
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, ignore=shutil.ignore_patterns("site", ".cache"))
    before = contents(build(root, strict=False).site_dir)
    (root / "hook.py").write_text(
        "def on_post_page(output, page, config):\n"
        "    open(config.config_file_path + '.seen', 'a').write(page.url + '\\n')\n"
        "    return output\n"
    )
    with (root / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    after = contents(build(root, strict=False).site_dir)
    seen = set((root / "mkdocs.yml.seen").read_text().splitlines())
    assert {"papers/2026-11/counting-to-ten/", "tags/speech/", "authors/ada-byron/", "about/"} <= seen
    assert differences(before, after) == []


def test_what_another_plugin_made_of_pages_goes_with_it(furnished: Path, tmp_path: Path) -> None:
    """Settings name a hook by its file, whatever is in it."""
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    hook = root / "hook.py"
    with (root / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    hook.write_text(
        "def on_post_page(output, page, config):\n    return output.replace('Byron', 'Lovelace')\n"
    )
    altered = contents(build(root, strict=False).site_dir)
    hook.write_text("")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True)  # anew
    assert differences(contents(root / "site"), altered)
    assert differences(contents(root / "site"), cold(root, tmp_path / "cold")) == []


def test_another_plugin_sees_every_file(furnished: Path, tmp_path: Path) -> None:
    """MkDocs does not look among the papers, unless somebody before us wants to know what is there."""
    root = tmp_path / "archive"
    shutil.copytree(furnished, root, symlinks=True)
    (root / "hook.py").write_text(
        "from mkdocs.plugins import event_priority\n"
        "@event_priority(100)\n"
        "def on_files(files, config):\n"
        "    open(config.config_file_path + '.seen', 'w').write('\\n'.join(files.src_uris))\n"
        "    return files\n"
    )
    with (root / "mkdocs.yml").open("a") as file:
        file.write("hooks: [hook.py]\n")
    before = contents(root / "site")
    after = contents(build(root, strict=False).site_dir)
    assert "papers/2026-11/counting-to-ten.md" in (root / "mkdocs.yml.seen").read_text().splitlines()
    assert differences(before, after) == []
