"""The rules of the tagger, on a small vocabulary of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ingest.tag import MOST, Tagger
from generator.model.tag import Tag, Vocabulary

TAGS = (
    Tag(slug="language", name="Language"),
    Tag(
        slug="language-models",
        name="Language models",
        aliases=("LLM", "large language model"),
        parent="language",
    ),
    Tag(
        slug="vision-language-models",
        name="Vision-language models",
        aliases=("VLM", "MLLM"),
        parent="language",
    ),
    Tag(slug="cross-lingual-transfer", name="Cross-lingual transfer", parent="language"),
    Tag(slug="retrieval", name="Information retrieval", aliases=("retrieval",), parent="language"),
    Tag(slug="rag", name="Retrieval-augmented generation", aliases=("RAG",), parent="retrieval"),
    Tag(slug="speech-synthesis", name="Speech synthesis", aliases=("TTS", "text-to-speech")),
    Tag(slug="test-time-scaling", name="Test-time scaling", parent="language"),
    Tag(slug="image-generation", name="Image generation", parent="language"),
    Tag(slug="image-editing", name="Image editing", parent="language"),
    Tag(slug="video-generation", name="Video generation", parent="language"),
    Tag(slug="benchmarks", name="Benchmarks", aliases=("bench", "new benchmark"), parent="language"),
    Tag(
        slug="pruning",
        name="Pruning",
        aliases=("weight pruning",),
        exclusions=("token pruning", "apple tree"),
        parent="language",
    ),
    Tag(slug="theorem-proving", name="Theorem proving", aliases=("Lean",), parent="language"),
)  # fmt: skip
SMALL = Tagger(Vocabulary(TAGS))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("We propose cross lingual transfer by words.", "cross-lingual-transfer"),
        ("We propose Crosslingual Transfer by words.", "cross-lingual-transfer"),
        ("We study vision–language model training.", "vision-language-models"),
        ("We study large language models of law.", "language-models"),
        ("We study LLMs of law.", "language-models"),
        ("We introduce MedLLM.", "language-models"),
        ("We introduce LightRAG.", "rag"),
        ("We study image and video generation.", "image-generation"),
        ("We study image, audio, and video generation.", "image-generation"),
        ("We study image generation and editing.", "image-editing"),
        ("We study image/video generation.", "image-generation"),
        ("We evaluate retrieval-augmented generation (RAG).", "rag"),
    ],
)
def test_spellings_that_mean_the_topic(text: str, slug: str) -> None:
    assert slug in SMALL.tags("A title", text)


@pytest.mark.parametrize(
    "text",
    [
        "We study fragments, ragged rags and a rag.",
        "We propose a leaner, lean method.",
        "We study transfer. Cross-lingual it is not.",
        "We study language, models and words.",
        "We study the pruning of roses.",
        "We study token pruning.",
    ],
)
def test_words_that_only_look_like_a_topic(text: str) -> None:
    assert SMALL.tags("A title", text) == ()


def test_the_longest_phrase_wins() -> None:
    assert SMALL.tags("Vision-language models", "") == ("vision-language-models",)
    assert SMALL.tags("Retrieval-augmented generation", "") == ("rag",)


def test_what_a_paper_brings_counts_and_what_others_did_does_not() -> None:
    title = "On words"
    assert SMALL.tags(title, "We introduce a new benchmark.") == ("benchmarks",)
    assert SMALL.tags(title, "We test words. It surpasses others on a new benchmark.") == ()
    assert SMALL.tags(title, "It achieves the state of the art.") == ()
    assert SMALL.tags(title, "Code is available at our page of image editing.") == ()


def test_an_aside_counts_when_it_is_repeated() -> None:
    aside = "Unlike prior work on image generation, words matter."
    assert SMALL.tags("On words", aside) == ()
    assert SMALL.tags("On words", f"{aside} Existing image generation is slow.") == ("image-generation",)


def test_a_plain_word_needs_more_than_a_phrase() -> None:
    assert SMALL.tags("On words", "We study words by pruning.") == ()
    assert SMALL.tags("On words", "We study words by weight pruning.") == ("pruning",)
    assert SMALL.tags("On pruning", "We study the pruning of networks.") == ("pruning",)


def test_an_excluded_phrase_hides_an_alias_and_nothing_more() -> None:
    assert SMALL.tags("Token pruning for image generation", "") == ("image-generation",)
    assert "pruning" in SMALL.tags("Weight pruning", "We compare it with token pruning.")


def test_a_phrase_that_speaks_of_something_else_weighs_against_the_topic() -> None:
    title = "Weight pruning and image generation"
    assert SMALL.tags(title, "") == ("image-generation", "pruning")
    against = "We climb an apple tree. We propose an apple tree. The apple tree."
    assert SMALL.tags(title, against) == ("image-generation",)


def test_an_acronym_that_the_paper_spells_out_otherwise_is_not_ours() -> None:
    assert SMALL.tags("TTS", "We study text-to-speech (TTS).") == ("speech-synthesis",)
    assert SMALL.tags("TTS", "We study test-time scaling (TTS). TTS is slow.") == ("test-time-scaling",)
    assert SMALL.tags("Many Lingual Large Models (MLLM)", "MLLMs are large.") == ()


def test_six_topics_are_enough() -> None:
    title = (
        "RAG, VLM, LLM, image generation, video generation, image editing, theorem proving, weight pruning"
    )
    assert len(SMALL.tags(title, "")) == MOST
    assert "image-editing" in SMALL.tags(title, "We study image editing.")


def test_a_wider_topic_stands_beside_a_narrower_one_only_on_its_own_merits() -> None:
    assert SMALL.tags("RAG", "We study information retrieval.") == ("rag", "retrieval")
    assert SMALL.tags("RAG", "Information retrieval is old. RAG is new.") == ("rag",)


def test_keywords_repeat_what_an_abstract_says_and_stand_in_where_there_is_none() -> None:
    assert SMALL.tags("On words", "Nothing here.", ["RAG"]) == ()
    assert SMALL.tags("On words", "", ["RAG"]) == ("rag",)
    assert SMALL.tags("On words", "", ["rag", "LLMs", "vision-language models (VLMs)"]) == (
        "language-models", "rag", "vision-language-models",
    )  # fmt: skip


def test_a_circle_of_parents_stops_nothing() -> None:
    tags = (Tag(slug="a", name="Alpha beta", parent="b"), Tag(slug="b", name="Gamma delta", parent="a"))
    assert Tagger(Vocabulary(tags)).tags("Alpha beta, gamma delta", "") == ("a", "b")


def test_no_vocabulary_no_topics() -> None:
    assert Tagger(Vocabulary()).tags("Anything", "at all", ["RAG"]) == ()


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
mentions = st.sampled_from([alias for tag in TAGS for alias in (tag.name, *tag.aliases)])
fillers = st.sampled_from(
    ["we propose", "existing", "such as", "state of the art", "(", ")", ",", ".", "and"]
)
prose = st.lists(st.one_of(words, mentions, fillers), max_size=40).map(" ".join)


@given(prose, prose, st.lists(mentions, max_size=6))
def test_whatever_is_said(title: str, abstract: str, keywords: list[str]) -> None:
    given_tags = SMALL.tags(title, abstract, keywords)
    assert len(given_tags) <= MOST
    assert list(given_tags) == sorted(set(given_tags))
    assert given_tags == SMALL.tags(title, abstract, reversed(keywords))
    assert given_tags == Tagger(Vocabulary(reversed(TAGS))).tags(title, abstract, keywords)


@given(st.sampled_from([tag.name for tag in TAGS if " " in tag.name]), st.lists(words, max_size=30))
def test_an_unrelated_sentence_takes_no_topic_from_the_title(name: str, unrelated: list[str]) -> None:
    before = SMALL.tags(name, "We propose something.")
    assert before
    after = SMALL.tags(name, f"We propose something. Zebras {' '.join(unrelated)}.")
    assert set(before) <= set(after)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=3), st.sampled_from(["RAG", "LLM", "VLM"]))
def test_an_acronym_within_a_word_is_none(letters: str, acronym: str) -> None:
    assert SMALL.tags(f"On {letters.upper()}{acronym}{letters.upper()}", "") == ()


@given(st.text())
def test_no_text_breaks_the_tagger(text: str) -> None:
    SMALL.tags(text, text, [text])
