"""``llms.txt``: what the archive is and where its plain text is, for programs that read (llmstxt.org)."""

from collections.abc import Iterator

from generator.site.catalogue import Catalogue
from generator.site.exports import CITATIONS, FOLDER, LINES, TABLE, year_file, years
from generator.site.wording import count_words, date_words, source_name
from generator.text.escaping import escape

LATEST = 10
"""Digests that are named."""


def llms(known: Catalogue, name: str, description: str | None, site_url: str) -> str:
    """The text of the file, in Markdown."""
    return "".join(f"{line}\n" for line in _lines(known, name, description, site_url))


def _lines(known: Catalogue, name: str, description: str | None, site_url: str) -> Iterator[str]:
    yield f"# {_line(name)}"
    yield ""
    if description:
        yield f"> {_line(description)}"
        yield ""
    yield (
        f"{count_words(len(known.pages), 'paper')} from {count_words(len(known.digests), 'digest')}."
        " Each paper has a page; its Markdown, with front matter, stands below the address as `index.md`."
    )
    yield from _section("Latest digests", _digests(known, site_url))
    yield from _section("Topics", _topics(known, site_url))
    yield from _section("All papers", _files(known, site_url))


def _section(title: str, links: Iterator[str]) -> Iterator[str]:
    items = list(links)
    if items:
        yield ""
        yield f"## {title}"
        yield ""
        yield from items


def _digests(known: Catalogue, site_url: str) -> Iterator[str]:
    for record in known.digests[:LATEST]:
        papers = count_words(len(known.of_digest[record.name]), "paper")
        words = f"{_line(source_name(record.source))}, {papers}"
        yield _link(date_words(record.date), f"{site_url}digests/{record.name}/", words)


def _topics(known: Catalogue, site_url: str) -> Iterator[str]:
    for tag in known.roots:
        if number := known.counts.get(tag.slug):
            words = f"{count_words(number, 'paper')}. {_line(tag.description)}".rstrip()
            yield _link(tag.name, f"{site_url}tags/{tag.slug}/", words)


def _files(known: Catalogue, site_url: str) -> Iterator[str]:
    folder = f"{site_url}{FOLDER}/"
    yield _link("For programs", folder, "what is in these files")
    for year, paths in years(known):
        yield _link(
            f"Papers of {year}", folder + year_file(year), f"JSON, {count_words(len(paths), 'paper')}"
        )
    yield _link("JSON Lines", folder + LINES, "compressed, a paper a line")
    yield _link("CSV", folder + TABLE, "compressed")
    yield _link("BibTeX", folder + CITATIONS, "compressed")


def _link(word: str, address: str, words: str) -> str:
    shown = _line(word.replace("[", "(").replace("]", ")"))
    return f"- [{shown}]({address}): {words}"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))
