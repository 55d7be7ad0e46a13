"""What each page of the site is made of, as a key: a page whose key is known need not be drawn again.

A key speaks of everything that drawing looks at. What is the same for all pages (code, templates, versions,
settings) is in the part that is common to them.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.model.archive import Archive
from generator.model.tag import Tag
from generator.site.catalogue import Catalogue

_PACKAGES = (
    "jinja2", "latex2mathml", "markdown-it-py", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pydantic",
)  # fmt: skip

_PROGRAM = Path(__file__).parents[1]


def key(*parts: object) -> str:
    """A key of these parts, which say all of themselves as text."""
    text = "\0".join(map(str, parts))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def made_by(*files: Path) -> str:
    """The program in these files: what another one made, and kept, says nothing."""
    return key(*(file.read_bytes() for file in files))


def common(config: MkDocsConfig) -> str:
    """The part that all keys have: the program, what it builds on, templates and settings."""
    files = [file for file in _PROGRAM.rglob("*.*") if file.suffix != ".pyc"]
    files += [file for folder in config.theme.dirs for file in Path(folder).rglob("*.html")]
    sources = hashlib.blake2b(digest_size=16)
    for file in sorted({file for file in files if file.is_file()}):
        sources.update(file.name.encode() + b"\0" + file.read_bytes())
    versions = [f"{name} {version(name)}" for name in _PACKAGES]
    return key(
        sources.hexdigest(),
        *versions,
        sorted((name, repr(value)) for name, value in _settings(config).items()),
    )


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
        self._papers: dict[str, str] = {}
        self._companies: dict[str, str] = {}

    def of(self, *parts: object) -> str:
        """The key of something that is made of these parts."""
        return key(self._shared, *parts)

    @cached_property
    def vocabulary(self) -> str:
        """Of all topics."""
        return key(*map(repr, self._catalogue.vocabulary))

    def paper(self, path: str) -> str:
        """Of what the page says of a paper, digests and the vocabulary."""
        if path not in self._papers:
            catalogue = self._catalogue
            listed = [
                (one.record.name, one.place, len(one.record.entries), one.listed.fingerprint)
                for one in catalogue.appearances.get(path, ())
            ]
            topics = [
                (topic.slug, topic.name) if isinstance(topic, Tag) else topic
                for topic in catalogue.topics(path)
            ]
            self._papers[path] = self.of(catalogue.pages[path].content.fingerprint, listed, topics)
        return self._papers[path]

    def papers(self, paths: Iterable[str]) -> str:
        """Of several papers in this order."""
        return "".join(map(self.paper, paths))

    def company(self, paths: Iterable[str]) -> str:
        """Of those who wrote these papers, and have a page."""
        return "".join(map(self._writers, paths))

    def _writers(self, path: str) -> str:
        if path not in self._companies:
            found = self._catalogue.written_by(path)
            self._companies[path] = key([(author.slug, author.name) for author in found])
        return self._companies[path]

    def page(self, path: str, near: Sequence[str]) -> str:
        """Of the page of a paper, to which these are near."""
        catalogue = self._catalogue
        beside = [
            (other, catalogue.pages[other].paper.title) if other else None
            for other in catalogue.beside.get(path, (None, None))
        ]
        known = (
            self.papers((path, *near)),
            beside,
            [author.slug for author in catalogue.written_by(path)],
            self._archive.written(path),
            self._told.get(path),
        )
        return repr(known)

    @cached_property
    def _told(self) -> Mapping[str, Sequence[str]]:
        """Fingerprints of what was found of papers elsewhere than in digests."""
        told: dict[str, list[str]] = defaultdict(list)
        for listing in self._archive.listings():
            if listing.kind != "digest":
                for item in listing.entries:
                    told[item.page or ""].append(item.fingerprint)
        return told
