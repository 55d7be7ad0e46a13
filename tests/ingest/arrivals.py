"""Digests as they may come, at random: few papers, so that they meet again and again."""

from collections.abc import Iterable

import msgspec
from hypothesis import strategies as st

from generator.model.digest import Digest, Entry

TITLES = ("How Birds Learn To Sing", "How Birds Learn to Sing Well", "What Fishes Hear")
ABSTRACTS = (
    "We propose birds. Birds sing from memory, and the memory of birds is long.",
    "We propose birds and fishes. Fishes hear what birds sing, and fishes remember it.",
    "We study fishes. Fishes hear more than was thought.",
    "",
)
NUMBERS = ("2603.00001", "2603.00002", "2603.00003")
DAYS = ("2026-03-02", "2026-03-03", "2026-04-01")
CODE = ("https://github.com/a/a", "https://github.com/b/b")


def entry(number: str | None, code: str | None, **facts: object) -> Entry:
    ids = {"arxiv": number} if number else {}
    return msgspec.convert({"ids": ids, "links": {"code": (code,)} if code else {}, **facts}, Entry)


entries = st.builds(
    entry,
    number=st.sampled_from(NUMBERS),
    code=st.sampled_from([*CODE, None]),
    title=st.sampled_from(TITLES),
    abstract=st.sampled_from(ABSTRACTS),
    authors=st.sampled_from([("Ada",), ("Ada", "Max"), ()]),
    venue=st.sampled_from(["ACL", "EMNLP", None]),
    keywords=st.sampled_from([("birds",), ("fish", "birds"), ()]),
)
copied = st.builds(
    entry,
    number=st.none(),
    code=st.none(),
    title=st.sampled_from(TITLES),
    abstract=st.sampled_from(ABSTRACTS),
)


def digest(kind: str, day: str, entries: Iterable[Entry]) -> Digest:
    return Digest(source=kind, format=kind, date=day, entries=tuple(entries))


days = st.sampled_from(DAYS)
numbered = st.lists(entries, min_size=1, max_size=3, unique_by=lambda one: one.ids["arxiv"])
digests = st.one_of(
    st.builds(digest, st.sampled_from(["hf-api", "hf-html"]), days, numbered),
    st.builds(digest, st.just("hf-text"), days, st.lists(copied, min_size=1, max_size=3)),
)
