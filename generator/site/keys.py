"""What each page of the site is made of, as a key: a page whose key is known need not be drawn again.

A key speaks of everything that drawing looks at. What is the same for all pages (code, templates, versions,
settings) is in the part that is common to them.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.model.archive import Archive, ledger_of
from generator.model.page import Page
from generator.model.tag import Vocabulary
from generator.site.catalogue import Appearance, Catalogue
from generator.site.said import Said, told_of
from generator.text.libraries import versions
from generator.text.lookup import Lookup

_PROGRAM = Path(__file__).parents[1]


def key(*parts: object) -> str:
    """A key of these parts, which say all of themselves as text."""
    text = "\0".join(map(str, parts))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def made_by(*files: Path) -> str:
    """The program in these files, and what it reads with: what another one made, and kept, says nothing."""
    return key(*versions(), *(file.read_bytes() for file in files))


def common(config: MkDocsConfig) -> str:
    """The part that all keys have: the program, what it builds on, templates and settings."""
    files = [file for file in _PROGRAM.rglob("*.*") if file.parent.name != "__pycache__"]
    files += [file for folder in config.theme.dirs for file in _templates(folder)]
    sources = hashlib.blake2b(digest_size=16)
    for file in sorted({file for file in files if file.is_file()}):
        sources.update(file.name.encode() + b"\0" + file.read_bytes())
    return key(
        sources.hexdigest(),
        *versions("jinja2", "markupsafe", "mkdocs", "mkdocs-material"),
        sorted((name, repr(value)) for name, value in _settings(config).items()),
    )


def _templates(folder: str) -> Iterator[Path]:
    """The templates of a theme; among its thousands of icons there are none."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".icons"]
        yield from (Path(place, name) for name in names if name.endswith(".html"))


def _settings(config: MkDocsConfig) -> dict[str, object]:
    """What ``mkdocs.yml`` says that shows on pages."""
    named = (
        "site_name", "site_url", "site_description", "repo_url", "edit_uri", "edit_uri_template",
        "extra", "extra_css", "extra_javascript", "copyright", "nav",
    )  # fmt: skip
    return {name: config[name] for name in named} | {
        "theme": dict(config.theme),
        "plugins": list(config.plugins),
    }


class Meanings(Lookup[str, str]):
    """What the vocabulary makes of each spelling of a topic, in words for keys."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(partial(_meaning, vocabulary))

    def of(self, page: Page) -> str:
        """Of the topics of a paper."""
        return " ".join(map(self.__getitem__, page.paper.tags))


def _meaning(vocabulary: Vocabulary, spelling: str) -> str:
    tag = vocabulary.get(vocabulary.meant(spelling))
    return repr((tag.slug, tag.name) if tag else spelling)


class Keys:
    """The keys of one archive's pages."""

    def __init__(self, archive: Archive, catalogue: Catalogue, shared: str) -> None:
        """*shared* is the part that is common to all."""
        self._archive, self._catalogue = archive, catalogue
        people = [
            (one.slug, one.name, one.variants, sorted(one.papers), one.description)
            for _, one in sorted(archive.people.items())
        ]
        self._shared = key(shared, archive.settings, people)

    def of(self, *parts: object) -> str:
        """The key of something that is made of these parts."""
        return key(self._shared, *parts)

    @cached_property
    def vocabulary(self) -> str:
        """Of all topics."""
        return key(*map(repr, self._catalogue.vocabulary))

    def papers(self, paths: Iterable[str]) -> str:
        """Of what pages, digests and the vocabulary say of these papers, in this order.

        With the path, which is no part of a page's text: whoever names a paper leads to it.
        """
        return "".join(map(self._papers.__getitem__, paths))

    @cached_property
    def _papers(self) -> "_Papers":
        return _Papers(self._catalogue, self._meanings)

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self._catalogue.vocabulary)

    def months(self, names: Iterable[str]) -> str:
        """Of what pages, records and ledgers say of all papers of these months."""
        return "".join(map(self._months.__getitem__, names))

    @cached_property
    def _months(self) -> dict[str, str]:
        """All at once, and without a look at each paper by itself: nearly all months stay as they are.

        What a record says of a paper is told by the whole record.
        """
        records, pages = self._records_by_month, self._catalogue.pages
        return {
            month: key(
                "\0".join(paths),
                " ".join([pages[path].content.fingerprint for path in paths]),
                " ".join(map(self._archive.written, paths)),
                *records.get(month, ()),
            )
            for month, paths in self._catalogue.months.items()
        }

    @cached_property
    def _records_by_month(self) -> Mapping[str, Sequence[str]]:
        """Keys of the records that name papers of a month."""
        found: dict[str, list[str]] = defaultdict(list)
        for listing in self._archive.listings():
            named = {item.page for item in listing.entries if item.page}
            for month in {ledger_of(path) for path in named if path in self._catalogue.pages}:
                found[month].append(f"{listing.name} {self._records[listing.name]}")
        return found

    @cached_property
    def _records(self) -> dict[str, str]:
        return {
            one.name: key(
                one.kind, one.source, one.format, one.date, *(item.fingerprint for item in one.entries)
            )
            for one in self._archive.listings()
        }

    @cached_property
    def _names(self) -> dict[str, str]:
        """What is said of each author among others."""
        return {slug: f"{slug} {author.name!r}" for slug, author in self._catalogue.authors.items()}

    def said(self, before: Said | None) -> Said:
        """What the site says, in brief; *before* is what the last one said, where that is known."""
        known = before.months if before else {}
        months = {
            month: old if (old := known.get(month, "")).startswith(name) else self._month(month, name)
            for month, name in self._months.items()
        }
        names = "\n".join(self._names.values())
        return Said(key(self._shared, self.vocabulary), months, self._records, names)

    def _month(self, month: str, name: str) -> str:
        return told_of(name, ((path, self._told_of(path)) for path in self._catalogue.months[month]))

    def _told_of(self, path: str) -> str:
        known = self._catalogue.pages[path].content.fingerprint
        return (
            f"{known} {self._papers[path]} {self._archive.written(path)} {' '.join(self._told.get(path, ()))}"
        )

    def page(self, path: str, near: Sequence[str]) -> str:
        """Of the page of a paper, to which these are near."""
        pages, names = self._catalogue.pages, self._names
        before, after = self._catalogue.beside.get(path, (None, None))
        return "\0".join(
            (
                self.papers((path, *near)),
                f"{before} {pages[before].paper.title!r}" if before else "",
                f"{after} {pages[after].paper.title!r}" if after else "",
                " ".join(filter(names.__contains__, self._catalogue.signatures[path])),
                self._archive.written(path),
                *self._told.get(path, ()),
            )
        )

    @cached_property
    def _told(self) -> Mapping[str, Sequence[str]]:
        """What records say of papers besides listing them: of papers found elsewhere than in digests, said
        twice, or taken out."""
        told: dict[str, list[str]] = defaultdict(list)
        for listing in self._archive.listings():
            listed = self._catalogue.of_digest.get(listing.name, {})
            for item in listing.entries:
                if item.page and (item.page not in listed or listed[item.page].listed is not item):
                    told[item.page].append(f"{listing.name} {listing.format} {item.fingerprint}")
        return told


class _Papers(dict[str, str]):
    """A key of each paper, found out when it is asked for: hardly any paper is asked for once."""

    def __init__(self, catalogue: Catalogue, meanings: Meanings) -> None:
        super().__init__()
        self._catalogue, self._meanings = catalogue, meanings

    def __missing__(self, path: str) -> str:
        page, listed = self._catalogue.pages[path], self._catalogue.appearances.get(path, ())
        said = key(path, page.content.fingerprint, self._meanings.of(page), *map(_listed, listed))
        self[path] = said
        return said


def _listed(one: Appearance) -> str:
    """A paper in a digest, as its page tells."""
    record = one.record
    return f"{record.name} {record.format} {one.place} {len(record.entries)} {one.listed.fingerprint}"
