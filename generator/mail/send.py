"""Handing a message to a server: always encrypted, once to each recipient, who does not see the others."""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from typing import NamedTuple

from generator.mail.errors import MailError
from generator.mail.settings import PASSWORD, SERVER, USER, Server

PATIENCE = 60.0
"""Seconds to wait for each answer of the server."""
_BROKE_OFF = "the connection broke off"


class Refused(NamedTuple):
    """A recipient who did not get the message, and why."""

    recipient: str
    reason: str


def send(
    server: Server, sender: Address, recipients: Sequence[Address], made: Callable[[Address], EmailMessage]
) -> list[Refused]:
    """Send what is made for each recipient; return those who did not get it.

    Raises MailError where nobody got it. Once somebody has, there is no error that would make a caller
    begin anew.
    """
    refused: list[Refused] = []
    done = 0
    try:
        with _connected(server) as connection:
            for recipient in recipients:
                refused += _sent(connection, sender, recipient, made(recipient))
                done += 1
    except (smtplib.SMTPException, OSError) as error:
        if done == len(refused):
            raise _explained(server, error) from error
        refused += [Refused(one.addr_spec, _BROKE_OFF) for one in recipients[done:]]
    if len(refused) == len(recipients):
        raise MailError(f"The server takes the message for nobody: {refused[0].reason}.", "See what it says.")
    return refused


def _connected(server: Server) -> smtplib.SMTP:
    """A connection that is encrypted, and that the server has let in. Raises SMTPException, OSError."""
    trusted = ssl.create_default_context()
    if server.is_tls_at_once:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE, context=trusted
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if not server.is_tls_at_once:
            connection.starttls(context=trusted)
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _sent(connection: smtplib.SMTP, sender: Address, recipient: Address, made: EmailMessage) -> list[Refused]:
    try:
        connection.send_message(made, sender.addr_spec, [recipient.addr_spec])
    except smtplib.SMTPRecipientsRefused as error:
        code, answer = error.recipients[recipient.addr_spec]
        return [Refused(recipient.addr_spec, _answer(code, answer))]
    except smtplib.SMTPDataError as error:
        return [Refused(recipient.addr_spec, _answer(error.smtp_code, error.smtp_error))]
    return []


def _explained(server: Server, error: smtplib.SMTPException | OSError) -> MailError:
    """What went wrong in words; what the server says is in it, the password never."""
    place = f"{server.host}:{server.port}"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = _answer(error.smtp_code, error.smtp_error)
        return MailError(f"{place} does not let {USER} in: {said}.", f"Mend {USER} or {PASSWORD}.")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return MailError(
            f"{place} offers no TLS, or no way to sign in.", f"Name a server that does in {SERVER}."
        )
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "verify_message", "") or error.reason or "the handshake failed"
        return MailError(f"{place} cannot be trusted: {reason}.", f"Mend its certificate, or {SERVER}.")
    if isinstance(error, smtplib.SMTPResponseException):
        said = _answer(error.smtp_code, error.smtp_error)
        return MailError(f"{place} does not take the message: {said}.", "See what it says.")
    reason = getattr(error, "strerror", None) or _BROKE_OFF
    return MailError(f"{place} cannot be reached: {reason}.", f"Mend {SERVER}, or try again later.")


def _answer(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())[:200]}".rstrip(".")
