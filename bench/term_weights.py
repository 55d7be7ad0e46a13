"""Make generator/text/terms.txt from a corpus: JSON Lines with "title" and "abstract", compressed or not.

    python bench/term_weights.py papers.jsonl.gz > generator/text/terms.txt

Terms that fewer than one paper in a thousand uses are left out: they all have the greatest weight.
"""

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.text.terms import terms


def texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for line in lines:
            paper = json.loads(line)
            yield f"{paper['title']}. {paper['abstract']}"


def main(path: Path) -> None:
    frequencies: Counter[str] = Counter()
    papers = 0
    for text in texts(path):
        frequencies.update(terms(text).keys())
        papers += 1
    lines: dict[str, list[str]] = defaultdict(list)
    for term, frequency in sorted(frequencies.items()):
        if frequency * 1000 >= papers:
            lines[f"{math.log(papers / frequency):.1f}"].append(term)
    for weight in sorted(lines, key=float):
        print(weight, ",".join(lines[weight]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
