"""The vocabulary that ships, and its tagger."""

import pytest

from generator.ingest.tag import Tagger
from generator.model.problem import Problem
from generator.model.tag import Vocabulary
from generator.storage.reading import read_vocabulary
from tests.tagging.digests import DOCS


@pytest.fixture(scope="session")
def shipped() -> Vocabulary:
    problems: list[Problem] = []
    vocabulary = read_vocabulary(DOCS.parent, problems)
    assert [str(problem) for problem in problems] == []
    return vocabulary


@pytest.fixture(scope="session")
def tagger(shipped: Vocabulary) -> Tagger:
    return Tagger(shipped)
