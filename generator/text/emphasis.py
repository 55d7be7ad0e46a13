"""The asterisks that authors write for emphasis, told from those that are only asterisks."""

import re
from collections.abc import Iterable, Iterator

from generator.text.spans import Span

_STRONG = re.compile(r"(?<!\*)(\*\*)(?=[^\s*])([^*]{1,300})(?<=[^\s*])(\*\*)(?!\*)")
_EMPHASIS = re.compile(r"(?<![\w*\\/^_])(\*)(?=[^\s*])([^*]{1,300})(?<=[^\s*])(\*)(?![\w*])")
_WORD = re.compile(r"[^\W\d_]{2}")


def emphasised(spans: Iterable[Span]) -> list[Span]:
    """The pieces with pairs of asterisks around words as marks.

    ``*any*`` and ``**F**ast`` are meant; ``a * b``, ``A*`` and ``2*x*y`` are not.
    """
    spans = list(spans)
    text = "".join(span.text if span.kind == "text" else "x" * len(span.text) for span in spans)
    marks = dict(_marks(text)) if text.count("*") > 1 else {}
    return list(_split(spans, marks)) if marks else spans


def _marks(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_STRONG, _EMPHASIS):
        for match in pattern.finditer(text):
            if pattern is _STRONG or _WORD.search(match[2]):
                yield from ((match.start(1), match[1]), (match.start(3), match[3]))


def _split(spans: Iterable[Span], marks: dict[int, str]) -> Iterator[Span]:
    start = 0
    for span in spans:
        end = start + len(span.text)
        done = start
        for position in sorted(place for place in marks if start <= place < end and span.kind == "text"):
            yield Span("text", span.text[done - start : position - start])
            yield Span("mark", marks[position])
            done = position + len(marks[position])
        yield Span(span.kind, span.text[done - start :])
        start = end
