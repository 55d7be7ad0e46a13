"""The site is what the last build made, whatever stood there, and changes in one step."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.fingerprint import fingerprint
from generator.site.build import SiteError, build
from generator.site.output import exchange as exchange_module
from generator.site.output import manifest, place, reach
from generator.site.output import tree as tree_module
from generator.site.output.tree import Tree
from generator.storage.lock import lock
from tests.site.conftest import Shelf

NAMES = ["a", "b", "b/c", "b/d/e", "c/index.html", "c"]
SITES = st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=3), max_size=5).filter(
    lambda files: not any(other.startswith(f"{name}/") for name in files for other in files)
)
KEPT = ["a/b/one", "a/b/two", "a/c/d/one", "top"]
ENDS = ["next.json", "twin.json", "site.json"]
"""Manifests that a build which ends while it publishes does not come to put in place."""
HARM = st.sampled_from(
    ["none", "site", "twin", "manifest", "link", "stranger", "no manifest", "no site", "stop", *ENDS]
)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def harm(root: Path, how: str) -> None:
    site, twin = root / "site", root / "cache/twin"
    damaged = {"site": site, "twin": twin, "link": twin, "stranger": twin}.get(how)
    if how == "stranger" and twin.is_dir():
        (twin / "b/x").mkdir(parents=True, exist_ok=True) if not (twin / "b").is_file() else None
        (twin / "z").write_bytes(b"z")
    elif damaged and damaged.is_dir():
        for file in [file for file in damaged.rglob("*") if file.is_file()]:
            file.unlink()  # the two share files: one is not changed through the other
            file.symlink_to("/etc/hostname") if how == "link" else file.write_bytes(b"harm")
    elif how == "no site":
        shutil.rmtree(site, ignore_errors=True)
    elif how in ("manifest", "no manifest"):
        for manifest in (root / "cache").glob("*.json"):
            manifest.write_bytes(manifest.read_bytes()[:-2]) if how == "manifest" else manifest.unlink()


@contextmanager
def ending_at(name: str) -> Iterator[None]:
    """Without what follows the moment at which a file would get this name, as after a kill."""
    replace = os.replace

    def until(old: Path, new: Path) -> None:
        if new.name == name:
            raise InterruptedError
        replace(old, new)

    with pytest.MonkeyPatch.context() as patched, suppress(InterruptedError):
        patched.setattr(os, "replace", until)
        yield


@pytest.mark.parametrize("can_open", [True, False])
@settings(max_examples=100, deadline=None)
@given(builds=st.lists(st.tuples(SITES, HARM), max_size=5))
def test_whatever_stood_there_the_site_is_what_the_build_made(
    can_open: bool, builds: list[tuple[dict[str, bytes], str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(reach, "CAN_OPEN", can_open)
        root = Path(folder)
        (root / "cache").mkdir()
        before: dict[str, bytes] = {}
        for files, how in builds:
            tree = Tree(root / "site", root / "cache")
            for path, data in files.items():
                if not tree.has(path, data.hex()):
                    tree.write(path, data, key=data.hex())
            if how == "stop":
                assert files_of(root / "site") == before
                continue
            with ending_at(how):
                tree.publish()
            assert files_of(root / "site") == (before if how == "next.json" else files)
            harm(root, how)
            before = files_of(root / "site")


PARTS = {
    "page": ["drawn-1", "drawn-2", "by-hand-1"],
    "source": ["", "source", "other"],
    "picture": ["", "before", "after"],
}
"""What may stand in a folder; a picture comes before the others, or after them."""
EDITS = [(part, value) for part, values in PARTS.items() for value in values]
BUILDS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(["p", "p/a"]), st.sampled_from(EDITS)), max_size=2),
        st.sampled_from(["none", "stop", "twin"]),
    ),
    min_size=4,
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(builds=BUILDS)
def test_a_folder_stays_only_where_the_new_site_has_the_same_in_it(
    builds: list[tuple[list[tuple[str, tuple[str, str]]], str]],
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        (root / "cache").mkdir()
        last: dict[str, str] = {}
        before: dict[str, bytes] = {}
        folders = {
            "p": {"page": "drawn-1", "source": "source", "picture": ""},
            "p/a": {"page": "by-hand-1", "source": "", "picture": ""},
        }
        for edits, how in builds:
            for folder, (name, value) in edits:
                folders[folder][name] = value
            tree, files = Tree(root / "site", root / "cache"), {}
            for folder, its_own in folders.items():
                page, source, picture = its_own.values()
                its = {"index.html": page, "index.md": source, "picture": picture}
                files |= {f"{folder}/{name}": text.encode() for name, text in its.items() if text}
                if picture == "before":
                    tree.write(f"{folder}/picture", picture.encode())
                known = fingerprint(source.encode()) if source else ""
                tells_the_same = page[-1] == last.get(folder, "?")[-1] and page.startswith("drawn")
                if not (tells_the_same and tree.has_page(folder, len("drawn-1"), known)):
                    tree.write(f"{folder}/index.html", page.encode(), page)
                    if source:
                        tree.write(f"{folder}/index.md", source.encode())
                if picture == "after":
                    tree.write(f"{folder}/picture", picture.encode())
            assert sorted(tree.known("p")) == sorted(before)
            if how != "stop":
                tree.publish()
                before = files
                last = {folder: its_own["page"] for folder, its_own in folders.items()}
                assert files_of(root / "site") == files
                harm(root, how)


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    for content in (b"1", b"2", b"3"):
        tree = Tree(tmp_path / "site", tmp_path / "cache")
        tree.write("same/file", b"same")
        tree.write("other", content)
        tree.publish()
    written = [(tmp_path / folder / "same/file").stat() for folder in ("site", "cache/twin")]
    assert os.path.samestat(*written)
    assert files_of(tmp_path / "site") == {"same/file": b"same", "other": b"3"}


def test_a_first_build_leaves_the_folder_that_the_next_one_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").mkdir()
    clock = tree_module._clock
    monkeypatch.setattr(
        tree_module, "_clock", lambda folder: time.sleep(0.02) or clock(folder)
    )  # as if at work
    built(tmp_path)
    assert files_of(tmp_path / "cache/twin") == files_of(tmp_path / "site")
    linked = [(tmp_path / folder / KEPT[0]).stat() for folder in ("site", "cache/twin")]
    assert os.path.samestat(*linked)
    monkeypatch.setattr(os, "link", refused)
    read = folders_read(monkeypatch)
    for _ in range(2):
        built(tmp_path)
    assert read == 2 * [f"{tmp_path}/cache/twin/"]
    assert files_of(tmp_path / "site") == {path: path.encode() for path in KEPT}
    assert os.path.samestat(linked[0], (tmp_path / "site" / KEPT[0]).stat())


def refused(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


@pytest.mark.parametrize("failing", ["os.link", "os.mkdir", "write_twin"])
def test_a_first_build_whose_twin_cannot_be_made_is_none_the_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    (tmp_path / "cache").mkdir()
    tree = Tree(tmp_path / "site", tmp_path / "cache")
    tree.write("a/b", b"b")
    with monkeypatch.context() as patched:
        module, name = (os, failing.removeprefix("os.")) if "." in failing else (manifest, failing)
        patched.setattr(module, name, full)
        tree.publish()
    assert files_of(tmp_path / "site") == {"a/b": b"b"}
    assert not (tmp_path / "cache/twin").exists()
    built(tmp_path)
    assert files_of(tmp_path / "site") == {path: path.encode() for path in KEPT}


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_what_comes_into_the_way_of_a_link_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "others").write_bytes(b"mine")
    built(tmp_path)
    shutil.rmtree(tmp_path / "cache/twin")
    tree = Tree(tmp_path / "site", tmp_path / "cache")
    assert tree.has(KEPT[0], fingerprint(KEPT[0].encode()))
    (tmp_path / "cache/twin" / KEPT[1]).symlink_to(tmp_path / "others")
    with pytest.raises(FileExistsError):
        tree.write(KEPT[1], KEPT[1].encode())
    assert (tmp_path / "others").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_looked_at_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built_often(tmp_path)
    look = os.stat

    def broken(path: str, **how: object) -> os.stat_result:
        if str(path).endswith("c"):
            raise OSError(errno.EIO, "Input/output error", path)
        return look(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", broken)
    with pytest.raises(OSError, match="Input/output") as caught:
        Tree(tmp_path / "site", tmp_path / "cache")
    assert caught.value.filename == str(tmp_path / "cache/twin/a/c")


def test_a_disk_without_links_holds_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "cache").mkdir()
    built(tmp_path)
    assert not (tmp_path / "cache/twin").exists()
    written = (tmp_path / "site" / KEPT[0]).stat().st_mtime_ns
    built(tmp_path)
    assert files_of(tmp_path / "site") == {path: path.encode() for path in KEPT}
    assert (tmp_path / "site" / KEPT[0]).stat().st_mtime_ns == written


def built(root: Path) -> None:
    tree = Tree(root / "site", root / "cache")
    for path in KEPT:
        tree.write(path, path.encode())
    tree.publish()


def built_often(root: Path) -> None:
    """A site whose folders were looked into before, long enough ago for the clock of the disk to move on."""
    (root / "cache").mkdir()
    (root / "older/b").mkdir(parents=True)
    (root / "older/b/stranger").touch()
    for _ in range(5):
        built(root)
        time.sleep(0.02)


def moved_away(twin: Path) -> None:
    (twin / "a").rename(twin / "z")


def moved_up(twin: Path) -> None:
    (twin / "a/b").rename(twin / "b")


def linked_elsewhere(twin: Path) -> None:
    (twin / "a/b").rename(twin.parent / "b")
    (twin / "a/b").symlink_to(twin.parent / "b")


def written_over(twin: Path) -> None:
    (twin / "a/b/two").write_bytes(b"harm")


def written_over_in_the_same_length(twin: Path) -> None:
    (twin / "a/b/two").write_bytes(b"harmed!")


def replaced(twin: Path) -> None:
    (twin / "new").write_bytes(b"harmed!")
    os.replace(twin / "new", twin / "a/b/two")


def taken_for_a_folder(twin: Path) -> None:
    (twin / "a/b/two").unlink()
    (twin / "a/b/two/x").mkdir(parents=True)
    (twin / "a/b/two/x/y").touch()


def a_stranger(twin: Path) -> None:
    (twin / "a/b/three").touch()


def strangers(twin: Path) -> None:
    (twin / "a/x/y").mkdir(parents=True)
    (twin / "a/x/y/z").touch()


def a_link(twin: Path) -> None:
    (twin / "a/b/two").unlink()
    (twin / "a/b/two").symlink_to("one")


def a_file_gone(twin: Path) -> None:
    (twin / "a/b/two").unlink()


def a_folder_gone(twin: Path) -> None:
    shutil.rmtree(twin / "a/b")


def a_file_for_a_folder(twin: Path) -> None:
    shutil.rmtree(twin / "a/b")
    (twin / "a/b").touch()


def come_from_elsewhere(twin: Path) -> None:
    shutil.rmtree(twin / "a")
    next(one for one in twin.parents if (one / "older").is_dir()).joinpath("older").rename(twin / "a")


@pytest.mark.parametrize(
    "change",
    [
        come_from_elsewhere, moved_away, moved_up, linked_elsewhere,
        written_over, written_over_in_the_same_length, replaced, taken_for_a_folder,
        a_stranger, strangers, a_link, a_file_gone, a_folder_gone, a_file_for_a_folder,
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["site", "cache/twin"])
def test_what_changed_in_folders_that_were_looked_into_before_is_noticed(
    tmp_path: Path, change: Callable[[Path], None], place: str
) -> None:
    built_often(tmp_path)
    change(tmp_path / place)
    for _ in range(2):
        built(tmp_path)
        assert files_of(tmp_path / "site") == {path: path.encode() for path in KEPT}
        assert not [path for path in (tmp_path / "site").rglob("*") if path.is_symlink()]


def test_what_comes_into_an_empty_folder_of_others_is_noticed(tmp_path: Path) -> None:
    built_often(tmp_path)
    for folder in ("site", "cache/twin"):
        (tmp_path / folder / "a/b/empty").mkdir()
    for _ in range(4):
        built(tmp_path)
        time.sleep(0.02)
    for folder in ("site", "cache/twin"):
        if (tmp_path / folder / "a/b/empty").is_dir():
            (tmp_path / folder / "a/b/empty/stranger").touch()
    built(tmp_path)
    assert files_of(tmp_path / "site") == {path: path.encode() for path in KEPT}


def test_an_older_folder_in_the_place_of_the_site_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "other/a/b").mkdir(parents=True)
    (tmp_path / "other/a/b/stranger").touch()
    built_often(tmp_path)
    (tmp_path / "site").rename(tmp_path / "gone")
    (tmp_path / "other").rename(tmp_path / "site")
    for _ in range(2):
        built(tmp_path)
        assert files_of(tmp_path / "site") == {path: path.encode() for path in KEPT}


def test_folders_that_were_looked_into_before_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_often(tmp_path)
    read = folders_read(monkeypatch)
    built(tmp_path)
    assert read == [f"{tmp_path}/cache/twin/"]


def folders_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are looked into from here on."""
    read = []
    scandir = os.scandir

    def noted(folder: str) -> object:
        read.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", noted)
    return read


def test_a_system_that_cannot_exchange_folders_renames_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        (folder / folder.name).touch()
    monkeypatch.setattr(exchange_module, "_at_once", lambda *_: False)
    exchange_module.exchange(one, other)
    assert (list(files_of(one)), list(files_of(other))) == (["other"], ["one"])
    one.rename(tmp_path / "one.old")
    exchange_module.mend(one, other)
    assert list(files_of(one)) == ["other"]


def test_a_folder_that_cannot_take_the_other_s_place_leaves_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = tmp_path / "one"
    one.mkdir()
    monkeypatch.setattr(exchange_module, "_at_once", lambda *_: False)
    with pytest.raises(FileNotFoundError):
        exchange_module.exchange(one, tmp_path / "nowhere")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_two_builds_at_once_do_not_meet(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "lock", partial(lock, patience=0.1))
    (shelf.root / ".cache/site").mkdir(parents=True)
    with (
        lock(shelf.root, name=".cache/site/lock"),
        pytest.raises(SiteError, match=r"Another run \(pid \d+\)"),
    ):
        shelf.build()
    assert (shelf.build() / "index.html").exists()


def test_a_build_that_fails_leaves_the_site_as_it_was(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.paper("Here", "Of something.", "2026-11-23")
    before = files_of(shelf.build())
    shelf.paper("There", "Of something else.", "2026-11-23")
    with monkeypatch.context() as broken:
        broken.setattr(Tree, "write", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space", "x")))
        with pytest.raises(Exception, match="The site cannot be written: No space"):
            build(shelf.root, strict=True)
    assert files_of(shelf.root / "site") == before
    assert "papers/2026-11/there/index.html" in files_of(shelf.build())
