"""An edition as a message: plain text first, the same in the site's look after it, nothing from elsewhere.

Nothing that a digest says stands in a header: these hold the archive's own name and fixed words.
"""

import hashlib
import textwrap
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import jinja2

from generator.mail.edition import Edition, one_line
from generator.mail.errors import MailError
from generator.mail.look import look
from generator.site.identity import Site
from generator.site.wording import count_words
from generator.text.slug import slug

TEMPLATES: Final = Path(__file__).parent / "templates"
NOBODY: Final = "newsletter@archive.invalid"
"""Both ends of a message that is only looked at. The name belongs to nobody (RFC 2606)."""
_WIDTH: Final = 72


class Envelope(NamedTuple):
    """Who writes to whom, and where a reader says that it is enough (an address of mail or of the web)."""

    sender: Address
    recipient: Address
    unsubscribe: str


class Identity(NamedTuple):
    """How mail programs know the newsletter: a host, and a label that tells archives of one host apart."""

    host: str
    label: str


def message(edition: Edition, site: Site, envelope: Envelope, moment: datetime) -> EmailMessage:
    """The message; the same arguments give the same bytes. Raises MailError."""
    known = identity(site.url)
    said = {"site": site, "edition": edition, "told": _told(edition), "onward": _onward(edition)}
    subject = f"{_header(site.name)} · {edition.heading}"
    made = EmailMessage(policy=SMTP)
    made["From"] = envelope.sender
    made["To"] = envelope.recipient
    made["Subject"] = subject
    made["Date"] = format_datetime(moment)
    made["Message-ID"] = f"<{edition.name}.{known.label}@{known.host}>"
    made["List-Id"] = f"{_header(site.name)} <{known.label}.{known.host}>"
    made["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
    made["List-Archive"] = f"<{site.url}digests/>"
    made["Auto-Submitted"] = "auto-generated"
    text = "\n".join(_lines(edition, site, envelope.unsubscribe)) + "\n"
    html = _template().render(subject=subject, unsubscribe=envelope.unsubscribe, **look()._asdict(), **said)
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    # Neither quoted-printable nor a header can hold this, and it is no chance's.
    made.set_boundary(f"=_{hashlib.sha256((text + html).encode('utf-8', 'replace')).hexdigest()[:32]}")
    return made


def identity(url: str) -> Identity:
    """The names that stay as long as the site's address does. Raises MailError where there is none."""
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if parts.scheme not in ("http", "https") or not host:
        raise MailError(
            "The archive does not know its own address, which every link of a message needs.",
            "Write it into mkdocs.yml as site_url.",
        )
    return Identity(host, slug(parts.path.strip("/")) if parts.path.strip("/") else "archive")


def _header(text: str) -> str:
    """A name as a header may hold it: one line, and nothing that a mail program would decode."""
    return one_line(text).replace("=?", "= ?").replace("<", "(").replace(">", ")")


def _told(edition: Edition) -> str:
    papers = count_words(edition.total, "paper")
    shown = len(edition.items)
    return (
        f"{papers} · {edition.source}"
        if shown == edition.total
        else f"{shown} of {papers} · {edition.source}"
    )


def _onward(edition: Edition) -> str:
    more = edition.total - len(edition.items)
    return f"{count_words(more, 'more paper')} on the site" if more else "Read them on the site"


def _lines(edition: Edition, site: Site, unsubscribe: str) -> Iterator[str]:
    """The message for those who read plain text, and for programs that show no HTML."""
    yield from (_header(site.name), edition.heading, _told(edition), "")
    for number, item in enumerate(edition.items, start=1):
        yield from _wrapped(f"{number:2}. {item.title}", "    ")
        yield from _wrapped(f"    {' · '.join(item.facts)}" if item.facts else "", "    ")
        yield from _wrapped(f"    {item.excerpt}" if item.excerpt else "", "    ")
        yield f"    {item.address}"
        yield from [f"    code: {item.code}"] if item.code else []
        yield ""
    yield from (f"{_onward(edition)}:", edition.address, "")
    yield from ("Abstracts belong to their authors. You get this since you asked for it;", "unsubscribe:")
    yield unsubscribe


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("message.html")
