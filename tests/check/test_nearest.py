"""What people may have meant, by the vocabulary of this repository: near words, and no others."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.check.nearest import aliases, known_words, names, nearest
from generator.model.fields import KEYS
from generator.model.tag import Tag, Vocabulary
from generator.storage.reading import read_archive

SLIPS = {
    "larg-language-models": ["large-language-models"],
    "machine-translatoin": ["machine-translation"],
    "reenforcement-learning": ["reinforcement-learning"],
    "speach-recognition": ["speech-recognition"],
    "vison-language-models": ["vision-language-models"],
    "fine-tunning": ["fine-tuning"],
    "image-captionning": ["image-captioning"],
    "imagegeneration": ["image-generation"],
    "chainofthought": ["chain-of-thought"],
    "chain-of-thougt": ["chain-of-thought"],
    "mixture-of-expert": ["mixture-of-experts"],
    "multi-lingual": ["multilinguality"],
    "knowlege-graphs": ["knowledge-graphs"],
    "hallucinations": ["hallucination"],
    "privcy": ["privacy"],
    "medicin": ["medicine"],
    "biologie": ["biology"],
    "interpretabilty": ["interpretability"],
    "in-context-learing": ["in-context-learning"],
    "natural-language-procesing": ["natural-language-processing"],
    "times-series": ["time-series"],
    "prompt": ["prompting"],
    "embedding": ["embeddings"],
    "3d-visoin": ["3d-vision"],
    # Words of which topics say more, and more than which they say.
    "3d": ["3d-vision", "3d-generation", "3d-reconstruction"],
    "machine-learning": ["machine-learning-systems", "efficient-machine-learning"],
    "code": ["code-switching", "code-generation"],
    "bias": ["bias-and-fairness"],
    # Other spellings are told.
    "point-cluod": ["3d-vision (point cloud)"],
    "graph-neural-networks": ["graph-learning (graph neural network)"],
    "llms": ["large-language-models (LLM)"],
    # Nothing is near, or too much.
    "learning": [],
    "generation": [],
    "voice-generation": [],
    "raw": [],
    "lab": [],
    "banana": [],
    "deep-learning": [],
    "quantum-cooking": [],
    "-": [],
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_archive(Path(__file__).parents[2]).vocabulary


@pytest.mark.parametrize("word", SLIPS)
def test_a_slip_leads_to_what_was_meant(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.resolve(word) is None
    assert list(nearest(word, names(vocabulary), aliases(vocabulary))) == SLIPS[word]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("author", "authors"), ("Title", "title"), ("organisation", "organization"), ("category", "categories"),
     ("tag", "tags"), ("catgories", "categories"), ("rating", None), ("keywords", None), ("year", None)],
)  # fmt: skip
def test_keys_are_guessed_too(word: str, meant: str | None) -> None:
    assert nearest(word, known_words(KEYS)) == ((meant,) if meant else ())


def test_names_come_before_aliases_and_aliases_before_parts() -> None:
    tags = [
        Tag(slug="parsing", name="Parsing", aliases=("syntax trees",)),
        Tag(slug="syntax-theory", name="Syntax theory", aliases=("parsing",)),
        Tag(slug="syntax-tree-kernels", name="Kernels"),
    ]
    vocabulary = Vocabulary(tags)
    known = names(vocabulary), aliases(vocabulary)
    assert nearest("parsng", *known) == ("parsing",)
    assert nearest("sintax-trees", *known) == ("parsing (syntax trees)",)
    assert nearest("syntax", *known) == ("syntax-theory", "syntax-tree-kernels")


def test_guessing_takes_no_time_whatever_is_written(vocabulary: Vocabulary) -> None:
    known = names(vocabulary), aliases(vocabulary)
    start = time.process_time()
    for number in range(40):
        for word in (
            f"{number:099}",
            f"{number}-" + "a-" * 40,
            f"{number}-" + "of-learning-" * 3,
            "x" * 100_000,
        ):
            nearest(word, *known)
    assert time.process_time() - start < 4
