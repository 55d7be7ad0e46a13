"""A digest in every format that is read, with a payload in each of its fields.

What a format can quote, its writer quotes: the payload is text there, and has to come out as text. What it
cannot quote (copied text, Markdown, BibTeX, RIS, mailings) gets the payload raw, so that it may break out.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from typing import Any

DAY = "2026-11-20"
Texts = Sequence[str]


def number(place: int, month: str = "2611") -> str:
    """An arXiv id for the paper in this place."""
    return f"{month}.{place + 1:05}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _item(text: str, place: int) -> dict[str, Any]:
    paper = {
        "id": number(place),
        "title": text,
        "summary": text,
        "authors": [{"name": text, "user": {"user": text}}, {"name": "Ada Byron"}],
        "publishedAt": f"{DAY}T10:00:00.000Z",
        "submittedOnDailyAt": f"{DAY}T11:00:00.000Z",
        "upvotes": 3,
        "githubRepo": text,
        "projectPage": text,
        "mediaUrls": [text],
        "ai_summary": text,
        "ai_keywords": [text],
        "organization": {"name": text, "fullname": text},
        "submittedOnDailyBy": {"user": text, "fullname": text},
    }
    return {
        "paper": paper,
        "title": text,
        "summary": text,
        "thumbnail": text,
        "submittedBy": {"fullname": text},
    }


def api(texts: Texts) -> bytes:
    return json.dumps([_item(text, place) for place, text in enumerate(texts)]).encode()


def api_of_wrong_facts(texts: Texts) -> bytes:
    """The payload where an id, a day or a number has to stand."""
    items = []
    for place, text in enumerate(texts):
        for field in ("id", "publishedAt", "submittedOnDailyAt", "upvotes", "authors"):
            item = _item(f"Paper {place} without {field}", place)
            item["paper"][field] = text
            items.append(item)
    return json.dumps(items).encode()


def props(texts: Texts) -> bytes:
    data = json.dumps({"dateString": DAY, "dailyPapers": json.loads(api(texts))})
    return (
        f'<!doctype html><html><body><div class="SVELTE_HYDRATER contents" data-target="DailyPapers"'
        f' data-props="{escape(data)}"></div></body></html>'
    ).encode()


def articles(texts: Texts) -> bytes:
    pieces = (
        f'<article><h3><a href="/papers/{number(place)}">{escape(text)}</a></h3>'
        f"<div>Submitted by {escape(text)}</div></article>"
        for place, text in enumerate(texts)
    )
    head = "<!doctype html><html><head><title>Daily Papers - Hugging Face</title></head><body>"
    return (head + "".join(pieces) + "</body></html>").encode("utf-8", "replace")


def articles_unquoted(texts: Texts) -> bytes:
    pieces = (
        f'<article><h3><a href="/papers/{number(place)}">{text}</a></h3></article>'
        for place, text in enumerate(texts)
    )
    head = "<!doctype html><html><head><title>Daily Papers - Hugging Face</title></head><body>"
    return (head + "".join(pieces) + "</body></html>").encode()


def copied(texts: Texts) -> bytes:
    words = "We propose a model of models, and show that it models models well. It outperforms all others."
    pieces = [piece for text in texts for piece in (text, f"{words} {text} {words}")]
    return "\n\n".join(["Daily Papers", "by AK and the research community", *pieces]).encode()


def _row(text: str, place: int) -> dict[str, Any]:
    return {
        "title": text,
        "page": "papers/2026-11/x/",
        "id": f"arxiv:{number(place)}",
        "abstract": text,
        "authors": [text, "Ada Byron"],
        "date": "2026-11-18",
        "listed": DAY,
        "categories": [text],
        "keywords": [text],
        "links": dict.fromkeys(("pdf", "code", "project", "video"), text),
        "venue": text,
        "organization": text,
        "summary": text,
        "summary_by": text,
    }


def lines(texts: Texts) -> bytes:
    return "\n".join(json.dumps(_row(text, place)) for place, text in enumerate(texts)).encode()


def lines_of_wrong_facts(texts: Texts) -> bytes:
    rows = (
        {**_row(f"Paper {place} without {field}", place), field: text}
        for place, text in enumerate(texts)
        for field in ("id", "date", "listed", "authors", "links", "votes")
    )
    return "\n".join(map(json.dumps, rows)).encode()


def year(texts: Texts) -> bytes:
    rows = ",\n".join(json.dumps(_row(text, place)) for place, text in enumerate(texts))
    return f"[\n{rows}\n]\n".encode()


def csl(texts: Texts) -> bytes:
    items = [
        {
            "id": text,
            "type": "article",
            "title": text,
            "author": [{"literal": text}, {"family": text, "given": text}],
            "issued": {"date-parts": [[2026, 11, 4]]},
            "container-title": text,
            "number": f"arXiv:{number(place)}",
            "URL": text,
            "abstract": text,
            "keyword": text,
            "publisher": text,
        }
        for place, text in enumerate(texts)
    ]
    return json.dumps(items).encode()


def _xml(text: str) -> str:
    legal = "".join(
        character
        for character in text.replace("\r", "\n")
        if character in "\t\n" or (character >= " " and character not in "\ufffe\uffff")
    )
    return escape(legal)


def arxiv_api(texts: Texts) -> bytes:
    entries = (
        f"<entry><id>http://arxiv.org/abs/{number(place)}v1</id><title>{_xml(text)}</title>"
        f"<summary>{_xml(text)}</summary><published>2026-11-04T19:00:03Z</published>"
        f"<author><name>{_xml(text)}</name><arxiv:affiliation>{_xml(text)}</arxiv:affiliation></author>"
        f'<arxiv:comment>{_xml(text)}</arxiv:comment><category term="{_xml(_flat(text))}"/>'
        f"<arxiv:journal_ref>{_xml(text)}</arxiv:journal_ref><arxiv:doi>{_xml(text)}</arxiv:doi>"
        f'<link rel="related" title="pdf" href="{_xml(_flat(text))}"/></entry>'
        for place, text in enumerate(texts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"'
        ' xmlns:arxiv="http://arxiv.org/schemas/atom"><id>https://arxiv.org/api/x</id>'
        f"<updated>{DAY}T00:00:00Z</updated>{''.join(entries)}</feed>"
    ).encode("utf-8", "replace")


def arxiv_rss(texts: Texts) -> bytes:
    items = (
        f"<item><title>{_xml(text)}</title><link>https://arxiv.org/abs/{number(place)}</link>"
        f"<description>arXiv:{number(place)}v1 Announce Type: new \nAbstract: {_xml(text)}</description>"
        f'<guid isPermaLink="false">oai:arXiv.org:{number(place)}v1</guid><category>{_xml(text)}</category>'
        f"<arxiv:announce_type>new</arxiv:announce_type><dc:creator>{_xml(text)}, Ada Byron</dc:creator></item>"
        for place, text in enumerate(texts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>'
        "<title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>"
        f"<pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate>{''.join(items)}</channel></rss>"
    ).encode("utf-8", "replace")


def _feed(items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Others</title>'
        f"<link>https://feeds.example.org/</link>{items}</channel></rss>"
    ).encode("utf-8", "replace")


def feed(texts: Texts) -> bytes:
    """Twice quoted, as feeds carry HTML: what a reader of the feed would see is the payload."""
    return _feed(
        "".join(
            f"<item><title>{_xml(escape(text))}</title><link>https://arxiv.org/abs/{number(place)}</link>"
            f"<description>{_xml('<p>' + escape(text) + '</p>')}</description>"
            f"<dc:creator>{_xml(text)}</dc:creator><category>{_xml(text)}</category></item>"
            for place, text in enumerate(texts)
        )
    )


def feed_of_html(texts: Texts) -> bytes:
    """Quoted once: the payload is the HTML that the feed carries."""
    return _feed(
        "".join(
            f"<item><title>{_xml(text)}</title><link>https://arxiv.org/abs/{number(place)}</link>"
            f"<description>{_xml(text)}</description></item>"
            for place, text in enumerate(texts)
        )
    )


def mailing(texts: Texts) -> bytes:
    records = (
        f"\\\\\narXiv:{number(place)}\nDate: Wed, 4 Nov 2026 19:00:03 GMT   (5kb)\n\n"
        f"Title: {text}\nAuthors: {text}, Ada Byron\nCategories: {text}\nComments: {text}\nDOI: {text}\n"
        f"\\\\\n  {text}\n\\\\ ( https://arxiv.org/abs/{number(place)} ,  5kb)\n{'-' * 78}\n"
        for place, text in enumerate(texts)
    )
    head = "Date: Fri,  20 Nov 26 01:36:02 GMT\nSubject: cs.CL daily Subj-class mailing\n\n"
    return (head + f"{'-' * 78}\n" + "".join(records)).encode()


def bibliography(texts: Texts) -> bytes:
    entries = (
        f"@inproceedings{{key{place},\n  title = {{{text}}},\n  author = {{{text} and Byron, Ada}},\n"
        f"  booktitle = {{{text}}},\n  year = {{2026}},\n  keywords = {{{text}}},\n  url = {{{text}}},\n"
        f"  abstract = {{{text}}},\n  eprint = {{{number(place)}}},\n  archiveprefix = {{arXiv}}\n}}\n"
        for place, text in enumerate(texts)
    )
    return "".join(entries).encode()


def references(texts: Texts) -> bytes:
    entries = (
        f"TY  - CONF\nAU  - {text}\nAU  - Byron, Ada\nTI  - {text}\nT2  - {text}\nPY  - 2026\nDO  - {text}\n"
        f"UR  - https://arxiv.org/abs/{number(place)}\nUR  - {text}\nAB  - {text}\nKW  - {text}\nER  - \n\n"
        for place, text in enumerate(texts)
    )
    return "".join(entries).encode()


def listed(texts: Texts) -> bytes:
    items = (
        f"- [{text}](https://arxiv.org/abs/{number(place)}) by {text}, [{text}]({text})\n"
        for place, text in enumerate(texts)
    )
    return ("# Papers of the week\n\n" + "".join(items)).encode()


def table(texts: Texts) -> bytes:
    rows = (
        f"| {text} (Read more on [arXiv](https://arxiv.org/abs/{number(place)})) | {text} | {text} |\n"
        for place, text in enumerate(texts)
    )
    return (f"## Papers for {DAY}\n\n| Title | Authors | Summary |\n|--|--|--|\n" + "".join(rows)).encode()


def message(texts: Texts) -> bytes:
    """A newsletter; its headers too hold what strangers write."""
    mail = EmailMessage()
    mail["From"] = "weekly@example.org"
    mail["To"] = "reader@example.org"
    mail["Date"] = "Fri, 20 Nov 2026 06:00:01 -0500"
    mail["Subject"] = _flat(texts[0]).encode("ascii", "replace").decode()
    links = (
        f'<li><a href="https://arxiv.org/abs/{number(place)}">{escape(text)}</a>: {escape(text)}</li>'
        for place, text in enumerate(texts)
    )
    mail.set_content(f"<!doctype html><html><body><ul>{''.join(links)}</ul></body></html>", subtype="html")
    return mail.as_bytes()


def bundle(texts: Texts) -> bytes:
    """A zip file whose members bear the payloads as names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for place, text in enumerate(texts):
            name = text.replace("\0", "") or "x"
            if name not in archive.namelist():
                archive.writestr(name, lines([f"{text} {place}"]))
    return data.getvalue()


WRITERS: Mapping[str, Callable[[Texts], bytes]] = {
    "api.json": api,
    "api-of-wrong-facts.json": api_of_wrong_facts,
    "props.html": props,
    "articles.html": articles,
    "articles-unquoted.html": articles_unquoted,
    "copied.txt": copied,
    "lines.jsonl": lines,
    "lines-of-wrong-facts.jsonl": lines_of_wrong_facts,
    "year.json": year,
    "csl.json": csl,
    "arxiv-api.xml": arxiv_api,
    "arxiv.rss": arxiv_rss,
    "feed.rss": feed,
    "feed-of-html.rss": feed_of_html,
    "mailing.txt": mailing,
    "bibliography.bib": bibliography,
    "references.ris": references,
    "listed.md": listed,
    "table.md": table,
    "message.eml": message,
}
QUOTING = ("api.json", "props.html", "lines.jsonl", "year.json", "csl.json", "arxiv-api.xml")
"""Formats whose readers give the payload back to the letter, in title and abstract."""
