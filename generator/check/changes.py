"""What a branch changed, as git knows it."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.model.problem import Problem

_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@{}^~+-]{0,200}")


class RevisionError(ValueError):
    """A revision that git does not know, or no git to ask. Says why and what to do in one line."""


def changed_files(root: Path, revision: str) -> frozenset[str]:
    """Files that differ from where this branch left a revision, by path below the root.

    Those are the files of its commits, of the working tree, and new ones that are not ignored; deleted
    and renamed ones are among them under their old names. Raises RevisionError.
    """
    if not _REVISION.fullmatch(revision):
        raise RevisionError(f"{revision!r} is not a revision. Write a branch, a tag or a commit.")
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError:
        raise RevisionError(
            f"git knows no revision {revision!r}. Fetch it, or write a branch, a tag or a commit."
        ) from None
    base = _git(root, "merge-base", commit.strip(), "HEAD").strip()
    changed = _git(root, "diff", "--name-only", "--no-renames", "-z", "--relative", base, "--")
    new = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(filter(None, f"{changed}\0{new}".split("\0")))


def committed_caches(root: Path) -> Iterator[Problem]:
    """Files of ``.cache/`` that git knows: the program would take them for what it noted itself.

    Raises RevisionError.
    """
    for path in filter(None, _git(root, "ls-files", "-z", "--", ".cache").split("\0")):
        message = "A cache has no place in the repository: whoever fetches it would trust what it says."
        yield Problem(path, 1, 1, message, "Take it out: git rm -r --cached .cache.", rule="cache")


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "--no-optional-locks", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise RevisionError("git is not installed. Install it, or check without --changed-since.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[0] if said else "the branches have no commit in common"
        raise RevisionError(f"git cannot compare: {reason}. Fetch the whole history.") from None
    return done.stdout.decode("utf-8", "surrogateescape")
