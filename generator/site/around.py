"""The pages by which a reader looks around: all but the papers, the search and the feeds."""

from collections.abc import Iterator
from pathlib import Path

from generator.model.archive import Archive
from generator.site.curation import curation
from generator.site.indexes import indexes
from generator.site.leaf import Leaf
from generator.site.listings import listings
from generator.site.pack import Packs
from generator.site.renderer import Renderer
from generator.site.statistics import statistics
from generator.site.trends import Trends
from generator.site.writers import writers
from generator.site.years import years


def around(renderer: Renderer, archive: Archive, cache: Path) -> Iterator[Leaf]:
    """Lists of papers, what leads to them, and what is told of the archive as a whole."""
    trends = Trends(renderer.catalogue)
    yield from listings(renderer, trends)
    yield from writers(renderer)
    yield from years(renderer)
    yield statistics(renderer, trends)
    yield from indexes(renderer, archive.problems)
    yield curation(renderer, archive, Packs(cache / "monthly"))
