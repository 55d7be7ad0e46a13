"""The files of search, as they stand on a site."""

from collections.abc import Iterator

from generator.site.search.parts import FOLDER, MAP, Parts


def files(made: Parts) -> Iterator[tuple[str, bytes]]:
    """Every file below the site's root, the map last."""
    for part in made.parts:
        for name, data in part.files():
            yield f"{FOLDER}/{part.folder}/{name}", data
    yield f"{FOLDER}/{MAP}", made.map
