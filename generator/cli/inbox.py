"""``papershelf inbox``: what was laid into the inbox is taken in."""

from contextlib import suppress
from pathlib import Path

import typer

from generator.cli import report
from generator.cli.given import given
from generator.cli.intake import Intake
from generator.cli.message import write_message
from generator.cli.options import Message

INBOX = "digests/inbox"
_GUIDE = "README.md"


def inbox(
    context: typer.Context,
    message: Message = None,
) -> None:
    """Take in every file of digests/inbox, folders and zips too, and remove those of which nothing is lost.

    What was not understood in whole stays. The exit status is 1 where nothing of a file could be read.
    """
    root: Path = context.obj
    intake, files = Intake(), _waiting(root)
    for file in files:
        _read(file, intake)
    intake.take_in(root)
    done = [file for file in files if _is_whole(str(file), intake)]
    for file in done:
        _remove(file)
    report.show(intake.plans, intake.failures, as_json=False, as_diff=False)
    for file in files:
        if file not in done:
            typer.echo(report.one_line(f"{file} stays: not all of it was understood."), err=True)
    write_message(message, intake, left=len(files) - len(done), cleared=len(done))
    if intake.failures:
        raise typer.Exit(1)


def _waiting(root: Path) -> list[Path]:
    """Everything in the inbox but its guide and hidden files, by name."""
    folder = root / INBOX
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted(file for file in folder.iterdir() if file.name != _GUIDE and not file.name.startswith("."))


def _read(file: Path, intake: Intake) -> None:
    """Read the digests of a file, or of all that a folder or a zip holds. Links are not followed."""
    odd = [path for path in (file, *file.rglob("*")) if path.is_symlink() or not path.exists()]
    if odd or not (file.is_file() or file.is_dir()):
        intake.failures += [_no_file(path) for path in odd or [file]]
        return
    for one in given([file]):
        if isinstance(one, report.Failure):
            intake.failures.append(one)
        else:
            intake.read(*one)


def _remove(place: Path) -> None:
    """Remove what was taken in; hidden files, which are not read, keep their folder."""
    if place.is_file():
        place.unlink()
        return
    for path in sorted(place.rglob("*"), reverse=True):
        is_read = path.is_file() and not any(part[0] == "." for part in path.relative_to(place).parts)
        if is_read:
            path.unlink()
        elif path.is_dir():
            with suppress(OSError):
                path.rmdir()
    with suppress(OSError):
        place.rmdir()


def _no_file(file: Path) -> report.Failure:
    message = "This is not a plain file."
    return report.Failure(str(file), 1, message, f"Lay the digest itself into {INBOX}/.")


def _is_whole(name: str, intake: Intake) -> bool:
    """Whether every piece of a file, or of what it holds, stands in the archive now."""

    def is_of_it(path: str) -> bool:
        return path == name or path.startswith(f"{name}/")

    if any(is_of_it(failure.path) for failure in intake.failures):
        return False
    plans = zip(intake.found, intake.plans, strict=True)
    return all(plan.report.is_well for found, plan in plans if is_of_it(found.file))
