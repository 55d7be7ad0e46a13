"""Papers by their ids, in small files, of which a look-up loads one."""

import json
from collections import defaultdict

from generator.site.catalogue import Catalogue

IN_A_FILE = 64
"""Ids in a file at most, on average."""


def id_files(catalogue: Catalogue) -> list[str]:
    """Files, as JSON: the address and title of the paper with each id, which is written ``arxiv:2401.07037``.

    An id stands in the file with the number that `shard` gives. Their number is a power of two.
    """
    known = {
        f"{kind}:{value}": [page.address, page.paper.title]
        for page in catalogue.pages.values()
        for kind, value in page.paper.ids.items()
    }
    files = shards(len(known))
    found: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name in sorted(known):
        found[shard(name, files)][name] = known[name]
    return [json.dumps(found[number], ensure_ascii=False, separators=(",", ":")) for number in range(files)]


def shards(ids: int) -> int:
    """How many files so many ids take; none where there are none.

    >>> shards(0), shards(1), shards(65), shards(10_000)
    (0, 1, 2, 256)
    """
    return 1 << (-(-ids // IN_A_FILE) - 1).bit_length() if ids else 0


def shard(name: str, files: int) -> int:
    """The number of the file in which an id stands: FNV-1a over its bytes, which a script computes as fast.

    >>> shard("arxiv:2401.07037", 256)
    221
    """
    value = 0x811C9DC5
    for byte in name.encode("utf-8", "replace"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % files
