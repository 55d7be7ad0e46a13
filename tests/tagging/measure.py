"""Says how good the tagger is: ``python -m tests.tagging.measure FOLDER``, a folder of saved API days."""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.ingest.tag import FEW, MOST, Tagger
from generator.model.tag import Vocabulary
from generator.storage.reading import read_vocabulary
from tests.tagging.digests import DOCS, LAST_TUNING_DAY, Paper, mailed, papers

LABELS = Path(__file__).with_name("labels.json")
"""Verdicts on papers of the test days, given before anybody tuned on them; they measure."""
TUNING_LABELS = Path(__file__).with_name("tuning_labels.json")
"""Verdicts that were used for tuning; they measure nothing any more."""
SAMPLE = 100
SEED = 20251231

Labels = dict[str, dict[str, bool]]


def recall(tagger: Tagger, vocabulary: Vocabulary, read: Sequence[Paper]) -> tuple[int, int]:
    """Of the topics that a paper's own keywords name: those found in title and abstract alone, and all."""
    found = named = 0
    for paper in read:
        topics = {slug for keyword in paper.keywords if (slug := vocabulary.resolve(keyword))}
        found += len(topics.intersection(tagger.tags(paper.title, paper.abstract)))
        named += len(topics)
    return found, named


def precision(tagger: Tagger, labels: Labels, read: Sequence[Paper]) -> Counter[str]:
    """How many given topics people called right or wrong, or have not judged yet."""
    verdicts: Counter[str] = Counter()
    for paper in read:
        if judged := labels.get(paper.arxiv):
            for slug in tagger.tags(paper.title, paper.abstract, paper.keywords):
                verdicts[{True: "right", False: "wrong", None: "unjudged"}[judged.get(slug)]] += 1
    return verdicts


def sizes(tagger: Tagger, read: Sequence[Paper]) -> Counter[int]:
    """How many papers have so many topics."""
    return Counter(len(tagger.tags(paper.title, paper.abstract, paper.keywords)) for paper in read)


def sample(read: Sequence[Paper]) -> list[Paper]:
    """The papers that are judged by hand: drawn from those with keywords, always the same."""
    seen = _labels(TUNING_LABELS)
    fresh = (paper for paper in read if paper.keywords and paper.arxiv not in seen)
    return random.Random(SEED).sample(sorted(fresh, key=lambda paper: paper.arxiv), SAMPLE)


def main(folder: Path) -> None:
    """Print the figures."""
    vocabulary = read_vocabulary(DOCS.parent, [])
    tagger = Tagger(vocabulary)
    read = list(papers(folder))
    tuning = [paper for paper in read if paper.day <= LAST_TUNING_DAY]
    test = [paper for paper in read if paper.day > LAST_TUNING_DAY]
    _print(f"{len(vocabulary)} topics, {len(read)} papers")
    for name, part in (("tuning days", tuning), ("test days", test)):
        found, named = recall(tagger, vocabulary, part)
        _print(f"{name}: recall against keywords {found}/{named} = {found / named:.3f}")
        counts = sizes(tagger, part)
        covered = sum(counts[size] for size in range(FEW, MOST + 1))
        _print(f"{name}: {FEW} to {MOST} topics {covered / len(part):.3f}, none {counts[0] / len(part):.3f}")
    verdicts = precision(tagger, _labels(LABELS), test)
    judged = verdicts["right"] + verdicts["wrong"]
    _print(f"precision {verdicts['right']}/{judged} = {verdicts['right'] / judged:.3f}")
    _print(f"topics without a verdict {verdicts['unjudged']}")
    _measure_mailing(tagger, folder.parent / "arxiv-mail" / "astro-ph-new.txt")
    _measure_speed(tagger, read)


def _labels(file: Path) -> Labels:
    labels: Labels = json.loads(file.read_text("utf-8"))
    return labels


def _measure_mailing(tagger: Tagger, file: Path) -> None:
    if file.is_file():
        abstracts = mailed(file.read_text("utf-8", errors="replace"))
        tagged = [title for title, abstract in abstracts if tagger.tags(title, abstract)]
        _print(f"astronomy: {len(tagged)} of {len(abstracts)} papers with a topic")


def _measure_speed(tagger: Tagger, read: Sequence[Paper]) -> None:
    start = time.perf_counter()
    sizes(tagger, read)
    _print(f"seconds for 10,000 papers: {(time.perf_counter() - start) / len(read) * 10_000:.1f}")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m tests.tagging.measure ../shared/data/digests/hf-api")
    main(Path(sys.argv[1]))
