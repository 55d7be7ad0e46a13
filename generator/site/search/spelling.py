"""The archive's own words, for the question "did you mean": in files by their first letter."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from generator.site.search.fold import words
from generator.site.search.papers import Entry

SHORTEST, LONGEST = 3, 30
"""Letters of a word that is listed. Shorter ones are never doubted, longer ones are no words."""
OTHER = "other"
"""The file of words that begin with no letter from a to z."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def counted(papers: Iterable[Entry]) -> dict[str, int]:
    """In how many papers each word stands; words of names alone count nothing."""
    found: Counter[str] = Counter()
    names: dict[str, None] = {}
    for paper in papers:
        found.update(set(words(f"{paper.title} {paper.abstract}")))
        names |= dict.fromkeys(paper.authors)
    for name in names:
        for word in words(name):
            found.setdefault(word, 0)
    return {
        word: number
        for word, number in sorted(found.items())
        if SHORTEST <= len(word) <= LONGEST and not word.isdecimal()
    }


def word_files(counts: Mapping[str, int]) -> dict[str, str]:
    """Files by first letter, a word to a line.

    The line: how many letters it shares with the word before (one digit of 36), how common it is (one digit:
    the binary digits of the number of papers; 0: in names only), the other letters.
    """
    files: dict[str, list[str]] = defaultdict(list)
    for word, number in sorted(counts.items()):
        letter = word[0] if "a" <= word[0] <= "z" else OTHER
        files[letter].append(f"{min(number.bit_length(), 9)}{word}")
    return {letter: "\n".join(_shortened(lines)) for letter, lines in sorted(files.items())}


def _shortened(lines: list[str]) -> list[str]:
    shortened = []
    before = ""
    for line in lines:
        common, word = line[0], line[1:]
        shared = _shared(before, word)
        shortened.append(f"{_DIGITS[shared]}{common}{word[shared:]}")
        before = word
    return shortened


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    number = 0
    for letter, its in zip(one, other, strict=False):
        if letter != its:
            break
        number += 1
    return number
