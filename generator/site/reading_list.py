"""The page of the reading list; what stands in it only the reader's browser knows (``reading.js``)."""

from generator.site.leaf import Drawn, Leaf, Where
from generator.site.renderer import Renderer


def reading_list(renderer: Renderer) -> Leaf:
    """The page without the list."""

    def draw(where: Where) -> Drawn:
        main = renderer.fragment("reading-list", root=where.root)
        return Drawn(main, "The papers that you have starred, kept in your browser.")

    return Leaf("reading-list.md", "Reading list", draw)
