"""What a reader gets: the text, the look, the headers, and nothing that anybody smuggled in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Page

from generator.mail.edition import Edition, Item
from generator.mail.look import look
from generator.mail.message import Envelope, message
from generator.site.environment import TEMPLATES
from generator.site.identity import Site
from tests.conftest import Run
from tests.digests import api, item

HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Archive",
    "Auto-Submitted", "MIME-Version", "Content-Type",
]  # fmt: skip
SITE = Site("The Shelf", "https://example.org/shelf/")
ADA = Address("Ada", addr_spec="ada@example.org")
LINK = "https://example.org/unsubscribe?list=shelf"


def made(papershelf: Run, folder: Path, *arguments: str) -> EmailMessage:
    """The message of an edition, read back from its file."""
    file = folder / "message.eml"
    result = papershelf("mail", *arguments, "--output", file)
    assert result.exit_code == 0, result.output
    return parsed(file.read_bytes())


def parsed(data: bytes) -> EmailMessage:
    read = message_from_bytes(data, policy=policy.default)
    assert isinstance(read, EmailMessage) and not read.defects
    return read


def bodies(read: EmailMessage) -> tuple[str, str]:
    text, page = read.iter_parts()
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    return text.get_content().replace("\r\n", "\n"), page.get_content()


def test_a_digest_becomes_a_message(archive: Path, papershelf: Run, day: Path) -> None:
    read = made(papershelf, day, "hf-api-2026-03-02")
    assert read.keys() == HEADERS
    assert read["Subject"] == "Papers of the Reading Room · Papers of 2 Mar 2026"
    assert read["Message-ID"] == "<hf-api-2026-03-02.shelf@example.org>"
    assert read["List-Id"] == "Papers of the Reading Room <shelf.example.org>"
    assert read["Date"] == "Mon, 02 Mar 2026 00:00:00 +0000"
    text, page = bodies(read)
    address = "https://example.org/shelf/papers/2026-03/one-ways-of-counting-birds/"
    assert " 1. One Ways of Counting Birds by Their Voices\n    Ada Byron, Max Noether · 3\u00a0votes" in text
    assert f"    We count birds in one ways.\n    {address}\n" in text
    read_page = html.fromstring(page)
    titles = read_page.xpath("//h2/a")
    assert (titles[0].text, titles[0].get("href")) == (
        "One Ways of Counting Birds by Their Voices",
        address,
    )
    assert len(titles) == 2 and "2 papers · Hugging Face Daily Papers" in read_page.text_content()


def test_the_same_archive_gives_the_same_bytes(archive: Path, papershelf: Run, day: Path) -> None:
    assert made(papershelf, day, "week").as_bytes() == made(papershelf, day, "week").as_bytes()


@pytest.mark.parametrize(("asked", "first"), [("latest", "Five"), ("hf-api-2026-03-03", "Three")])
def test_editions_are_asked_for_by_name(
    archive: Path, papershelf: Run, day: Path, asked: str, first: str
) -> None:
    assert f" 1. {first} Ways" in bodies(made(papershelf, day, asked))[0]


@pytest.mark.parametrize("asked", ["week", "2026-W10"])
def test_a_week_gathers_the_most_voted_of_its_days(
    archive: Path, papershelf: Run, day: Path, asked: str
) -> None:
    read = made(papershelf, day, asked)
    assert read["Message-ID"] == "<week-2026-w10.shelf@example.org>"
    text, _ = bodies(read)
    assert [text.index(f"{way} Ways of") for way in ("Two", "Three", "One", "Four")] == sorted(
        text.index(f"{way} Ways of") for way in ("Two", "Three", "One", "Four")
    )
    assert "Five" not in text and "the week of 2 Mar 2026" in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("hf-api-2026-03-04", "There is no digest 'hf-api-2026-03-04'. Name a file of digests/, such as"),
        ("2026-W11", "sent to nobody"),
        ("2026-W40", "No digest of the week 2026-W40 has a paper with a page. Choose another week."),
        ("2026-W77", "No digest of the week 2026-W77"),
        ("../../etc/passwd", "There is no digest"),
    ],
)
def test_an_edition_that_is_none_is_explained(
    archive: Path, papershelf: Run, day: Path, asked: str, told: str
) -> None:
    result = papershelf("mail", asked, "--output", day / "x.eml")
    if asked == "2026-W11":
        assert result.exit_code == 0
    else:
        assert result.exit_code == 1 and result.stderr.startswith(told) and not (day / "x.eml").exists()


def test_an_archive_without_an_address_or_a_digest_says_so(root: Path, papershelf: Run, day: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material}\nplugins: [papershelf]\n")
    empty = papershelf("mail")
    assert (empty.exit_code, empty.stderr[:35]) == (3, "There is no digest in this archive.")
    papershelf("add", api(day / "a.json", item()))
    assert "The archive does not know its own address" in papershelf("mail").stderr
    week = papershelf("mail", "week")
    assert week.exit_code == 3 and week.stderr.startswith("No week with digests is over.")


# What comes from outside

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=?utf-8?b?PHNjcmlwdD4=?=",
    "x\r\nBcc: everybody@example.org", "x\u2028Bcc: y\u0085Bcc: z", "x\r\n.\r\nQUIT", "\u202egnp.exe", "{{ 7*7 }}",
]  # fmt: skip


def edition(*texts: str) -> Edition:
    items = tuple(Item(text, "https://example.org/shelf/p/", (text,), text, None) for text in texts)
    return Edition(
        "hf-2026-03-02", "2026-03-02", "Papers", "a source", len(items), items, "https://example.org/shelf/d/"
    )


def sent(*texts: str, name: str = SITE.name) -> EmailMessage:
    site = Site(name, SITE.url)
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    return parsed(message(edition(*texts), site, Envelope(ADA, ADA, LINK), moment).as_bytes())


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_digest_becomes_markup_or_a_header(text: str) -> None:
    read = sent(text)
    assert read.keys() == HEADERS
    _, page = bodies(read)
    tags = {str(tag.tag) for tag in html.fromstring(page).iter()}
    assert not tags & {"script", "img", "iframe", "link", "svg"}
    assert html.fromstring(page).xpath("//h2/a")[0].text_content().split() == text.split()


@pytest.mark.parametrize("name", HOSTILE)
def test_the_name_of_the_archive_stays_in_its_header(name: str) -> None:
    read = sent("x", name=name)
    assert read.keys() == HEADERS and "<script>" not in str(read["Subject"])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_comes_through_without_a_header_more(text: str) -> None:
    read = sent(text, name=text)
    assert read.keys() == HEADERS
    assert len(list(read.iter_parts())) == 2


def test_a_message_asks_nothing_of_the_network(archive: Path, papershelf: Run, day: Path) -> None:
    _, page = bodies(made(papershelf, day, "week"))
    read = html.fromstring(page)
    assert not read.xpath("//img | //script | //link | //object | //form | //@background | //@src")
    assert "url(" not in page and "@import" not in page
    for address in read.xpath("//a/@href"):
        assert address.startswith(("https://example.org/shelf/", "mailto:")) and "?" not in address


def test_a_long_digest_is_not_cut_off_by_mail_programs() -> None:
    texts = ["A title that is about as long as titles of papers are, since the best ones explain it all"] * 50
    _, page = bodies(sent(*[f"{text} {'and more ' * 15}" for text in texts]))
    assert len(page.encode()) < 102_000


# As it looks


@pytest.fixture(scope="module")
def browser_page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("width", [600, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_follows_the_scheme(browser_page: Page, width: int, scheme: str) -> None:
    long = "An-unbroken-title-" * 12
    _, page = bodies(sent("A title", f"Another {long}"))
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    browser_page.set_content(page)
    assert browser_page.evaluate("document.documentElement.scrollWidth") == width
    colours = getattr(look(), scheme)
    for selector, name in (("h1", "ink"), ("h2 a", "ink"), ("p.soft", "soft"), ("a.accent", "accent")):
        shown = browser_page.locator(selector).first.evaluate("e => getComputedStyle(e).color")
        assert shown == f"rgb({', '.join(str(int(colours[name][at : at + 2], 16)) for at in (1, 3, 5))})"
    assert asked == []


def test_the_colours_are_those_of_the_site() -> None:
    style = (TEMPLATES / "assets/papershelf.css").read_text(encoding="utf-8")
    for name in ("paper", "ink", "soft", "quiet", "rule", "accent"):
        assert f"--{name}: light-dark({look().light[name]}, {look().dark[name]});" in style
