"""Search is made of parts that are kept: what was kept never shows in what is made."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from generator.site.catalogue import catalogue
from generator.site.output.tree import Tree
from generator.site.search import pagefind, parts, runs, scratch, write
from generator.site.search.pagefind import SearchError
from generator.site.search.papers import CataloguePapers, Entry
from generator.site.search.parts import FOLDER, MAP, Parts, Search
from generator.site.search.runs import cuts
from generator.storage.reading import read_archive
from tests.site.conftest import Shelf, furnish

Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards, groups and blocks of a few papers, so that an archive of a few has several."""
    monkeypatch.setattr(runs, "SHARD", (1, 2, 3))
    monkeypatch.setattr(runs, "PIECE", (1, 2, 2))
    monkeypatch.setattr(runs, "GROUP", (2, 2, 4))
    monkeypatch.setattr(parts, "BLOCK", 2)


class Watched(CataloguePapers):
    """Remembers whose entries were asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__(catalogue(read_archive(root)))
        self.asked: list[str] = []

    def entry(self, path: str) -> Entry:
        self.asked.append(path)
        return super().entry(path)


def made(root: Path, cache: Path) -> Files:
    return files(Search(Watched(root), cache).parts())


def files(of: Parts) -> Files:
    """What a site without any search gets."""
    found = {f"{FOLDER}/{part.folder}/{name}": data for part in of.parts for name, data in part.files()}
    return found | {f"{FOLDER}/{MAP}": of.map}


@pytest.fixture
def kept(shelf: Shelf) -> Shelf:
    furnish(shelf)
    for number in range(6):
        shelf.paper(f"Paper {number}", f"Of words {'again ' * number}.", "2026-11-24", authors=["Ada Byron"])
    return shelf


PATHS = st.lists(st.text("abc", min_size=1, max_size=8).map("papers/2026-11/{}.md".format), unique=True)


@given(PATHS)
def test_every_paper_is_in_one_shard_and_none_is_too_large(order: list[str]) -> None:
    found = list(cuts(order))
    assert [place for start, end, _ in found for place in range(start, end)] == list(range(len(order)))
    assert all(end - start <= runs.SHARD[2] for start, end, _ in found)
    fullness = [is_full for *_, is_full in found]
    assert fullness == sorted(fullness, reverse=True)


def test_a_paper_that_goes_moves_the_cuts_beside_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "SHARD", (96, 128, 320))
    monkeypatch.setattr(runs, "PIECE", (16, 32, 64))
    order = [f"papers/{number:06}.md" for number in range(20_000)]
    before = {tuple(order[start:end]) for start, end, _ in cuts(order)}
    del order[10_000]
    after = {tuple(order[start:end]) for start, end, _ in cuts(order)}
    assert len(before) > 60 and len(after - before) <= 6


def edit(shelf: Shelf, kind: str, number: int) -> None:
    pages = sorted(shelf.root.glob("docs/papers/*/*.md"))
    page = pages[number % len(pages)]
    if kind == "add":
        shelf.paper(
            f"Added {number}", "Words that were added.", "2026-11-25", votes=number, authors=["Ada Byron"]
        )
    elif kind == "delete":
        page.unlink()
    elif kind == "edit":
        page.write_text(page.read_text().replace(".", f", edited {number}.", 1))
    elif kind == "rename a topic":
        topic = shelf.root / "docs/tags/speech.md"
        topic.rename(topic.with_name(f"speech-{number}.md"))
        (shelf.root / "docs/tags/speech.md").write_text(f"---\nname: Other {number}\n---\n")
    else:
        path = page.relative_to(shelf.root / "docs").as_posix()
        shelf.list("2026-11-26", page.stem, path, votes=number)


KINDS = ("add", "delete", "edit", "rename a topic", "list again")
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=3, max_size=3)


@settings(max_examples=5, deadline=None)
@given(EDITS)
def test_what_was_kept_never_shows(edits: Sequence[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf.empty(Path(folder) / "shelf")
        furnish(shelf)
        cache, site = Path(folder) / "cache", Path(folder) / "site"
        for kind, number in edits:
            edit(shelf, kind, number)
            search = Search(Watched(shelf.root), cache)
            put(search, site)
            search.forget_others()
        assert on_disk(site) == made(shelf.root, Path(folder) / "cold")


def put(search: Search, site: Path) -> None:
    """Search put into a site as a build does it."""
    twins = site.with_name("twins")
    twins.mkdir(exist_ok=True)
    tree = Tree(site, twins)
    write.put(search.parts(), tree)
    tree.publish()


def on_disk(site: Path) -> Files:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def test_a_new_paper_has_no_old_ones_read(kept: Shelf, tmp_path: Path) -> None:
    before = made(kept.root, tmp_path / "cache")
    kept.paper("The newest", "Nothing else changed.", "2026-11-25")
    papers = Watched(kept.root)
    after = files(Search(papers, tmp_path / "cache").parts())
    assert set(papers.asked) <= set(papers.order[-runs.SHARD[2] :])
    assert "papers/2026-11/the-newest.md" in papers.asked
    assert {name for name in before if name in after and before[name] != after[name]} == {
        "search/tables.json"
    }


def cut_short(pack: Path) -> None:
    pack.write_bytes(pack.read_bytes()[:-1])


def flipped(pack: Path) -> None:
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.write_bytes(data)


def emptied(pack: Path) -> None:
    pack.write_bytes(b"")


def replaced(pack: Path) -> None:
    """By another that is whole."""
    other = next(one for one in sorted(pack.parent.iterdir()) if one.name != pack.name)
    shutil.copyfile(other, pack)


def test_damage_is_noticed(kept: Shelf, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    whole = made(kept.root, cache)
    for damage, pack in zip(
        cycle([cut_short, flipped, emptied, replaced]), sorted(cache.iterdir()), strict=False
    ):
        damage(pack)
    assert made(kept.root, cache) == whole


def test_what_is_of_no_use_is_forgotten(kept: Shelf, tmp_path: Path) -> None:
    cache, site = tmp_path / "cache", tmp_path / "site"
    for _ in range(2):
        search = Search(Watched(kept.root), cache)
        put(search, site)
        search.forget_others()
        kept_now = {file.name for file in cache.iterdir()}
        kept.paper("One more", "With words.", "2026-11-27")
    (site / "search/words/~half").mkdir()
    (site / "search/words/~half/0.bin").write_bytes(b"half")
    put(Search(Watched(kept.root), cache), site)
    assert on_disk(site) == made(kept.root, tmp_path / "cold")
    assert len(kept_now) < 12


def test_what_a_killed_build_left_goes_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "_MEMORY", str(tmp_path))
    with scratch.scratch() as used:
        shutil.copytree(used, tmp_path / f"{used.name}-left")
        shutil.copytree(used, tmp_path / "left-by-somebody-else")
        (tmp_path / f"{used.name}-file").write_text("no folder")
        (tmp_path / f"{used.name}-link").symlink_to(tmp_path / "left-by-somebody-else")
        for name in (f"{used.name}-left", f"{used.name}-file", f"{used.name}-link", "left-by-somebody-else"):
            os.utime(tmp_path / name, (0, 0), follow_symlinks=False)
        scratch.sweep()
        left = {file.name.removeprefix(used.name) for file in tmp_path.iterdir()}
    assert left == {"", "-file", "-link", "left-by-somebody-else"}


def test_an_indexer_that_fails_is_told_of(
    kept: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "get_executable", lambda: Path("/bin/false"))
    with pytest.raises(SearchError, match="The search index cannot be made"):
        made(kept.root, tmp_path / "cache")


@pytest.fixture
def partial(chromium: Browser, serve: Callable[[Path], str], kept: Shelf) -> tuple[Browser, str]:
    kept.paper("The oldest", "Of passages that are old.", "2020-01-02", authors=["Ada Byron"])
    return chromium, serve(kept.build())


def test_older_papers_are_searched_on_request(partial: tuple[Browser, str]) -> None:
    chromium, address = partial
    page = chromium.new_page()

    def few(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        body = response.text().replace("AT_FIRST = 8000", "AT_FIRST = 1")
        route.fulfill(response=response, body=body)  # type: ignore[attr-defined]

    page.route("**/library.js", few)
    page.goto(f"{address}search/?q=passages")
    expect(page.locator("#said")).to_contain_text("No paper for “passages” among the newest")
    page.get_by_role("link", name="Search the older papers too").click()
    expect(page.locator("#results > li > a")).to_have_text(["The oldest"])
    expect(page.locator("#said")).to_have_text("1 paper for “passages”")
    assert "all=1" in page.url
    expect(page.get_by_role("link", name="Search the older papers too")).to_have_count(0)
    page.get_by_label("Year").select_option("2020 (1)")
    expect(page.locator("#said")).to_have_text("1 paper for “passages”, listed in 2020")
    page.goto(f"{address}search/?year=2020")
    expect(page.locator("#said")).to_contain_text("No paper, listed in 2020 among the newest")
    page.close()
