"""What is wrong in front matter that YAML refuses, in words for people who write pages.

A parser tells where it could not go on. The mistake stands there, or some lines above: a quotation mark
that is not closed ends at the next one, whatever lies between.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import yaml

QUOTE = 'Put the value in "double quotes".'
MISSING_SPACE = "A space is missing after the dash.", "Put one behind the dash of each line of the list."
NO_BREAK = "A no-break space stands where YAML wants a space.", "Replace each of them by a space."
UNCLOSED = "A quotation mark is not closed.", "Close it."
_NO_BREAK = re.compile(r" *+(?:(?:-|[A-Za-z_]{1,100}+:) *+)?\u00a0")
"""Before a dash or a key, or behind it: such spaces are copied from web pages."""
_DASH_AND_WORD = re.compile(r"-[^\s-]")
_KEY_OR_MEMBER = re.compile(r" *+(?:[A-Za-z_]{1,100}+:|-)(?: |$)")
_KEY_AND_WORD = re.compile(r"[A-Za-z_]{1,100}+:\S")


class Mistake(NamedTuple):
    """What is wrong, and what to do. Line and column count from 0."""

    line: int
    column: int
    message: str
    remedy: str


def mistake(source: str, error: yaml.MarkedYAMLError) -> Mistake:
    """What made libyaml refuse this front matter, whose lines end with line feeds."""
    lines = source.split("\n")
    mark = error.problem_mark
    if mark is None:
        return Mistake(0, 0, *_as_told(error))
    last = _last_event(source)
    found = (
        _space(lines[: mark.line + 1])
        or _open(error)
        or _escape(error, mark)
        or _quotation(lines, last, mark)
        or _bracket(error)
        or _line(lines, last, error, mark)
    )
    return found or Mistake(mark.line, mark.column, *_as_told(error))


def no_break_spaces(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The lines that have a no-break space where YAML wants a plain one, each with the column of it."""
    for number, line in enumerate(lines):
        if match := _NO_BREAK.match(line):
            yield number, match.end() - 1


def lacks_space(line: str) -> bool:
    """Whether a line was meant as a member of a list, but has its word right behind the dash."""
    return _DASH_AND_WORD.match(line.lstrip(" ")) is not None


def _last_event(source: str) -> yaml.Event | None:
    """The last that was understood before the parser gave up."""
    event = None
    parser = yaml.CBaseLoader(source)
    with suppress(yaml.YAMLError):
        while not isinstance(event, yaml.StreamEndEvent):
            event = parser.get_event()
    return event


def _space(lines: Sequence[str]) -> Mistake | None:
    """Other spaces than YAML knows, in the lines up to that on which it gave up."""
    for line, column in no_break_spaces(lines):
        return Mistake(line, column, *NO_BREAK)
    last = lines[-1]
    column = last[: len(last) - len(last.lstrip())].find("\t")
    if column >= 0:
        message = "A tab stands where YAML wants spaces."
        return Mistake(len(lines) - 1, column, message, "Replace it by spaces.")
    return None


def _open(error: yaml.MarkedYAMLError) -> Mistake | None:
    """A quotation mark behind which no other stands."""
    mark = error.context_mark
    if (
        mark is None
        or "quoted scalar" not in (error.context or "")
        or "end of stream" not in (error.problem or "")
    ):
        return None
    return Mistake(mark.line, mark.column, *UNCLOSED)


def _escape(error: yaml.MarkedYAMLError, mark: yaml.Mark) -> Mistake | None:
    if "escape" not in (error.problem or ""):
        return None
    message = 'A backslash stands inside "…".'
    return Mistake(mark.line, mark.column, message, "Write \\\\ for it, or put '…' around the value.")


def _quotation(lines: Sequence[str], last: yaml.Event | None, mark: yaml.Mark) -> Mistake | None:
    """A value in quotation marks that ended too early, or too late."""
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    start, end = last.start_mark, last.end_mark
    if start is None or end is None or end.line != mark.line:
        return None
    if any(_KEY_OR_MEMBER.match(line) for line in lines[start.line + 1 : end.line + 1]):
        return Mistake(start.line, start.column, *UNCLOSED)
    if last.style not in lines[end.line][end.column :]:
        message = "Something stands behind the closing quotation mark."
        return Mistake(mark.line, mark.column, message, "Put it inside, or remove it.")
    around, other, written = ('"…"', "'…'", '\\"') if last.style == '"' else ("'…'", '"…"', "''")
    message = f"A quotation mark stands inside {around}."
    return Mistake(end.line, end.column - 1, message, f"Write {written}, or put {other} around the value.")


def _bracket(error: yaml.MarkedYAMLError) -> Mistake | None:
    mark = error.context_mark
    if mark is None or "flow" not in (error.context or ""):
        return None
    return Mistake(mark.line, mark.column, "A bracket is not closed.", f"Close it. {QUOTE}")


def _line(
    lines: Sequence[str], last: yaml.Event | None, error: yaml.MarkedYAMLError, mark: yaml.Mark
) -> Mistake | None:
    """A line that neither begins as a key or a member does, nor goes on with the line above."""
    problem = error.problem or ""
    if "could not find expected ':'" in problem and error.context_mark is not None:
        return _without_key(lines, error.context_mark.line)
    start = last.start_mark if last is not None else None
    if "mapping values are not allowed" in problem and start is not None and start.line < mark.line:
        if start.column == _indentation(lines[mark.line]) == 0:
            return _without_key(lines, start.line)  # what was meant as a key is read on to the next colon
        return None
    if "did not find expected" in problem and mark.column == _indentation(lines[mark.line]):
        message = "This line is indented unlike those around it."
        return Mistake(
            mark.line, mark.column, message, "Begin it with as many spaces as the lines it belongs to."
        )
    return None


def _without_key(lines: Sequence[str], line: int) -> Mistake:
    column = _indentation(lines[line])
    if lacks_space(lines[line]):
        return Mistake(line, column, *MISSING_SPACE)
    if _KEY_AND_WORD.match(lines[line].lstrip(" ")):
        return Mistake(line, column, "A space is missing after the colon.", "Put one there.")
    return Mistake(line, column, "This line has no key.", "Begin it with a word, a colon and a space.")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _as_told(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """What libyaml says of it, where nothing better is known."""
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return "A colon followed by a space stands inside a value.", QUOTE
    if "block sequence entries are not allowed" in problem:
        return "A list begins behind its key.", "Begin it on the next line."
    return f"The front matter does not parse: {problem}.", 'Put odd values in "double quotes".'
