"""Other releases of the program: a cleaner and a tagger that say something else of the same entry."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from generator.ingest import tag
from generator.model.digest import Entry
from generator.model.tag import Vocabulary
from generator.text.clean import clean_entry


class Cleaner:
    """Cleans as always, and puts some words in the place of others in all that it gives."""

    def __init__(self, **words: str) -> None:
        self._words = words

    def clean(self, entry: Entry, mirrors: Mapping[str, str]) -> Entry:
        entry = clean_entry(entry, mirrors)
        return replace(
            entry,
            title=self._better(entry.title),
            authors=tuple(self._better(name) for name in entry.authors),
            venue=entry.venue and self._better(entry.venue),
            abstract=self._better(entry.abstract),
            links={kind: tuple(self._better(one) for one in links) for kind, links in entry.links.items()},
        )

    def _better(self, text: str) -> str:
        for old, new in self._words.items():
            text = text.replace(old, new)
        return text


class Tagger(tag.Tagger):
    """Tags as always."""


class Eager(Tagger):
    """Finds birds and fish wherever there are some in the title, whatever the vocabulary calls them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        self._topics = {word: vocabulary.resolve(word) for word in ("birds", "fish")}

    def tags(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> tuple[str, ...]:
        more = {slug for word, slug in self._topics.items() if slug and word in title.casefold()}
        return tuple(sorted({*super().tags(title, abstract, keywords), *more}))


class Sparing(Tagger):
    """Gives no paper the topic of fish. Which topics it gives does not hang on their names: those are changed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        self._fish = vocabulary.resolve("fish")

    def tags(self, title: str, abstract: str, keywords: Iterable[str] = ()) -> tuple[str, ...]:
        return tuple(slug for slug in super().tags(title, abstract, keywords) if slug != self._fish)


CLEANERS = (
    Cleaner(),
    Cleaner(Ada="Ada Byron", ACL="ACL Main", propose="present"),
    Cleaner(Well="well", Fishes="Fish", fishes="fish", Max="Max Noether", ACL=""),
    Cleaner(**{"github.com/a": "github.com/b", "Hear": "Hear Best"}),
)
TAGGERS = (Tagger, Eager, Sparing)
