"""What the search page knows before anything is loaded: how many papers there are, topics and years."""

from typing import TypedDict

from generator.site.catalogue import Catalogue

COMMON = 12
"""Topics that are offered before anything is asked for."""


class Outline(TypedDict):
    """The archive in a few words, for the page's scripts."""

    papers: int
    topics: dict[str, str]
    """Names by slug, in the order of the names."""
    above: dict[str, str]
    """The topic above each that has one."""
    years: list[str]
    common: list[tuple[str, int]]
    """Topics with most papers, and how many."""


def outline(catalogue: Catalogue) -> Outline:
    """The outline of an archive; topics without papers are left out."""
    topics = [tag for tag in catalogue.vocabulary if tag.slug in catalogue.counts]
    by_papers = sorted(topics, key=lambda tag: (-catalogue.counts[tag.slug], tag.name.casefold()))
    return {
        "papers": len(catalogue.pages),
        "topics": {
            tag.slug: tag.name for tag in sorted(topics, key=lambda tag: (tag.name.casefold(), tag.slug))
        },
        "above": {tag.slug: tag.parent for tag in topics if tag.parent},
        "years": sorted({day[:4] for day in catalogue.days.values()} - {""}, reverse=True),
        "common": [(tag.slug, catalogue.counts[tag.slug]) for tag in by_papers[:COMMON]],
    }
