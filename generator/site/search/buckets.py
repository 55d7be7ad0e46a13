"""Words in buckets. Where one bucket ends and the next begins is fixed, so that shards fit together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from generator.site.search.encoding import packed
from generator.site.search.pagefind import Posting, Word

_USUAL = -25
"""The weight of a word of the abstract, as Pagefind writes it; it goes without saying."""
_STARTS = Path(__file__).with_name("buckets.txt")


@cache
def starts() -> tuple[str, ...]:
    """The beginnings of words with which buckets begin; before the first stands the bucket of what is less.

    Chosen so that the words of all buckets stand in equally many papers of a large archive, as far as may be.
    """
    return tuple(_STARTS.read_text(encoding="utf-8").split())


def buckets(words: Iterable[Word]) -> list[bytes]:
    """The buckets of a shard, packed, their words in order; empty where no word falls into one."""
    lines: dict[int, list[str]] = defaultdict(list)
    for word in words:
        lines[bisect_right(starts(), word.stem)].append(_line(word))
    numbers = range(len(starts()) + 1)
    return [packed("\n".join(sorted(lines[number]))) if number in lines else b"" for number in numbers]


def _line(word: Word) -> str:
    """The stem, its papers, and with each spelling with marks the papers of that, with tabs between them."""
    parts = [word.stem, _postings(word.postings)]
    for spelling, postings in word.marked:
        parts += (spelling, _postings(postings))
    return "\t".join(parts)


def _postings(postings: Sequence[Posting]) -> str:
    """For each paper the step from the one before, then its places; behind a ``!`` those in the title."""
    found = []
    before = 0
    for paper, places, fields in postings:
        usual = places and places[0] == _USUAL
        text = " ".join(map(str, (paper - before, *(places[1:] if usual else places))))
        found.append(f"{text}!{' '.join(map(str, fields))}" if fields else text)
        before = paper
    return ";".join(found)
