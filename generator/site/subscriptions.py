"""Which feeds there are, what stands in them, and the page that lists them."""

from collections.abc import Iterator
from functools import cached_property, lru_cache, partial
from html import escape
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator.model.tag import Tag
from generator.site.feeds import MOST_AUTHORS, Entry, Feed, atom, json_feed
from generator.site.leaf import Drawn, Leaf, Making, Where, address_of
from generator.site.opml import Outline, opml
from generator.site.output.file import SiteFile
from generator.site.renderer import Renderer
from generator.site.statements import actions
from generator.text.linear import linear
from generator.text.markdown import plain

NEWEST, NEWEST_OF_TOPIC, NEWEST_OF_AUTHOR = 50, 30, 10
"""Entries of a feed: days of them, however the archive grows, and all of the newest day, lest a reader that
asks once a day misses some of a long digest. There are far more authors than topics."""
MOST = 200
"""Entries of a feed in any case: a whole library can come in a day."""
PROLIFIC = 10
"""Papers from which on an author has a feed."""
MOST_ENTRIES = 8_000
"""Entries that are kept for the next feed, since a topic's papers are those of others, too."""
NAMED = 100
"""Authors whose feeds the page names; the address book has all."""
ATOM, JSON, BOOK = "feed.xml", "feed.json", "feeds.opml"
_NAMED_SINCE = "2026"
"""Part of every id (RFC 4151 wants a date on which the site had its name). It never changes."""


class Outlet(NamedTuple):
    """Something to subscribe to."""

    name: str
    address: str
    """The page that shows the same, below the site's root; the feeds stand beside it."""
    paths: tuple[str, ...]
    """Of the papers' pages, the newest first."""
    announced: tuple[str, ...]
    """Those of them that its feeds hold."""
    is_brief: bool = False
    """Titles without abstracts, as Atom only."""

    @property
    def files(self) -> dict[str, str]:
        """The names of its files, by their media type."""
        both = {"application/atom+xml": ATOM, "application/feed+json": JSON}
        return {"application/atom+xml": ATOM} if self.is_brief else both


class Subscriptions:
    """The feeds of an archive. There are none before it has an address and a day."""

    def __init__(self, renderer: Renderer, name: str, site_url: str, newsletter: str | None = None) -> None:
        self._renderer = renderer
        self._name = name
        self._site = site_url
        self._newsletter = newsletter
        self._entry = lru_cache(maxsize=MOST_ENTRIES)(self._entry_of)

    @cached_property
    def newest(self) -> str | None:
        """The day of the newest digest; where there was none, the date of the newest paper."""
        known = self._renderer.catalogue
        if known.digests:
            return known.digests[0].date
        return max((page.paper.date or "" for page in known.pages.values()), default="") or None

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """What can be subscribed to, by address: the archive, the topics by name, the authors by slug."""
        if not self._site or not self.newest:
            return {}
        known = self._renderer.catalogue
        topics = sorted(known.vocabulary, key=lambda tag: (tag.name.casefold(), tag.slug))
        prolific = (author for author in known.authors.values() if len(author.paths) >= PROLIFIC)
        found = [
            self._outlet(self._name, "", known.order, NEWEST),
            *(
                self._outlet(tag.name, f"tags/{tag.slug}/", known.by_topic.get(tag.slug, ()), NEWEST_OF_TOPIC)
                for tag in topics
            ),
            *(
                self._outlet(one.name, one.address, one.paths, NEWEST_OF_AUTHOR)._replace(is_brief=True)
                for one in prolific
            ),
        ]
        return {outlet.address: outlet for outlet in found}

    def _outlet(self, name: str, address: str, paths: tuple[str, ...], newest: int) -> Outlet:
        of_today = takewhile(lambda path: self._day(path) == self.newest, paths[:MOST])
        announced = paths[: max(newest, sum(1 for _ in of_today))]
        return Outlet(name, address, paths, announced)

    def _day(self, path: str) -> str | None:
        """The day of the digest that brought a paper."""
        first = self._renderer.catalogue.first(path)
        return first.record.date if first else None

    def announced(self, leaf: Leaf) -> Leaf:
        """The leaf, its feeds in its head for feed readers to find, and below it for people."""
        outlet = self.outlets.get(address_of(leaf.path))
        if outlet is None:
            return leaf

        def draw(where: Where) -> Drawn:
            drawn = leaf.draw(where)
            said = {"outlet": outlet, "title": self._title(outlet), "root": where.root}
            head = self._renderer.fragment("feeds-head", **said)
            below = self._renderer.fragment("feeds-below", **said) if outlet.address else Markup()
            return drawn._replace(main=drawn.main + below, head=drawn.head + head)

        def making() -> Making:
            assert leaf.making is not None
            made = leaf.making()
            return made._replace(shape=(*made.shape, outlet.name, outlet.is_brief))

        return leaf._replace(draw=draw, making=making if leaf.making else None)

    def leaf(self) -> Leaf:
        """The page that explains feeds and lists them."""
        return Leaf("subscribe.md", "Subscribe", self._draw)

    def _draw(self, where: Where) -> Drawn:
        outlets = list(self.outlets.values())
        authors = [outlet for outlet in outlets if outlet.is_brief]
        main = self._renderer.fragment(
            "subscribe",
            root=where.root,
            site=self._site,
            archive=outlets[0] if outlets else None,
            topics=[outlet for outlet in outlets[1:] if outlet.paths and not outlet.is_brief],
            authors=sorted(authors, key=lambda one: (-len(one.paths), one.name))[:NAMED],
            total=len(authors),
            newsletter=self._newsletter,
            newest=NEWEST,
            newest_of_topic=NEWEST_OF_TOPIC,
            prolific=PROLIFIC,
        )
        return Drawn(main, "Feeds of the archive, of its topics and of its authors.")

    def files(self) -> Iterator[SiteFile]:
        """Every feed, and their address book, with their places on the site."""
        for outlet in self.outlets.values():
            making = Making(outlet.announced, (outlet.name, None if outlet.paths else self.newest))
            yield SiteFile(outlet.address + ATOM, partial(self._atom, outlet), making)
            if not outlet.is_brief:
                yield SiteFile(outlet.address + JSON, partial(self._json, outlet), making)
        if self.outlets:
            yield SiteFile(BOOK, lambda: opml(self._title(), self._outlines()))

    def _atom(self, outlet: Outlet) -> str:
        return atom(self._feed(outlet))

    def _json(self, outlet: Outlet) -> str:
        return json_feed(self._feed(outlet)._replace(address=self._site + outlet.address + JSON))

    def _outlines(self) -> Iterator[Outline]:
        for outlet in filter(lambda one: one.paths, self.outlets.values()):
            page = self._site + outlet.address
            yield Outline(self._title(outlet), page + ATOM, page)

    def _title(self, outlet: Outlet | None = None) -> str:
        return f"{outlet.name} · {self._name}" if outlet and outlet.address else self._name

    def _feed(self, outlet: Outlet) -> Feed:
        entry = self._brief_entry if outlet.is_brief else self._entry
        entries = [entry(path) for path in outlet.announced]
        return Feed(
            id=self._id(outlet.address),
            title=self._title(outlet),
            address=self._site + outlet.address + ATOM,
            page=self._site + outlet.address,
            site=self._name,
            updated=max((entry.updated for entry in entries), default=self.newest or ""),
            entries=tuple(entries),
        )

    def _id(self, address: str) -> str:
        """A tag URI that says the same as long as the address below the root does."""
        return self._authority + address

    @cached_property
    def _authority(self) -> str:
        """What all ids begin with."""
        parts = urlsplit(self._site)
        return f"tag:{parts.hostname},{_NAMED_SINCE}:{quote(parts.path)}"

    def _entry_of(self, path: str) -> Entry:
        topics = (topic for topic in self._renderer.catalogue.topics(path) if isinstance(topic, Tag))
        return self._brief_entry(path)._replace(
            topics=tuple((topic.slug, topic.name) for topic in topics),
            content=self._renderer.kept("content", path, self._content),
        )

    def _brief_entry(self, path: str) -> Entry:
        known = self._renderer.catalogue
        page = known.pages[path]
        first = known.first(path)
        published = first.record.date if first else page.paper.date or path.split("/")[1]
        title = linear(page.paper.title)
        return Entry(
            id=self._id(page.address),
            address=self._site + page.address,
            title=f"{page.paper.status.capitalize()}: {title}" if page.paper.status else title,
            authors=page.paper.authors[:MOST_AUTHORS],
            topics=(),
            published=published,
            updated=max(known.last_days.get(path) or published, published),
            summary=linear(page.paper.summary or page.content.lead.line) or title,
            content="",
        )

    def _content(self, path: str) -> str:
        """The abstract, formulas as their source, which more feed readers show than MathML; and the links."""
        known = self._renderer.catalogue
        page = known.pages[path]
        parts = [page.paper.notice or "", *plain(page.abstract).split("\n\n")]
        paragraphs = [f"<p>{escape(part)}</p>" for part in parts if part]
        found = actions(page.paper, known.appearances.get(path, ()))
        links = " · ".join(f'<a href="{escape(one.address)}">{escape(one.word)}</a>' for one in found)
        return "".join(paragraphs) + (f"<p>{links}</p>" if links else "")
