"""What a branch changes and what the check says of it, in words, for the page of a pull request."""

from collections.abc import Collection, Mapping, Sequence

from generator.check.report import visible
from generator.model.problem import Problem

SHOWN = 50
"""Lines of one kind; the annotations in the files show all."""

_KINDS = {
    "docs/papers/": ("page of a paper", "pages of papers"),
    "docs/tags/": ("topic", "topics"),
    "docs/": ("other page or image", "other pages or images"),
    "digests/": ("file of the machine's log", "files of the machine's log"),
    "": ("file outside the archive", "files outside the archive"),
}
_LOOK = (
    "To look at the site with this change, download `site` under Artifacts below, unpack it, and run "
    "`python3 -m http.server` in its folder."
)


def summary(changed: Collection[str], titles: Mapping[str, str], problems: Sequence[Problem]) -> str:
    """GitHub's Markdown. `titles` are those of the pages that can be read, by path below the root."""
    errors = [problem for problem in problems if problem.severity == "error"]
    notes = [problem for problem in problems if problem.severity == "note"]
    parts = [
        "### What changes",
        _counts(changed),
        _list([f"{_text(titles[path])} ({_text(path)})" for path in sorted(changed) if path in titles]),
        "### What the check says",
        _verdict(len(errors)),
        _list([_told(problem) for problem in errors]),
        _list([f"Worth a look: {_told(problem)}" for problem in notes]),
        _LOOK,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _counts(changed: Collection[str]) -> str:
    counts = dict.fromkeys(_KINDS, 0)
    for path in changed:
        is_image = path.startswith("docs/") and not path.endswith(".md")
        counts["docs/" if is_image else next(start for start in _KINDS if path.startswith(start))] += 1
    told = [f"{number} {_KINDS[start][number > 1]}" for start, number in counts.items() if number]
    return f"{', '.join(told)}." if told else "Nothing."


def _verdict(errors: int) -> str:
    if errors == 0:
        return "All is well."
    what = "One thing has" if errors == 1 else f"{errors} things have"
    return f"{what} to be mended. Each is shown at its line under Files changed, too."


def _told(problem: Problem) -> str:
    place = f"{problem.path}, line {problem.line}"
    return f"{_text(place)}: {_text(f'{problem.message} {problem.remedy}'.rstrip())}"


def _list(lines: Sequence[str]) -> str:
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return "\n".join(f"- {line}" for line in [*lines[:SHOWN], *more])


def _text(text: str) -> str:
    """Text from outside as nothing but text: every mark that could be markup, a name or an address."""
    return "".join(
        mark if mark.isalnum() or mark == " " or not mark.isascii() else f"&#{ord(mark)};"
        for mark in visible(text[:500])
    )
