"""The page for those who write programs: the files, what is in them, and what a paper's page may say."""

from generator.site.exports import CITATIONS, FOLDER, LINES, SCHEMA, TABLE, year_file, years
from generator.site.fields import FIELDS
from generator.site.leaf import Drawn, Leaf, Where
from generator.site.renderer import Renderer
from generator.text.schema import key_rows


def programs(renderer: Renderer, site_url: str) -> Leaf:
    """The page below which the exports stand."""

    def draw(where: Where) -> Drawn:
        by_year = [(year, year_file(year), len(paths)) for year, paths in years(renderer.catalogue)]
        main = renderer.fragment(
            "programs",
            root=where.root,
            site=site_url,
            years=by_year,
            lines=LINES,
            table=TABLE,
            citations=CITATIONS,
            schema=SCHEMA,
            fields=FIELDS,
            keys=key_rows(),
        )
        return Drawn(main, "The papers as JSON, JSON Lines, CSV, BibTeX and Markdown.")

    return Leaf(f"{FOLDER}.md", "For programs", draw)
