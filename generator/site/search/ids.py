"""Papers by their ids, in small files, of which a look-up loads one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.site.search.encoding import encoded

IN_A_FILE = 64
"""Ids in a file at most, on average."""


def id_files(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Files, as JSON: the address and title of the paper with each id, which is written ``arxiv:2401.07037``.

    An id stands in the file with the number that `shard` gives. Their number is a power of two.
    """
    known = {name: [address, title] for name, address, title in rows}
    files = shards(len(known))
    found: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name in sorted(known):
        found[shard(name, files)][name] = known[name]
    return (encoded(found[number]) for number in range(files))


def shards(ids: int) -> int:
    """How many files so many ids take; none where there are none.

    >>> shards(0), shards(1), shards(65), shards(10_000)
    (0, 1, 2, 256)
    """
    return 1 << (-(-ids // IN_A_FILE) - 1).bit_length() if ids else 0


def shard(name: str, files: int) -> int:
    """The number of the file in which an id stands: FNV-1a over its bytes, which a script computes as fast.

    >>> shard("arxiv:2401.07037", 256)
    103
    """
    value = 0x811C9DC5
    for byte in name.encode("utf-8", "replace"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % files
