"""Logs in an older form, brought to the one of today: one step for each version, in their order.

Version 0 is the form before logs carried a version. A step takes what a log of its version says and
gives what the next one would; what a newer program wrote is left alone.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from generator.model import ledger, record
from generator.storage.logs import (
    LogError,
    decode_ledger,
    decode_record,
    encode_ledger,
    encode_record,
    version_of,
)

Log = dict[str, Any]
Step = Callable[[Log], Log]


def _versioned(log: Log) -> Log:
    return {**log, "version": 1}


RECORD_STEPS: Final[Sequence[Step]] = (_versioned,)
LEDGER_STEPS: Final[Sequence[Step]] = (_versioned,)
"""The step at place n leads from version n to the next; there are as many as today's version says."""


def upgraded_record(text: str) -> str:
    """A record as it is written today. Raises LogError."""
    return encode_record(decode_record(_through(text, RECORD_STEPS, record.SCHEMA)))


def upgraded_ledger(text: str) -> str:
    """A month's ledger as it is written today. Raises LogError."""
    return encode_ledger(decode_ledger(_through(text, LEDGER_STEPS, ledger.SCHEMA)).pages)


def upgraded(root: Path) -> tuple[dict[str, str], dict[str, LogError]]:
    """The new texts of all logs that have an older form, ledgers first; and those that cannot be read."""
    texts: dict[str, str] = {}
    faults: dict[str, LogError] = {}
    for pattern, bring in (("digests/ledger/*.json", upgraded_ledger), ("digests/*.json", upgraded_record)):
        for file in sorted(root.glob(pattern)):
            path = file.relative_to(root).as_posix()
            try:
                old = _text(file)
                new = bring(old)
            except LogError as error:
                faults[path] = error
                continue
            if version_of(old) != version_of(new):
                texts[path] = new
    return texts, faults


def _text(file: Path) -> str:
    try:
        if file.is_symlink() or not file.is_file():
            raise LogError("this is not a plain file")
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LogError(f"it cannot be read: {error}") from error


def _through(text: str, steps: Sequence[Step], newest: int) -> str:
    """The text of a log after every step that it lacks; one of today or tomorrow as it is."""
    version = version_of(text)
    if version is None or version >= newest:
        return text
    try:
        log = json.loads(text)
        for step in steps[version:]:
            log = step(log)
        return json.dumps(log)
    except (ValueError, RecursionError) as error:
        raise LogError(f"it cannot be read: {error}") from error
