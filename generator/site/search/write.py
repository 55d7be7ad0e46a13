"""The files of search, as they stand on a site."""

from collections import defaultdict

from generator.site.output.tree import Tree
from generator.site.search.parts import FOLDER, MAP, Parts


def put(made: Parts, tree: Tree) -> None:
    """Put search into a site. Of a part that the old site has whole not even the shards are read again."""
    known: dict[str, list[str]] = defaultdict(list)
    for path in tree.known(FOLDER):
        known["/".join(path.split("/")[1:3])].append(path)
    for part in made.parts:
        files = known.get(part.folder)
        if not files or not all(tree.has(path, part.folder) for path in files):
            for name, data in part.files():
                tree.write(f"{FOLDER}/{part.folder}/{name}", data, part.folder)
    tree.write(f"{FOLDER}/{MAP}", made.map)
