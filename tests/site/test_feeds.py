"""Feeds: what a feed reader makes of them, and what the rules of their formats ask."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.site.feeds import Entry, Feed, atom, json_feed
from generator.storage.reading import read_archive
from tests.site.conftest import CONFIGURATION, Shelf, furnish
from tests.site.pages import page, text

SITE = "https://example.org/shelf/"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def file_of(site: Path, address: str) -> Path:
    """What stands at a whole address of the site."""
    assert address.startswith(SITE), address
    return site / urlsplit(address.removeprefix(SITE)).path


def feeds_of(site: Path) -> list[Path]:
    return sorted(site.rglob("feed.xml"))


def check_atom(site: Path, file: Path) -> None:
    """The rules of RFC 4287 that a validator holds a feed to."""
    root = etree.fromstring(file.read_bytes())
    assert root.tag == f"{ATOM}feed"
    for one in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1, (file, name)
        assert MOMENT.fullmatch(one.findtext(f"{ATOM}updated"))
        assert len(one.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert one.findtext(f"{ATOM}id").startswith("tag:example.org,2026:/shelf/")
        assert one.findtext(f"{ATOM}title").strip()
    for entry in root.findall(f"{ATOM}entry"):
        assert len(entry.findall(f"{ATOM}content")) + len(entry.findall(f"{ATOM}summary")) == 1
        assert entry.findtext(f"{ATOM}published") <= entry.findtext(f"{ATOM}updated")
    assert all(name.text.strip() for name in root.iter(f"{ATOM}name"))
    assert root.find(f"{ATOM}author") is not None
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert file_of(site, own.get("href")) == file
    for link in root.iter(f"{ATOM}link", f"{ATOM}uri"):
        target = file_of(site, link.get("href") or link.text)
        assert target.is_file() or (target / "index.html").is_file(), target
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)


def test_every_feed_keeps_the_rules_and_is_read_back(site: Path) -> None:
    found = feeds_of(site)
    assert len(found) == 1 + 4
    for file in found:
        check_atom(site, file)
        read = feedparser.parse(file.read_bytes())
        assert not read.bozo, read.get("bozo_exception")
        assert read.version == "atom10"


def test_the_archive_s_feed_has_the_newest_paper_first(site: Path) -> None:
    read = feedparser.parse((site / "feed.xml").read_bytes())
    assert read.feed.title == "Reading Room"
    assert read.feed.updated == "2026-11-23T00:00:00Z"
    assert [entry.title for entry in read.entries] == [
        "What Listeners Hear",
        "Counting to Ten",
        "Few Shots Across Languages",
        "Thinking in Two Tongues",
    ]
    entry = read.entries[3]
    assert entry.link == f"{SITE}papers/2026-11/thinking-in-two-tongues/"
    assert [author.name for author in entry.authors] == ["Ada Byron", "Reader 1"]
    assert [tag.label for tag in entry.tags] == ["Cross-lingual transfer", "Reasoning"]
    (content,) = entry.content
    assert content.type == "text/html"
    assert "<p>Chains of thought help. Cross-lingual transfer of reasoning is hard.</p>" in content.value
    assert '<a href="https://github.com/example/1">Code</a>' in content.value


def test_a_topic_s_feed_has_the_papers_of_its_page(site: Path) -> None:
    read = feedparser.parse((site / "tags/multilinguality/feed.xml").read_bytes())
    assert read.feed.title == "Multilinguality · Reading Room"
    assert read.feed.link == f"{SITE}tags/multilinguality/"
    assert [entry.title for entry in read.entries] == [
        "Few Shots Across Languages",
        "Thinking in Two Tongues",
    ]


def test_the_json_feed_says_the_same(site: Path) -> None:
    for file in sorted(site.rglob("feed.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        read = feedparser.parse(file.with_name("feed.xml").read_bytes())
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert file_of(site, told["feed_url"]) == file
        assert told["home_page_url"] == read.feed.link
        assert [item["id"] for item in told["items"]] == [entry.id for entry in read.entries]
        assert [item["url"] for item in told["items"]] == [entry.link for entry in read.entries]
        for item, entry in zip(told["items"], read.entries, strict=True):
            assert item["date_modified"] == entry.updated
            assert item["content_html"] == entry.content[0].value
            assert item.get("tags", []) == [tag.label for tag in entry.get("tags", [])]


def test_pages_announce_their_feeds(site: Path) -> None:
    for address, name in [("", "Reading Room"), ("tags/speech/", "Speech · Reading Room")]:
        head = page(site, address).head
        assert head is not None
        links = head.select("link[rel=alternate]")
        assert [link["type"] for link in links] == ["application/atom+xml", "application/feed+json"]
        assert {link["title"] for link in links} == {name}
        for link in links:
            assert file_of(site, urljoin(SITE + address, str(link["href"]))).is_file()
    assert page(site, "papers/2026-11/counting-to-ten").select("link[type*=atom]") == []


def test_the_page_of_a_topic_leads_to_its_feeds(site: Path) -> None:
    links = page(site, "tags/speech").select(".mend a[href*=feed]")
    assert [link.get_text() for link in links] == ["Atom", "JSON Feed"]


def test_an_author_with_ten_papers_has_a_feed_without_abstracts(shelf: Shelf) -> None:
    for number in range(10):
        shelf.paper(
            f"Paper {number}",
            "Its abstract. Its end.",
            "2026-11-23",
            authors=["Ada Byron", "B C"][: 1 + number % 2],
        )
    site = shelf.build()
    read = feedparser.parse((site / "authors/ada-byron/feed.xml").read_bytes())
    assert len(read.entries) == 10
    assert not any("content" in entry for entry in read.entries)
    assert read.entries[0].summary == "Its abstract."
    check_atom(site, site / "authors/ada-byron/feed.xml")
    (link,) = page(site, "authors/ada-byron").select("link[rel=alternate]")
    assert link["type"] == "application/atom+xml"
    assert not (site / "authors/ada-byron/feed.json").exists()
    assert not (site / "authors/b-c/feed.xml").exists()
    assert page(site, "authors/b-c").select("link[rel=alternate]") == []


def test_a_feed_is_dated_by_the_digests(shelf: Shelf) -> None:
    furnish(shelf)
    path = "papers/2026-11/few-shots-across-languages.md"
    shelf.list("2026-11-24", "Few Shots Across Languages", path, votes=77)
    shelf.paper("Undated", "Abstract.")
    site = shelf.build()
    read = feedparser.parse((site / "feed.xml").read_bytes())
    dates = {entry.title: (entry.published[:10], entry.updated[:10]) for entry in read.entries}
    assert dates["Few Shots Across Languages"] == ("2026-11-20", "2026-11-24")
    assert dates["Counting to Ten"] == ("2026-11-23", "2026-11-23")
    assert dates["Undated"] == ("2026-11-01", "2026-11-01")
    assert read.feed.updated[:10] == "2026-11-24"


def test_a_feed_holds_the_newest_fifty_that_of_a_topic_or_an_author_fewer(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Sounds.")
    for number in range(51):
        day = f"2026-10-{1 + number // 2:02}"
        shelf.paper(f"Paper {number}", "Abstract.", day, authors=["Ada Byron"], tags=["speech"])
    site = shelf.build()
    for folder, most in (("tags/speech", 30), ("authors/ada-byron", 10)):
        assert len(feedparser.parse((site / folder / "feed.xml").read_bytes()).entries) == most
    read = feedparser.parse((site / "feed.xml").read_bytes())
    assert len(read.entries) == 50
    assert read.entries[0].title == "Paper 50"
    assert "Paper 1" not in {entry.title for entry in read.entries[:-1]}


def test_a_feed_holds_the_newest_digest_whole_but_no_library(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Sounds.")
    for number in range(205):
        day = "2026-10-02" if number < 60 else "2026-10-01"
        shelf.paper(f"Paper {number}", "Abstract.", day, authors=["Ada Byron"], tags=["speech"])
    site = shelf.build()
    for folder in ("", "tags/speech", "authors/ada-byron"):
        assert len(feedparser.parse((site / folder / "feed.xml").read_bytes()).entries) == 60
    for number in range(205, 350):
        shelf.paper(f"Paper {number}", "Abstract.", "2026-10-02")
    assert len(feedparser.parse((shelf.build() / "feed.xml").read_bytes()).entries) == 200


def test_the_address_book_has_every_feed(site: Path) -> None:
    root = etree.fromstring((site / "feeds.opml").read_bytes())
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    outlines = root.findall("body/outline")
    assert sorted(file_of(site, one.get("xmlUrl")) for one in outlines) == feeds_of(site)
    assert {one.get("type") for one in outlines} == {"rss"}
    assert [one.get("text") for one in outlines][:2] == [
        "Reading Room",
        "Cross-lingual transfer · Reading Room",
    ]


def test_the_subscribe_page_lists_them(site: Path) -> None:
    subscribe = page(site, "subscribe")
    links = {link["href"] for link in subscribe.select("main a")}
    assert {"../feed.xml", "../feed.json", "../feeds.opml", "../tags/speech/feed.xml"} <= links
    assert "Nobody needs to know who you are." in text(subscribe.select_one(".lead"))


def test_the_subscribe_page_says_where_to_sign_up_for_the_newsletter(shelf: Shelf) -> None:
    shelf.paper("A Paper", "Abstract.", "2026-11-23")
    assert "newsletter" not in text(page(shelf.build(), "subscribe").select_one("main"))
    shelf.write("papershelf.toml", 'newsletter = "https://lists.example.org/?join&list=papers"\n')
    link = page(shelf.build(), "subscribe").find("a", string="sign up for the newsletter")
    assert link is not None and link["href"] == "https://lists.example.org/?join&list=papers"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://example.org", "https://x y", 'https://x"y']
)
def test_an_address_to_sign_up_at_is_one_of_the_web_or_of_mail(shelf: Shelf, address: str) -> None:
    shelf.write("papershelf.toml", f"newsletter = {json.dumps(address)}\n")
    (problem,) = read_archive(shelf.root).problems
    assert problem.path == "papershelf.toml"
    assert "newsletter: it is no address" in problem.message


def test_without_an_address_or_a_digest_there_is_no_feed(shelf: Shelf) -> None:
    shelf.topic("speech", "Speech", None, "Models that hear.")
    site = shelf.build()
    assert feeds_of(site) == []
    assert text(page(site, "subscribe").select_one(".empty")).startswith(
        "There is nothing to subscribe to yet."
    )
    shelf.paper("A Paper", "Abstract.", "2026-11-23")
    shelf.write("mkdocs.yml", CONFIGURATION.replace(f"site_url: {SITE}\n", ""))
    site = shelf.build()
    assert feeds_of(site) == []
    assert "site_url" in text(page(site, "subscribe").select_one(".empty"))
    assert page(site, "").select("link[rel=alternate]") == []


def test_what_a_paper_says_gets_no_power_over_a_feed_reader(shelf: Shelf) -> None:
    attack = "]]></title><script>alert(1)</script> & &amp; <b>"
    shelf.topic("attack", attack, None, "Bad.")
    shelf.paper(
        f"Attack {attack}",
        f"Text {attack}. [x](javascript:alert(1))",
        "2026-11-23",
        authors=[attack],
        tags=["attack"],
    )
    site = shelf.build()
    (entry,) = etree.fromstring((site / "feed.xml").read_bytes()).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"Attack {attack}"
    content = etree.fromstring(f"<div>{entry.findtext(f'{ATOM}content')}</div>")
    assert {element.tag for element in content.iter()} <= {"div", "p", "a"}
    assert not any("javascript" in link.get("href") for link in content.iter("a"))


@given(said=st.text(max_size=40))
def test_no_character_spoils_a_feed(said: str) -> None:
    entry = Entry(
        "tag:a,2026:b",
        f"{SITE}b/",
        f"x{said}",
        (f"x{said}",),
        ((said, said),),
        "2026",
        "2026",
        f"x{said}",
        "",
    )
    feed = Feed("tag:a,2026:", f"x{said}", f"{SITE}feed.xml", SITE, "Room", "2026", (entry,))
    read = etree.fromstring(atom(feed).encode())
    kept = "".join(
        c for c in said if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    assert read.findtext(f"{ATOM}entry/{ATOM}title") == f"x{kept}"
    assert json.loads(json_feed(feed))["items"][0]["title"] == f"x{kept}"
