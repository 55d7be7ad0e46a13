"""Bytes of every origin become the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.decode import decode

TEXT = "Größe “naïve” – 12 €\nsecond line\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_reads_the_same(encoding: str, newline: str) -> None:
    assert decode(TEXT.replace("\n", newline).encode(encoding)) == TEXT


def test_next_line_ends_a_line_and_controls_go() -> None:
    assert decode("a\x85b\x00\x07\tc\x7f".encode()) == "a\nb\tc"


def test_a_foreign_byte_does_not_spoil_a_file_in_utf_8() -> None:
    assert decode("Größe “x”, caf".encode() + b"\xe9") == "Größe “x”, café"


def test_a_byte_without_meaning_is_shown_as_such() -> None:
    assert decode(b"caf\xe9 \x81") == "café \ufffd"


@given(st.binary(max_size=300))
def test_any_bytes_become_text_that_can_be_written(data: bytes) -> None:
    text = decode(data)
    text.encode("utf-8")
    assert "\r" not in text and "\x00" not in text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100))
def test_utf_8_is_not_touched(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")
