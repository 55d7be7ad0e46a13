"""An archive is checked: everything is read, and the problems of what was asked for are told."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path

from generator.check.changes import changed_files, committed_caches
from generator.check.collect import collect
from generator.check.rules import of_archive, problem
from generator.check.unchanged import one_by_one
from generator.model.problem import Problem
from generator.storage.writing import OvertakenError

_ATTEMPTS = 3
"""Times that an archive is read in which somebody is writing."""


def check(
    root: Path, *, today: date, paths: Sequence[Path] = (), changed_since: str | None = None
) -> list[Problem]:
    """All problems of an archive, by path, line and column.

    `paths` are files or folders, and `changed_since` a revision of git: where they are given, only problems
    in which such a file has a part are told. Raises RevisionError, and OSError.
    """
    wanted = _below(root, paths) if paths else None
    changed = changed_files(root, changed_since) if changed_since is not None else None

    def concerns(files: Iterable[str]) -> bool:
        return any(
            (wanted is None or wanted(file)) and (changed is None or file in changed) for file in files
        )

    cached = list(committed_caches(root)) if changed is not None else []
    for _ in range(_ATTEMPTS - 1):
        with suppress(OvertakenError):
            return sorted({*cached, *_problems(root, today, concerns)})
    return sorted({*cached, *_problems(root, today, concerns)})


def _problems(root: Path, today: date, concerns: Callable[[Iterable[str]], bool]) -> Iterator[Problem]:
    subject = collect(root, today)
    for one in subject.archive.problems:
        if concerns((one.path,)):
            yield one
    for rule, finding in chain(one_by_one(root, subject), of_archive(subject)):
        if concerns((finding.path, *finding.also)):
            yield problem(rule, finding)


def _below(root: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a path below the root is one of these files, or lies in one of these folders."""
    top = root.resolve()
    wanted = [
        path.resolve().relative_to(top).as_posix() for path in paths if path.resolve().is_relative_to(top)
    ]
    return lambda file: any(one in (".", file) or file.startswith(f"{one}/") for one in wanted)
