"""What a sentence of an abstract does: it says what the paper brings, or what others did, or how it fared.

A mention counts by the words that lead to it. "We propose a benchmark" makes a benchmark;
"outperforms the state of the art on five benchmarks" does not.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.ingest.phrases import Folder, Phrases

TITLE: Final = 4.0
CLAIM: Final = 2.75
OPENING: Final = 1.2
BACKGROUND: Final = 0.9
PLAIN: Final = 1.5
ASIDE: Final = 0.9
NOTHING: Final = 0.0

_WE: Final = """
propose introduce present develop design build create construct release study investigate explore examine
analyze analyse address tackle formulate describe conduct evaluate benchmark curate train offer provide
discover find reveal unveil contribute devise establish collect formalize leverage apply extend define adapt
show demonstrate argue identify assess assemble focus compile explain revisit survey rethink
"""
_PAST: Final = {
    "build": "built", "study": "studied", "apply": "applied", "find": "found", "show": "showed",
    "identify": "identified", "rethink": "rethought",
}  # fmt: skip
_ADVERBS: Final = "also further then first thus therefore finally additionally systematically"
_CLAIMS = """
this paper; this work; this study; this report; this thesis; this survey; this article; this technical report;
in this paper; in this work; in this study; our work; our paper; our study; our key idea; our key insight;
our goal; our contribution; our main contribution; is proposed; is introduced; is presented; introducing;
dubbed; termed; paper presents; paper introduces; paper proposes; report introduces
"""
_ASIDES = """
such as; e.g; for example; for instance; including; unlike; compared to; compared with; in contrast to;
in comparison; instead of; rather than; as opposed to; without; not only; despite; existing; previous; prior;
recent; recently; conventional; traditional; traditionally; current; previously; while existing; inspired by;
outperform; outperforms; outperforming; surpass; surpasses; surpassing; exceed; exceeds; exceeding;
achieve; achieves; achieving; attain; attains; state of the art; SOTA; comparable to; competitive with;
on par with; superior performance; improves over; prior work; prior works;
future; pave the way; paving the way; paves the way; similar to
"""
_RESULTS = """
experiments; extensive experiments; experimental results; results show; results demonstrate; results indicate;
empirical results; evaluations show; evaluations demonstrate; experiments on; experiments show;
experiments demonstrate; evaluated on; evaluation on; tested on; evaluations on
"""
_NOTICES = """
code is available; code and; codes are; available at; publicly available; project page; will be released;
is released; are released; github; GitHub; our code; source code; code available
"""


class Zone(NamedTuple):
    """The worth of a mention from this character of a folded sentence on."""

    start: int
    worth: float


class Cues:
    """Reads a sentence for the words that tell what its parts are worth."""

    def __init__(self, folder: Folder) -> None:
        worths = dict.fromkeys(map(folder.fold, _what_we_do()), CLAIM)
        worths |= {
            folder.fold(phrase): worth
            for table, worth in (
                (_CLAIMS, CLAIM), (_ASIDES, ASIDE), (_RESULTS, BACKGROUND), (_NOTICES, NOTHING),
            )
            for phrase in table.replace("\n", " ").split(";")
        }  # fmt: skip
        self._phrases = Phrases(worths)

    def zones(self, folded: str, worth: float) -> Iterator[Zone]:
        """The parts of a sentence, which is worth *worth* until a cue says otherwise."""
        yield Zone(0, worth)
        for cue in self._phrases.find(folded):
            yield Zone(cue.end, cue.payload)


def _what_we_do() -> Iterator[str]:
    """``we propose``, ``we also proposed`` and their like."""
    for verb in _WE.split():
        past = verb + ("d" if verb.endswith("e") else "ed")
        for form in (verb, _PAST.get(verb, past)):
            yield f"we {form}"
            for adverb in _ADVERBS.split():
                yield f"we {adverb} {form}"
