"""How an archive is cut for search: papers into shards, which are indexed one by one, and shards into groups,
which a browser loads. Where the cuts are follows from the order of paths, whatever was built before.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from generator.site.search.papers import Papers

SHARD = (96, 128, 320)
"""Papers of a shard: at least; on average besides; at most."""
PIECE = (16, 32, 64)
"""The same of the pieces in which the newest papers are indexed until their shard is full: the last is
indexed again with every digest."""
GROUP = (3000, 2, 5000)
"""Papers of a group: at least, at most; between them the number of shards besides."""


class Shard(NamedTuple):
    """Papers that are indexed together."""

    key: str
    """Says what is in the shard and what made it."""
    paths: tuple[str, ...]
    is_full: bool
    """Whether papers that come later stand in others; a piece of a shard goes when the shard is full."""


def shards(papers: Papers, made_by: bytes) -> Iterator[Shard]:
    """The shards of an archive, the oldest first."""
    order = papers.order
    for start, end, is_full in cuts(order):
        paths = tuple(order[start:end])
        yield Shard(key(made_by, papers.fingerprint(paths)), paths, is_full)


def key(*parts: bytes) -> str:
    """A name for what was made of these parts."""
    told = b"".join([len(part).to_bytes(4, "big") + part for part in parts])
    return hashlib.blake2b(told, digest_size=10).hexdigest()


def cuts(order: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Beginnings and ends, the oldest shard first, and whether it is full. A path whose hash says so ends a
    shard, so that a paper that comes or goes in the middle moves the next cut or two and no others.
    """
    start = 0
    for end in _ends(order, start, SHARD):
        yield start, end, True
        start = end
    for end in (*_ends(order, start, PIECE), len(order)):
        if start < end:
            yield start, end, False
        start = end


def _ends(order: Sequence[str], start: int, sizes: tuple[int, int, int]) -> Iterator[int]:
    least, every, most = sizes
    for end in range(start + 1, len(order) + 1):
        size = end - start
        if size == most or (size >= least and _hash(order[end - 1]) % every == 0):
            yield end
            start = end


def _hash(path: str) -> int:
    return crc32(path.encode("utf-8", "replace"))


def groups(all_shards: Sequence[Shard]) -> Iterator[tuple[Shard, ...]]:
    """Shards that a browser loads together, the oldest group first, cut in the same way."""
    least, every, most = GROUP
    start = papers = 0
    for end, shard in enumerate(all_shards, start=1):
        papers += len(shard.paths)
        if shard.is_full and (
            papers >= most or (papers >= least and _hash(shard.paths[-1]) // 1024 % every == 0)
        ):
            yield tuple(all_shards[start:end])
            start, papers = end, 0
    if start < len(all_shards):
        yield tuple(all_shards[start:])
