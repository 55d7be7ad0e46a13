"""Where a newsletter goes, and through which server: settings from the environment, since some are secret."""

from collections.abc import Mapping
from email.headerregistry import Address
from email.utils import getaddresses, parseaddr
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from generator.mail.errors import MailError

SERVER: Final = "PAPERSHELF_MAIL_SERVER"
USER: Final = "PAPERSHELF_MAIL_USER"
PASSWORD: Final = "PAPERSHELF_MAIL_PASSWORD"  # noqa: S105 - the name of one
SENDER: Final = "PAPERSHELF_MAIL_FROM"
RECIPIENTS: Final = "PAPERSHELF_MAIL_TO"
UNSUBSCRIBE: Final = "PAPERSHELF_MAIL_UNSUBSCRIBE"

_MEANINGS: Final = {
    SERVER: "the mail server, such as smtp://mail.example.org (STARTTLS) or smtps://mail.example.org",
    SENDER: "the address that the newsletter comes from",
    RECIPIENTS: "the address of the list that it goes to, or several with commas between them",
}
_PORTS: Final = {"smtp": 587, "smtps": 465}


class Server(NamedTuple):
    """A mail server. It is always spoken to with TLS: from the first byte on, or from STARTTLS on."""

    host: str
    port: int
    is_tls_at_once: bool
    user: str
    password: str


class Settings(NamedTuple):
    """All that sending needs."""

    server: Server
    sender: Address
    recipients: tuple[Address, ...]
    unsubscribe: str


def settings_from(environment: Mapping[str, str], name: str) -> Settings:
    """The settings; `name` is shown as the sender's where none is given. Raises MailError."""
    said = {key: environment.get(key, "").strip() for key in (*_MEANINGS, USER, PASSWORD, UNSUBSCRIBE)}
    if missing := [key for key in _MEANINGS if not said[key]]:
        raise MailError(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set.",
            " ".join(f"{key} is {_MEANINGS[key]}." for key in missing),
        )
    if broken := [key for key, value in said.items() if not value.isprintable()]:
        raise MailError(f"{broken[0]} holds more than one line.", "Write it on one.")
    sender = _sender(said[SENDER], name)
    return Settings(
        server=_server(said[SERVER], said[USER], said[PASSWORD]),
        sender=sender,
        recipients=_recipients(said[RECIPIENTS]),
        unsubscribe=_unsubscribe(said[UNSUBSCRIBE], sender),
    )


def _server(address: str, user: str, password: str) -> Server:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        host, port = None, 0
    if not host or parts.username or parts.path.strip("/"):
        raise MailError(f"{SERVER} is no address of a mail server.", f"It is {_MEANINGS[SERVER]}.")
    if bool(user) != bool(password):
        given, missing = (USER, PASSWORD) if user else (PASSWORD, USER)
        raise MailError(f"{given} is set and {missing} is not.", "Set both, or neither.")
    if not (user + password).isascii():
        raise MailError(
            f"{USER} or {PASSWORD} holds a letter beyond ASCII, which no server can be told.", "Change it."
        )
    return Server(host, port, parts.scheme == "smtps", user, password)


def _sender(text: str, name: str) -> Address:
    shown, address = parseaddr(text)
    return _address(SENDER, address, shown or "".join(filter(str.isprintable, name)))


def _recipients(text: str) -> tuple[Address, ...]:
    addresses = (_address(RECIPIENTS, address) for _, address in getaddresses([text]))
    return tuple({address.addr_spec: address for address in addresses}.values())


def _address(variable: str, text: str, name: str = "") -> Address:
    """An address as headers hold it; what would break one is refused."""
    try:
        address = Address(name, addr_spec=text)
    except (ValueError, IndexError):
        address = Address()
    if not address.username or not address.domain or not text.isascii():
        raise MailError(f"{variable} holds what is no mail address.", "Write it like digest@example.org.")
    return address


def _unsubscribe(text: str, sender: Address) -> str:
    """Where readers take their leave; by default a mail to the sender."""
    if not text:
        return f"mailto:{quote(sender.addr_spec, safe='@')}?subject=unsubscribe"
    parts = urlsplit(text)
    is_address = parts.scheme in ("https", "mailto") and not set(text) & set(' <>"\\,\r\n\t')
    if not is_address or not text.isascii() or not text.isprintable():
        raise MailError(
            f"{UNSUBSCRIBE} is no address.", "Write https://… or mailto:… without spaces and commas."
        )
    return text
