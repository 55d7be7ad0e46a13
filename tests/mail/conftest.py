"""An archive with a few days of digests, and a mail server that asks for TLS and a password."""

import shutil
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from typer.testing import CliRunner

from generator.cli import application
from generator.mail import settings
from tests.digests import api, item

CONFIG = """\
site_name: Papers of the Reading Room
site_url: https://example.org/shelf/
theme: {name: material}
plugins: [papershelf]
"""
WAYS = ("No", "One", "Two", "Three", "Four", "Five")
USER, PASSWORD = "room", "never-guessed"


@dataclass
class Received:
    """A message as the server got it."""

    sender: str
    recipients: list[str]
    data: bytes
    is_encrypted: bool


@dataclass
class Post:
    """What a server takes and refuses, and the address that it has."""

    received: list[Received] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    breaks_off_after: int | None = None
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 ::error::nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.breaks_off_after is not None and len(self.received) >= self.breaks_off_after:
            assert server.transport
            server.transport.abort()
            return "421 gone"
        content = envelope.content
        assert isinstance(content, bytes)
        sender = envelope.mail_from or ""
        self.received.append(Received(sender, list(envelope.rcpt_tos), content, session.ssl is not None))
        return "250 OK"


def authenticate(
    server: object, session: object, envelope: object, mechanism: str, data: object
) -> AuthResult:
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=is_known, handled=False)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def trusted(
    authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Let this machine trust the server's certificate, as it does those of real ones."""
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.fixture
def newsletter(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Sets the variables of the newsletter; all others of this kind are unset."""
    for name in (settings.SERVER, settings.USER, settings.PASSWORD, settings.SENDER, settings.RECIPIENTS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv(settings.UNSUBSCRIBE, raising=False)

    def to(server: str, *, recipients: str = "list@example.org", password: str = PASSWORD) -> None:
        monkeypatch.setenv(settings.SERVER, server)
        monkeypatch.setenv(settings.SENDER, "digest@example.org")
        monkeypatch.setenv(settings.RECIPIENTS, recipients)
        monkeypatch.setenv(settings.USER, USER)
        monkeypatch.setenv(settings.PASSWORD, password)

    return SimpleNamespace(to=to)


@pytest.fixture
def post(certificate: ssl.SSLContext) -> Iterator[Post]:
    """A server that hears nothing before STARTTLS and a password."""
    office = Post(port=free_port())
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=office.port,
        tls_context=certificate,
        require_starttls=True,
        auth_required=True,
        authenticator=authenticate,
    )
    controller.start()
    yield office
    controller.stop()


@pytest.fixture
def sealed_post(certificate: ssl.SSLContext) -> Iterator[Post]:
    """A server that speaks TLS from the first byte on."""
    office = Post(port=free_port())
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=office.port,
        ssl_context=certificate,
        auth_required=True,
        auth_require_tls=False,  # it does not see that the whole connection is
        authenticator=authenticate,
    )
    controller.start()
    yield office
    controller.stop()


@pytest.fixture
def open_post() -> Iterator[Post]:
    """A server without encryption."""
    office = Post(port=free_port())
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    yield office
    controller.stop()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Digests of a Monday and a Tuesday, and of the Monday after."""
    root = tmp_path_factory.mktemp("shelf")
    (root / "docs/papers").mkdir(parents=True)
    (root / "docs/tags").mkdir()
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    days = {
        "2026-03-02": [paper(1, "2026-03-02", votes=3), paper(2, "2026-03-02", votes=90)],
        "2026-03-03": [paper(3, "2026-03-03", votes=40), paper(4, "2026-03-03")],
        "2026-03-09": [paper(5, "2026-03-09", votes=7)],
    }
    files = [api(tmp_path_factory.mktemp(date) / f"{date}.json", *papers) for date, papers in days.items()]
    result = CliRunner().invoke(application(), ["-C", str(root), "add", *map(str, files)])
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def archive(shelf: Path, root: Path) -> Path:
    """A copy of them that a test may write to."""
    (root / "docs/tags").unlink()
    shutil.copytree(shelf, root, dirs_exist_ok=True)
    return root


def paper(number: int, day: str, votes: int = 0) -> dict[str, object]:
    return item(
        id=f"2603.0{number:04}",
        title=f"{WAYS[number]} Ways of Counting Birds by Their Voices",
        abstract=f"We count birds in {WAYS[number].lower()} ways. "
        + "One is by ear, and it is the best. " * number,
        votes=votes,
        day=day,
    )
