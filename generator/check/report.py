"""Problems as text for people, as annotations for GitHub, as JSON for machines.

Messages repeat what pages say, and file names are anybody's: nothing of theirs may end a line, move the
cursor of a terminal or start a command of the runner.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from generator.model.problem import Problem


def as_text(problems: Iterable[Problem]) -> str:
    """One line for each problem: ``path:line:column: what is wrong. What to do.``"""
    return "".join(f"{visible(_line(problem))}\n" for problem in problems)


def _line(problem: Problem) -> str:
    if problem.severity == "note":
        return str(problem._replace(message=f"note: {problem.message}"))
    return str(problem)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows at the line they speak of.

    The escapes are those of the runner's own toolkit: a percent sign and line ends in the message, colon and
    comma as well in a property.
    """
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _annotation(problem: Problem) -> str:
    command = "notice" if problem.severity == "note" else "error"
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.rule,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {written}::{_data(f'{problem.message} {problem.remedy}'.rstrip())}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with path, line, column, message, remedy, rule and severity; ASCII only."""
    return json.dumps([problem._asdict() for problem in problems], indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}


def visible(text: str) -> str:
    r"""The text on one line, with escapes for what is not seen: controls, directions, lone surrogates.

    >>> visible("one\n::error::two\x1b[31m")
    'one\\n::error::two\\x1b[31m'
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
