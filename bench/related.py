"""Which method finds related papers best, and what it costs. The figures stand in bench/README.md.

    python bench/related.py days/*.json               quality, on digests whose source gives keywords
    python bench/related.py --cost papers.jsonl.gz    time and memory, at 1,000, 10,000 and 100,000 papers

Needs numpy and scipy, and wordllama where that is to be compared; none of them is needed by the site.
"""

import gzip
import json
import math
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse

from generator.readers.registry import read
from generator.site.related import Related
from generator.site.related_table import NEIGHBOURS
from generator.text.clean import clean
from generator.text.terms import RAREST, terms, weights

ROWS = 500
"""Papers that are compared at once with all others."""


class Paper(NamedTuple):
    """A paper and the keywords of its source, folded."""

    text: str
    keywords: frozenset[str]


def papers(files: Sequence[Path]) -> Iterator[Paper]:
    """Those that have keywords."""
    for file in files:
        for digest in read(file.read_bytes()).digests:
            for entry in clean(digest, {}).entries:
                keywords = frozenset(
                    re.sub(r"[\W_]+", " ", word.casefold()).strip() for word in entry.keywords
                )
                if keywords:
                    yield Paper(f"{entry.abstract}\n{entry.title}", keywords)


def agreement(near: Sequence[Sequence[int]], known: Sequence[Paper], most: float) -> float:
    """The share of neighbours with a common keyword, of keywords that *most* papers at most have."""
    frequency = Counter(word for paper in known for word in paper.keywords)
    rare = [{word for word in paper.keywords if frequency[word] <= most} for paper in known]
    hits = sum(bool(rare[one] & rare[other]) for one, others in enumerate(near) for other in others)
    return hits / (NEIGHBOURS * len(near))


Rows = Callable[[int, int], "np.ndarray"]


def nearest(count: int, nearness: Rows) -> list[list[int]]:
    """The neighbours of each by a function that gives some rows of the whole table of nearness."""
    found: list[list[int]] = []
    for start in range(0, count, ROWS):
        table = nearness(start, min(count, start + ROWS))
        for place, row in enumerate(table, start):
            row[place] = -1
            best = np.argpartition(-row, NEIGHBOURS)[:NEIGHBOURS]
            found.append([int(other) for other in best])
    return found


def matrix(rows: Sequence[Mapping[str, float]], columns: dict[str, int]) -> sparse.csr_matrix:
    """Rows of terms with their weights."""
    places = [
        (row, columns.setdefault(term, len(columns))) for row, found in enumerate(rows) for term in found
    ]
    values = [weight for found in rows for weight in found.values()]
    shape = (len(rows), 1 << 22)
    return sparse.csr_matrix((values, ([row for row, _ in places], [column for _, column in places])), shape)


def by_product(left: sparse.csr_matrix, right: sparse.csr_matrix) -> Rows:
    turned = right.T.tocsr()
    return lambda start, end: np.asarray((left[start:end] @ turned).todense())


def tf_idf(texts: Sequence[Mapping[str, int]], weight: Mapping[str, float]) -> Rows:
    """Cosine of whole vectors. Weights come from the frozen table, or from the papers themselves."""
    rows = []
    for found in texts:
        raw = {term: math.sqrt(count) * weight.get(term, RAREST) for term, count in found.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1
        rows.append({term: value / length for term, value in raw.items()})
    whole = matrix(rows, {})
    return by_product(whole, whole)


def own_weights(texts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    frequency = Counter(term for found in texts for term in found)
    return {term: math.log(len(texts) / count) for term, count in frequency.items()}


def bm25(texts: Sequence[Mapping[str, int]]) -> Rows:
    """Okapi BM25 with k1 = 1.2 and b = 0.75; the whole text of a paper is the query."""
    frequency = Counter(term for found in texts for term in found)
    rarity = {
        term: math.log(1 + (len(texts) - count + 0.5) / (count + 0.5)) for term, count in frequency.items()
    }
    usual = sum(sum(found.values()) for found in texts) / len(texts)
    rows = []
    for found in texts:
        room = 1.2 * (0.25 + 0.75 * sum(found.values()) / usual)
        rows.append({term: rarity[term] * count * 2.2 / (count + room) for term, count in found.items()})
    columns: dict[str, int] = {}
    scored = matrix(rows, columns)
    asked = matrix([dict.fromkeys(found, 1.0) for found in texts], columns)
    return by_product(asked, scored)


def wordllama(texts: Sequence[str]) -> Rows:
    """The mean of word vectors (256 numbers each) that ship in the wheel."""
    import wordllama as package
    from safetensors import safe_open
    from tokenizers import Tokenizer

    folder = Path(package.__file__).parent
    tokenizer = Tokenizer.from_file(str(folder / "tokenizers/l2_supercat_tokenizer_config.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    file = safe_open(str(folder / "weights/l2_supercat_256.safetensors"), "np")
    vectors = file.get_tensor(next(iter(file.keys()))).astype(np.float32)
    tokens = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    means = np.stack([vectors[text.ids].mean(axis=0) for text in tokens])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    return lambda start, end: means[start:end] @ means.T


def ours(texts: Sequence[str]) -> list[list[int]]:
    names = [f"{number:06}" for number in range(len(texts))]
    by_name = dict(zip(names, texts, strict=True))
    related = Related(dict.fromkeys(names, ""), by_name.__getitem__)
    return [[int(near) for near in related.near(name)] for name in names]


def quality(files: Sequence[Path]) -> None:
    known = list(papers(files))
    texts = [paper.text for paper in known]
    counted = [terms(text) for text in texts]
    words = [{term: count for term, count in found.items() if " " not in term} for found in counted]
    by_chance = np.random.default_rng(1)
    methods: dict[str, Callable[[], list[list[int]]]] = {
        "by chance": lambda: by_chance.integers(0, len(texts), (len(texts), NEIGHBOURS)).tolist(),
        "wordllama, 256 numbers": lambda: nearest(len(texts), wordllama(texts)),
        "BM25, words": lambda: nearest(len(texts), bm25(words)),
        "BM25, words and pairs": lambda: nearest(len(texts), bm25(counted)),
        "TF-IDF, words, frozen weights": lambda: nearest(len(texts), tf_idf(words, weights())),
        "TF-IDF, words and pairs, weights of the archive": lambda: nearest(
            len(texts), tf_idf(counted, own_weights(counted))
        ),
        "TF-IDF, words and pairs, frozen weights": lambda: nearest(len(texts), tf_idf(counted, weights())),
        "the same from candidates (the site's)": lambda: ours(texts),
    }
    tell(
        f"{len(known):,} papers with keywords", "a common keyword", "one of 1 %", "one of 10 papers", "CPU s"
    )
    tell("---", "---", "---", "---", "---")
    for name, method in methods.items():
        begun = time.process_time()
        near = method()
        spent = time.process_time() - begun
        shares = (agreement(near, known, most) for most in (math.inf, len(known) / 100, 10))
        tell(name, *(f"{share:.3f}" for share in shares), f"{spent:.1f}")


def cost(file: Path) -> None:
    tell("papers", "index, ms a paper", "query, ms a paper", "MB")
    tell("---", "---", "---", "---")
    for count in (1_000, 10_000, 100_000):
        with gzip.open(file, "rt") as lines:
            read_in = (json.loads(line) for line in islice(lines, count))
            found = [(f"{at:06}", f"{one['abstract']}\n{one['title']}") for at, one in enumerate(read_in)]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.process_time()
        texts = dict(found)
        related = Related(dict.fromkeys(texts, ""), texts.__getitem__)
        indexed = time.process_time()
        sample = found[:: max(1, count // 2000)]
        for name, text in sample:
            for near in related.of(name):
                near.reasons(text, 2)
        done = time.process_time()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        index, query = (indexed - begun) / count * 1000, (done - indexed) / len(sample) * 1000
        tell(f"{count:,}", f"{index:.2f}", f"{query:.2f}", f"{grown / 1024:.0f}")


def tell(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--cost":
        cost(Path(sys.argv[2]))
    else:
        quality([Path(name) for name in sys.argv[1:]])
