"""Words in buckets. Where one bucket ends and the next begins is fixed, so that shards fit together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from generator.site.search.encoding import packed
from generator.site.search.pagefind import Layout, Places, Word

_USUAL = -25
"""The weight of a word of the abstract, as Pagefind writes it; it goes without saying."""
_STARTS = Path(__file__).with_name("buckets.txt")


@cache
def starts() -> tuple[str, ...]:
    """The beginnings of words with which buckets begin; before the first stands the bucket of what is less.

    Chosen so that the words of all buckets stand in equally many papers of a large archive, as far as may be.
    """
    return tuple(_STARTS.read_text(encoding="utf-8").split())


def buckets(words: Iterable[Word], layout: Layout) -> list[bytes]:
    """The buckets of a shard, packed, their words in order; empty where no word falls into one."""
    borders = starts()
    lines: dict[int, list[str]] = defaultdict(list)
    for word in words:
        lines[bisect_right(borders, word.stem)].append(_line(word, layout))
    numbers = range(len(borders) + 1)
    return [packed("\n".join(sorted(lines[number]))) if number in lines else b"" for number in numbers]


def _line(word: Word, layout: Layout) -> str:
    """The stem, its papers, and with each spelling with marks the papers of that, with tabs between them."""
    line = f"{word.stem}\t{_postings(word.places, layout)}"
    for spelling, places in word.marked:
        line += f"\t{spelling}\t{_postings(places, layout)}"
    return line


def _postings(places: Places, layout: Layout) -> str:
    """For each paper the step from the one before, then its places; behind a ``!`` those in the title.

    These are told as Pagefind tells those of a page for each paper: in steps, behind their weight; those in
    the title once more, behind the number of the first field. Parts of words with digits (wav of wav2vec2)
    count as in the title, too, which Pagefind forgets.
    """
    told, in_titles = _told(places, layout)
    found = []
    before = 0
    for paper in sorted(told):
        text = f"{paper - before}{told[paper]}"
        if paper in in_titles:
            steps = (place - last for last, place in pairwise((0, *sorted(in_titles[paper]))))
            text += f"!-1 {' '.join(map(str, steps))}"
        found.append(text)
        before = paper
    return ";".join(found)


def _told(places: Places, layout: Layout) -> tuple[dict[int, str], dict[int, list[int]]]:
    """The places in each paper, as text, and those in its title. A large archive has a hundred million."""
    papers, own, titles = layout
    told: dict[int, str] = {}
    in_titles: dict[int, list[int]] = {}
    place = weight = last = 0
    paper = -1
    for step in places:
        if step < 0:
            place, weight, paper = 0, step, -1
            continue
        place += step
        at = own[place]
        if papers[place] == paper:
            told[paper] += f" {at - last}"
        else:
            paper = papers[place]
            if weight != _USUAL or paper in told:
                told[paper] = f"{told.get(paper, '')} {weight} {at}"
            else:
                told[paper] = f" {at}"
        last = at
        if titles[place]:
            in_titles.setdefault(paper, []).append(titles[place] - 1)
    return told, in_titles
