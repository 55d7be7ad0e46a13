"""Saved messages: whatever is inside is read, on the line where it stands, dated by the message."""

import base64
import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.readers import mail
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from tests.readers.test_cases import told

CASES = Path(__file__).parent / "cases"
HEADER = b"From: a@example.org\nTo: b@example.org\nDate: Fri, 6 Nov 2026 23:59:00 -0500\n"
BIB = "@misc{one, title={A Naïve Title}}\n\n@misc{two, title={Another}}\n"


@pytest.mark.parametrize(
    "case", ["arxiv-mailing.txt", "links.md", "table.md", "newsletter.html", "references.ris"]
)
@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_an_inner_file_reads_as_it_does_alone(case: str, encoding: str, newline: bytes) -> None:
    data = (CASES / case).read_bytes()
    inner = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(data)
    kind = b"text/html" if case.endswith("html") else b"text/plain"
    head = HEADER + b"Content-Type: %s; charset=utf-8\nContent-Transfer-Encoding: %s\n\n" % (
        kind,
        encoding.encode(),
    )
    whole = (head + inner).replace(b"\n", newline)
    alone, (digest,) = read(data).digests[0], read(whole).digests
    lines = whole.split(newline)
    assert digest.date == (alone.date or "2026-11-06")
    assert len(digest.entries) == len(alone.entries)
    for entry, other in zip(alone.entries, digest.entries, strict=True):
        assert replace(entry, line=None) == replace(other, line=None)
        if encoding != "base64":
            there = data.split(b"\n")[(entry.line or 0) - 1]
            here = b"\n".join(lines[(other.line or 0) - 1 :][:3])
            assert there[:12] in (quopri.decodestring(here) if encoding == "quoted-printable" else here)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "nonsense", "punycode", "hex"])
def test_charsets(charset: str) -> None:
    known = charset if charset.startswith(("utf", "iso", "win")) else "utf-8"
    data = HEADER + f"Content-Type: text/plain; charset={charset}\n\n{BIB}".encode(known)
    assert read(data).digests[0].entries[0].title == "A Naïve Title"


def test_a_message_within_a_message_is_dated_by_the_inner_one() -> None:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Date"] = (
        "x@example.org",
        "y@example.org",
        "Mon, 2 Nov 2026 08:00:00 +0100",
    )
    inner.set_content(BIB)
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Date"] = (
        "y@example.org",
        "z@example.org",
        "Fri, 6 Nov 2026 08:00:00 +0100",
    )
    outer.set_content("Look at this.")
    outer.add_attachment(inner)
    (digest,) = read(outer.as_bytes()).digests
    assert digest.date == "2026-11-02" and len(digest.entries) == 2


def test_text_in_two_forms_is_read_once_and_attachments_besides() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = (
        "x@example.org",
        "y@example.org",
        "Mon, 2 Nov 2026 08:00:00 +0100",
    )
    message.set_content("- [Sails in the Wind](https://arxiv.org/abs/2611.00201)\n")
    message.add_alternative(
        '<p><a href="https://arxiv.org/abs/2611.00201">Sails in the Wind</a></p>', subtype="html"
    )
    message.add_attachment(BIB.encode(), maintype="application", subtype="octet-stream", filename="../x.bib")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="x.png")
    digests = read(message.as_bytes()).digests
    assert [(digest.format, len(digest.entries)) for digest in digests] == [("newsletter", 1), ("bibtex", 2)]


def test_a_mailbox_is_all_its_messages() -> None:
    one = b"From x@example.org Fri Nov  6 08:00:00 2026\n" + HEADER + b"\n" + BIB.encode() + b"\n"
    reading = read(one * 3)
    assert [len(digest.entries) for digest in reading.digests] == [2, 2, 2]
    lines = (one * 3).decode().split("\n")
    assert all(
        lines[(entry.line or 0) - 1].startswith("@misc") for d in reading.digests for entry in d.entries
    )


def test_a_message_without_a_digest_says_so() -> None:
    with pytest.raises(UnreadableError, match="This is no digest"):
        read(HEADER + b"\nHello!\n")


def test_hostile_messages_are_refused() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500))
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\nContent-Type: text/plain\n\nx\n" * 1000
    long = b"Content-Type: text/plain; " + b';"' * 50_000 + b"\n\nx"
    for body in (nested, many, long):
        with pytest.raises(UnreadableError, match=r"too many parts|too long"):
            read(HEADER + body)
    with pytest.raises(UnreadableError, match="larger than"):
        list(mail.parts(HEADER + b"x" * mail.LIMIT))


PIECES = [
    b"Content-Type: multipart/mixed; boundary=b\n",
    b"Content-Type: text/html; charset=x\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Disposition: attachment; filename*=x''%zz\n",
    *(b"--b\n", b"--b--\n", b"\n", b"QUJD\n", b"=\n", b"=ZZ\n", b"\xff\n", b"Date: \xff\n", b"From x 2026\n"),
    b"@misc{a, title={x}}\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_headers_in_any_order_are_read_or_refused(lines: list[bytes]) -> None:
    told(HEADER + b"".join(lines))
