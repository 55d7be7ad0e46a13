"""The home page: the latest digest, what is trending, a year of digests, the topics, how fresh it all is."""

from itertools import islice

from generator.model.listing import Listing
from generator.site.calendar import Calendars
from generator.site.catalogue import Catalogue
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.listings import digest_title, numbered
from generator.site.renderer import Renderer
from generator.site.trends import trending

LATEST = 15
"""Papers of the latest digest on the home page."""
TRENDING = 8
EARLIER = 7


def home(renderer: Renderer) -> Leaf:
    """The page that greets."""
    return Leaf("index.md", "Home", lambda where: _draw(renderer, where), template="home.html")


def latest_digest(catalogue: Catalogue) -> Listing | None:
    """The newest digest with a paper to show, or the newest of all where none has any."""
    filled = (record for record in catalogue.digests if catalogue.of_digest[record.name])
    return next(filled, catalogue.digests[0] if catalogue.digests else None)


def _draw(renderer: Renderer, where: Where) -> Drawn:
    catalogue = renderer.catalogue
    latest = latest_digest(catalogue)
    papers = catalogue.of_digest[latest.name] if latest else {}
    shown = dict(islice(papers.items(), LATEST))
    calendars = Calendars(catalogue)
    main = renderer.fragment(
        "home",
        root=where.root,
        words=where.words,
        latest=latest,
        newest=catalogue.digests[0] if catalogue.digests else None,
        heading=digest_title(latest) if latest else "",
        rows=numbered(renderer, shown.items(), where.root),
        shown=len(shown),
        total=len(papers),
        papers=len(catalogue.pages),
        trending=[renderer.brief(path, where.root) for path in trending(catalogue, shown, TRENDING)],
        months=calendars.latest_year() if len(calendars.days) > 1 else [],
        earlier=[record for record in catalogue.digests if record is not latest][:EARLIER],
        roots=catalogue.roots,
        counts=catalogue.counts,
    )
    return Drawn(main)
