"""The formats that people and programs send: no attack costs more than its size, and none raises."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import people, said_dates
from generator.readers.registry import read
from tests.readers.test_cases import told

MANY = 20_000
RECORD = "\\\\\narXiv:2611.00001\nTitle: x\n"
LINK = "[a b](https://arxiv.org/abs/2611.00001)"
MAIL = "From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    "attack",
    [
        RECORD + "Authors: " + "(" * 5 * MANY,
        RECORD + "Authors: " + "a: " * 3 * MANY,
        RECORD + "Comments: " + "accepted at the Phys. " * MANY,
        RECORD + "\\\\\n" * 5 * MANY,
        "<rss>" + "<item>" * 3 * MANY,
        "<rss><item>" + "<a>" * 3 * MANY + "</item></rss>",
        "<rss "
        + " ".join(f"xmlns:a{n}='b'" for n in range(900))
        + ">"
        + "<item><title>x</title></item>" * 3000,
        "<rss><item><title>x</title><description>" + "&lt;p&gt;" * 3 * MANY + "</description></item></rss>",
        "<rss><item><title>" + "&" * 10 * MANY + "</title></item></rss>",
        "@misc{a, title={x}}\n" + "@a{" * 2 * MANY,
        "@misc{a, title={x}, author={" + "a, and " * 3 * MANY + "}}",
        "@string{a={" + "x" * 500 + "}}\n" + "@misc{k, title={x}, journal=a # a # a # a}\n" * MANY,
        "TY  - CONF\nTI  - x\n" + "AU  - a\n" * 3 * MANY,
        '[{"type":"article","title":"x","issued":' + "[" * 3 * MANY,
        f"- {LINK} " + "[a](" * 2 * MANY,
        f"- {LINK} x\n" + "[" * 3 * MANY,
        "- x " + "🔥(1/2)" * 2000 + " y [pdf](https://arxiv.org/abs/2611.00001)",
        f"- {LINK} x\n" + ">" * 5 * MANY,
        f"- {LINK} x\n" + "- " * 2 * MANY,
        f"- {LINK} x\n\n" + "  more text\n\n" * MANY,
        "| Title |\n|--|\n" + "|" * 5 * MANY,
        "| Title |a|b|c|\n|--|--|--|--|\n" + ("| a\n" + "b\n" * 18) * 1000,
        f"---\na: [{'[' * MANY}\n---\n- {LINK}",
        "<html>" + "<a href='https://arxiv.org/abs/2611.00001'>x y" * MANY,
        "\n" * MANY + "x",
        "a\n \n" * MANY + "x",
        "@misc{a, title={x}}\n" + "\n" * MANY + "x",
        MAIL + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * MANY,
        MAIL + "X:" + "\n y" * 5 * MANY + "\n\nx",
        MAIL + "Content-Transfer-Encoding: quoted-printable\n\n" + "=\n" * 5 * MANY,
    ],
    ids=lambda attack: attack[-30:].encode("unicode_escape").decode(),
)
def test_attacks_take_no_longer_than_their_size(attack: str) -> None:
    start = time.process_time()
    told(attack.encode())
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "stolen">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1/x">',
    ],
)
def test_what_a_feed_declares_is_never_looked_at(declared: str) -> None:
    text = f"<!DOCTYPE rss [{declared}]><rss><item><title>It says &a; only</title></item></rss>"
    (digest,) = read(text.encode()).digests
    assert [entry.title for entry in digest.entries] == ["It says &a; only"]


BEGINNINGS = [
    b"\\\\\narXiv:2611.00001\n", b"<rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'><id>https://arxiv.org/api/x</id>",
    b"@misc{a, title={x}}\n", b"TY  - CONF\n", b'[{"type":"article","issued":{},"title":"x"},',
    b"- [a b](https://arxiv.org/abs/2611.00001) ", b"| Title |\n|--|\n", b"PK\x03\x04", b"\x1f\x8b",
    b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
]  # fmt: skip


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_random_bytes_after_a_true_beginning(beginning: bytes, data: bytes) -> None:
    told(beginning + data)


@given(st.sampled_from(BEGINNINGS), st.text(alphabet="\\{}[]()<>|-*`'\"@%&#=:,; \nab1", max_size=200))
def test_marks_in_any_order_after_a_true_beginning(beginning: bytes, text: str) -> None:
    told(beginning + text.encode())


@given(
    st.lists(
        st.lists(st.text("abcXYZ.", min_size=2, max_size=6), min_size=2, max_size=3), min_size=1, max_size=6
    )
)
def test_names_survive_lists_of_any_kind(names: list[list[str]]) -> None:
    written = tuple(" ".join(name) for name in names)
    if any(word.lower().strip(".") in ("et", "al", "jr", "sr") for name in names for word in name):
        return
    assert people.listed(", ".join(written)) == written
    assert people.listed(" and ".join(f"{name} (1, 2)" for name in written)) == written
    assert (
        people.joined_by_and(" and ".join(f"{name[-1]}, {' '.join(name[:-1])}" for name in names)) == written
    )


@given(st.dates(min_value=date(1991, 8, 14), max_value=date(2090, 1, 1)))
def test_days_of_mails_and_feeds(day: date) -> None:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    month = months[day.month - 1]
    assert said_dates.day_in(f"Thu, {day.day:2} {month} {day.year} 00:45:57 -0500") == day.isoformat()
    assert said_dates.day_in(f"Thu, {day.day} {month} {day.year % 100:02} 01:36:02 GMT") == day.isoformat()
    assert said_dates.day_in(f"{day.isoformat()}T17:59:58Z") == day.isoformat()
    assert said_dates.joined(str(day.year), month.lower(), str(day.day)) == day.isoformat()
