"""Zips: every member for itself, no more of it than is allowed, and no name of theirs is a path."""

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import bundle
from generator.readers.reader import UnreadableError


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_come_by_name_without_what_file_managers_add(method: int) -> None:
    data = packed(
        {"b.md": b"2", "__MACOSX/b.md": b"x", ".DS_Store": b"x", "a/.git/c": b"x", "a/c.md": b"1"}, method
    )
    assert [(one.name, one.data) for one in bundle.members(data)] == [("a/c.md", b"1"), ("b.md", b"2")]


def test_a_member_that_says_less_than_it_holds_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MEMBER", 1 << 20)
    data = packed({"bomb.md": b" " * (64 << 20), "good.md": b"x"})
    bomb, good = bundle.members(data)
    assert bomb.data == b"" and "more than 1 MiB" in str(bomb.fault)
    assert good.data == b"x"


def test_many_members_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "TOTAL", 3 << 20)
    faults = [one.fault for one in bundle.members(packed({f"{n}.md": b" " * (1 << 20) for n in range(6)}))]
    assert [fault is None for fault in faults] == [True, True, True, False, False, False]


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UnreadableError, match="more than 2000 files"):
        list(bundle.members(packed({f"{n}.md": b"" for n in range(bundle.MEMBERS + 1)})))


def test_links_and_what_is_encrypted_or_damaged_cost_themselves_only() -> None:
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.md", b"damaged")
        archive.writestr("b.md", b"secret")
        archive.writestr(link, b"/etc/passwd")
        archive.writestr("z.md", b"good")
    data = bytearray(stream.getvalue().replace(b"damaged", b"DAMAGED"))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 8 : second + 10] = struct.pack("<H", 1)
    told = {one.name: str(one.fault) if one.fault else one.data for one in bundle.members(bytes(data))}
    assert "damaged" in told["a.md"] and "encrypted" in told["b.md"] and "link" in told["link.md"]
    assert told["z.md"] == b"good"


@given(st.data())
def test_damage_anywhere_is_told_and_nothing_else(data: st.DataObject) -> None:
    whole = packed({"a.md": b"one" * 30, "b.md": b"two" * 30})
    place = data.draw(st.integers(4, len(whole) - 1))
    broken = (
        whole[:place]
        + data.draw(st.binary(min_size=1, max_size=6))
        + whole[place + data.draw(st.integers(0, 6)) :]
    )
    with suppress(UnreadableError):
        list(bundle.members(broken))


def test_names_are_for_people_only(tmp_path: Path) -> None:
    (one,) = bundle.members(packed({"../../evil/2026-11-06.md": b"x"}))
    assert one.name == "../../evil/2026-11-06.md" and one.data == b"x"
    assert not list(tmp_path.iterdir())
