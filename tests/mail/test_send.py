"""Sending, to a real server on this machine: encrypted, once, and told where it fails."""

import errno
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.mail import settings
from generator.mail.errors import MailError
from tests.conftest import Run, tree
from tests.mail.conftest import Post
from tests.plug.archive import undone
from tests.plug.disk import failing_at, forked, pulled_at

LOG = "mailed.toml"
ID = "<hf-api-2026-03-09.shelf@example.org>"


def test_a_message_is_delivered_and_noted(
    archive: Path, papershelf: Run, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    newsletter.to(f"smtp://localhost:{post.port}")
    result = papershelf("mail", "--send")
    assert (result.exit_code, result.stdout) == (0, "hf-api-2026-03-09: sent to 1 of 1\n"), result.output
    (got,) = post.received
    assert (got.sender, got.recipients, got.is_encrypted) == (
        "digest@example.org",
        ["list@example.org"],
        True,
    )
    read = message_from_bytes(got.data, policy=policy.default)
    assert read["From"] == "Papers of the Reading Room <digest@example.org>"
    assert read["To"] == "list@example.org" and read["Message-ID"] == ID
    assert read["List-Unsubscribe"] == "<mailto:digest@example.org?subject=unsubscribe>"
    assert "Five Ways of Counting" in read.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert (archive / LOG).read_text().splitlines()[-1] == f'"hf-api-2026-03-09" = "{ID}"'


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server does not see that all is encrypted
def test_a_server_may_speak_tls_from_the_first_byte_on(
    archive: Path, papershelf: Run, sealed_post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    newsletter.to(f"smtps://localhost:{sealed_post.port}")
    assert papershelf("mail", "--send").exit_code == 0
    assert len(sealed_post.received) == 1


def test_nothing_is_sent_twice_unless_forced(
    archive: Path, papershelf: Run, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    newsletter.to(f"smtp://localhost:{post.port}")
    papershelf("mail", "--send")
    before = tree(archive)
    again = papershelf("mail", "hf-api-2026-03-09", "--send")
    assert (
        again.exit_code == 3
        and "was sent before (mailed.toml says so). --force sends it again." in again.stderr
    )
    assert len(post.received) == 1 and tree(archive) == before
    assert papershelf("mail", "--send", "--force").exit_code == 0
    assert len(post.received) == 2 and tree(archive) == before
    assert papershelf("mail", "week", "--send").exit_code == 0


def test_each_recipient_gets_one_of_their_own(
    archive: Path, papershelf: Run, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    post.refuses = {"gone@example.org"}
    newsletter.to(
        f"smtp://localhost:{post.port}", recipients="Ada <ada@example.org>, gone@example.org,max@example.org"
    )
    result = papershelf("mail", "--send")
    assert result.exit_code == 1 and "sent to 2 of 3" in result.stdout
    assert result.stderr.startswith("gone@example.org did not get it: 550 5.1.1 ::error::nobody of this name")
    assert [got.recipients for got in post.received] == [["ada@example.org"], ["max@example.org"]]
    assert b"max@" not in post.received[0].data
    assert papershelf("mail", "--send").exit_code == 3


def test_a_connection_that_breaks_off_sends_nobody_a_second_one(
    archive: Path, papershelf: Run, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    post.breaks_off_after = 1
    newsletter.to(f"smtp://localhost:{post.port}", recipients="a@example.org,b@example.org,c@example.org")
    result = papershelf("mail", "--send")
    assert result.exit_code == 1 and "sent to 1 of 3" in result.stdout
    assert result.stderr.count("did not get it: the connection broke off") == 2
    assert papershelf("mail", "--send").exit_code == 3


def test_what_nobody_got_is_not_noted(
    archive: Path, papershelf: Run, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    before = tree(archive)
    server = f"smtp://localhost:{post.port}"
    newsletter.to(server, password="wrong")
    refused = papershelf("mail", "--send")
    assert refused.exit_code == 1 and "does not let PAPERSHELF_MAIL_USER in: 535" in refused.stderr
    assert "wrong" not in refused.stderr and len(refused.stderr.splitlines()) == 1
    post.refuses = {"list@example.org"}
    newsletter.to(server)
    assert "takes the message for nobody: 550" in papershelf("mail", "--send").stderr
    post.refuses, post.breaks_off_after = set(), 0
    assert papershelf("mail", "--send").exit_code == 1
    assert tree(archive) == before and post.received == []
    post.breaks_off_after = None
    assert papershelf("mail", "--send").exit_code == 0


def test_whatever_ends_a_run_nobody_gets_two_and_a_failing_disk_costs_none(
    archive: Path, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    """At each call that changes a file. A kill between note and message costs it: the note might be true."""
    newsletter.to(f"smtp://localhost:{post.port}")
    before, command = tree(archive), ["mail", "--send"]
    sent, steps = forked(archive, command, lambda number, step: None)
    assert sent.code == 0 and len(steps) > 10, sent
    after = tree(archive)
    for number, step in enumerate(steps):
        for plug, least in ((failing_at(number, errno.EIO, for_good=False), 1), (pulled_at(number), 0)):
            undone(archive, before)
            post.received.clear()
            forked(archive, command, plug)
            forked(archive, command)
            assert least <= len(post.received) <= 1, step
            assert (archive / LOG).read_bytes() == after[LOG], step


def test_no_word_is_said_to_a_server_without_encryption(
    archive: Path, papershelf: Run, open_post: Post, newsletter: SimpleNamespace
) -> None:
    newsletter.to(f"smtp://127.0.0.1:{open_post.port}")
    result = papershelf("mail", "--send")
    assert result.exit_code == 1 and "offers no TLS" in result.stderr and open_post.received == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    archive: Path, papershelf: Run, post: Post, newsletter: SimpleNamespace
) -> None:
    newsletter.to(f"smtp://localhost:{post.port}")
    result = papershelf("mail", "--send")
    assert result.exit_code == 1 and "cannot be trusted" in result.stderr and post.received == []


def test_a_server_that_is_not_there_is_named(
    archive: Path, papershelf: Run, newsletter: SimpleNamespace
) -> None:
    newsletter.to("smtp://127.0.0.1:9")
    result = papershelf("mail", "--send")
    assert result.exit_code == 1
    assert result.stderr.startswith("127.0.0.1:9 cannot be reached: Connection refused.")


def test_a_log_that_is_damaged_keeps_everything_from_being_sent(
    archive: Path, papershelf: Run, post: Post, trusted: None, newsletter: SimpleNamespace
) -> None:
    newsletter.to(f"smtp://localhost:{post.port}")
    (archive / LOG).write_text("<<<<<<< HEAD\n")
    result = papershelf("mail", "--send")
    assert result.exit_code == 1 and result.stderr.startswith("mailed.toml cannot be read:")
    assert post.received == []


def test_what_is_not_set_is_named(archive: Path, papershelf: Run, newsletter: SimpleNamespace) -> None:
    result = papershelf("mail", "--send")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "PAPERSHELF_MAIL_SERVER and PAPERSHELF_MAIL_FROM and PAPERSHELF_MAIL_TO are not set. "
        "PAPERSHELF_MAIL_SERVER is the mail server, such as smtp://mail.example.org"
    )


GOOD = {
    settings.SERVER: "smtps://mail.example.org",
    settings.SENDER: "Shelf <digest@example.org>",
    settings.RECIPIENTS: "list@example.org",
}


def test_ports_and_names_have_defaults() -> None:
    read = settings.settings_from(GOOD, "Archive")
    assert (read.server.port, read.server.is_tls_at_once, read.sender.display_name) == (465, True, "Shelf")
    read = settings.settings_from(
        GOOD | {settings.SERVER: "smtp://h", settings.SENDER: "d@example.org"}, "Archive"
    )
    assert (read.server.port, read.server.is_tls_at_once, read.sender.display_name) == (587, False, "Archive")


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        (settings.SERVER, "mail.example.org", "PAPERSHELF_MAIL_SERVER is no address"),
        (settings.SERVER, "smtp://me:secret@mail.example.org", "PAPERSHELF_MAIL_SERVER is no address"),
        (settings.SERVER, "smtp://mail.example.org:port", "PAPERSHELF_MAIL_SERVER is no address"),
        (settings.SENDER, "digest", "PAPERSHELF_MAIL_FROM holds what is no mail address"),
        (settings.SENDER, "a@b\r\nBcc: c@d", "PAPERSHELF_MAIL_FROM holds more than one line"),
        (settings.RECIPIENTS, "list@example.org, nobody", "PAPERSHELF_MAIL_TO holds what is no mail address"),
        (settings.UNSUBSCRIBE, "javascript:alert(1)", "PAPERSHELF_MAIL_UNSUBSCRIBE is no address"),
        (settings.UNSUBSCRIBE, "https://x> <y", "PAPERSHELF_MAIL_UNSUBSCRIBE is no address"),
        (settings.PASSWORD, "sécret", "PAPERSHELF_MAIL_PASSWORD is set and PAPERSHELF_MAIL_USER is not"),
        (settings.USER, "room", "PAPERSHELF_MAIL_USER is set and PAPERSHELF_MAIL_PASSWORD is not"),
    ],
)
def test_a_setting_that_cannot_be_is_named(variable: str, value: str, told: str) -> None:
    with pytest.raises(MailError, match=told) as caught:
        settings.settings_from(GOOD | {variable: value}, "Archive")
    assert "secret" not in str(caught.value)


def test_a_password_that_cannot_be_told_is_no_traceback() -> None:
    with pytest.raises(MailError, match="holds a letter beyond ASCII"):
        settings.settings_from(GOOD | {settings.USER: "room", settings.PASSWORD: "sécret"}, "Archive")
