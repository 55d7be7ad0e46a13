"""The saved page of a day: its data first, the articles that a visitor sees where that is missing."""

import re
from collections.abc import Iterator
from itertools import chain, repeat

from bs4 import BeautifulSoup, Tag

from generator.model import ids
from generator.model.digest import Digest, Entry, Reading, Unread
from generator.readers import hf_list, html_tree, linked_page
from generator.readers.reader import MEBIBYTE, unread

name = "hf-html"
source = "hf-html"
limit = 64 * MEBIBYTE

_HEAD = re.compile(r"\s*<(?:!doctype\s+html|!--|html|head|body|main|section|div|article)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)
_AGAIN = "Save the page of a day at huggingface.co/papers again."


def recognises(head: str) -> bool:
    """Anything that begins as a page of HTML does."""
    return _HEAD.match(head) is not None


def read(text: str, date: str | None = None) -> Reading:
    """Read the page: the props of its DailyPapers element, else its articles, else its links to papers."""
    soup = html_tree.parse(text, _AGAIN)
    target = 'data-target="DailyPapers"'
    for element in soup.select(f"[{target}]"):
        props = str(element.get("data-props") or "")
        listing = hf_list.find(props)
        if listing is not None:
            line = text.count("\n", 0, max(text.find(target), 0)) + 1
            return hf_list.read(props, listing, name=name, date=date, line=line)
    if soup.find("article") is None:
        return linked_page.read(text, date)
    return _read_articles(soup, list(_article_lines(text)), date)


def _article_lines(text: str) -> Iterator[int]:
    line, place = 1, 0
    for match in _ARTICLE.finditer(text):
        line += text.count("\n", place, match.start())
        place = match.start()
        yield line


def _read_articles(soup: BeautifulSoup, lines: list[int], date: str | None) -> Reading:
    entries: list[Entry] = []
    left: list[Unread] = []
    articles = soup.find_all("article")
    for article, line in zip(articles, chain(lines, repeat(1)), strict=False):
        entry = _entry(article, line)
        if entry is None:
            left.append(unread(line, article.get_text(" "), "An article without a linked title."))
        else:
            entries.append(entry)
    return Reading((Digest(source=source, format=name, date=date, entries=tuple(entries)),), tuple(left))


def _entry(article: Tag, line: int) -> Entry | None:
    heading = article.find(["h1", "h2", "h3", "h4"])
    link = heading.find("a", href=True) if isinstance(heading, Tag) else None
    title = " ".join(link.get_text().split()) if isinstance(link, Tag) else ""
    if not isinstance(link, Tag) or not title:
        return None
    number = _number(str(link["href"]))
    return Entry(
        line=line,
        title=title,
        abstract=_abstract(article),
        ids={"arxiv": number} if number else {},
        votes=_count(article.select_one("div.leading-none")),
        comments=_count(article.select_one('a[href$="#community"]')),
        submitter=_submitter(article),
    )


def _number(address: str) -> str | None:
    if address.startswith("/"):
        address = f"https://huggingface.co{address}"
    found = ids.from_address(address.partition("#")[0])
    return found.value if found else None


def _abstract(article: Tag) -> str:
    paragraphs = (paragraph.get_text().strip() for paragraph in article.find_all("p"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _count(element: Tag | None) -> int | None:
    text = element.get_text().strip() if element else ""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _submitter(article: Tag) -> str | None:
    said = article.find(string=re.compile(r"^\s{0,99}Submitted by"))
    parent = said.parent if said else None
    words = parent.get_text(" ").split() if parent else []
    return " ".join(words[2:]) or None
