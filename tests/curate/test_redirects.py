"""The file of redirects holds any notice that a person may write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.redirects import Redirects
from generator.storage.redirects import decode_redirects, encode_redirects


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_every_notice_is_read_back(notice: str) -> None:
    redirects = Redirects(removed={"papers/2026-10/gone/": notice})
    assert decode_redirects(encode_redirects(redirects)) == redirects


@pytest.mark.parametrize("notice", ["Gone 😀", "\U0010ffff", "\x7f", '"\\\n\x00'])
def test_odd_notices(notice: str) -> None:
    redirects = Redirects(removed={"papers/2026-10/gone/": notice})
    assert decode_redirects(encode_redirects(redirects)) == redirects
