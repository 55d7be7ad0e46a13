"""Work for several processes: this one and copies of it, which share all that was read before (fork).

Only what is written to the disk stays of what a copy does, and what it tells at its end.
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple, NoReturn, TypeVar

MOST = 250
"""Tasks at most: a ticket is a byte."""
MOST_COPIES = 3
"""Copies at most, since each takes memory, and what cannot be shared takes most of the time by then."""

Told = TypeVar("Told")


class CopyError(RuntimeError):
    """Another process ended before its work did."""


class _Copy(NamedTuple):
    """Another process, and where it tells what it has done."""

    process: int
    answers: int


def copies() -> int:
    """How many other processes are possible, and of any use. Threads do not go along into a copy."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    return min(_processors() - 1, MOST_COPIES)


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def do_all(tasks: Sequence[Callable[[], None]], told: Callable[[], Told], copies: int) -> list[Told]:
    """Do every task, here or in a copy of this process, whichever is free first; there *told* is called.

    Raises what a task raises, here or there, and CopyError.
    """
    with ExitStack() as held:
        tickets = _tickets(len(tasks))
        held.callback(os.close, tickets)
        others = [_part(tasks, told, tickets, held) for _ in range(copies)]
        for task in _taken(tasks, tickets):
            task()
        return [_answer(other) for other in others]


def _part(
    tasks: Sequence[Callable[[], None]], told: Callable[[], object], tickets: int, held: ExitStack
) -> _Copy:
    """Make a copy of this process, which ends when what is held here is let go."""
    reading, writing = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if not process:
        _be_the_copy(_taken(tasks, tickets), told, parent, writing)
    os.close(writing)
    held.callback(os.close, reading)
    held.callback(_end, process)
    return _Copy(process, reading)


def _end(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _answer(copy: _Copy) -> Any:
    """What a copy tells at its end. Raises what it raised, and CopyError."""
    with os.fdopen(os.dup(copy.answers), "rb") as answers:
        answer = answers.read()
    if not answer:
        raise CopyError("A process of the build was ended from outside. Build again.")
    said = pickle.loads(answer)  # noqa: S301 - written by this very program
    if isinstance(said, Exception):
        raise said
    return said


def _tickets(number: int) -> int:
    """A pipe that holds one byte for each task: whoever takes one does the task."""
    assert number <= MOST
    reading, writing = os.pipe()
    os.write(writing, bytes(range(number)))
    os.close(writing)
    return reading


def _taken(tasks: Sequence[Callable[[], None]], tickets: int) -> Iterator[Callable[[], None]]:
    while ticket := os.read(tickets, 1):
        yield tasks[ticket[0]]


def _be_the_copy(
    tasks: Iterator[Callable[[], None]], told: Callable[[], object], parent: int, writing: int
) -> NoReturn:
    """Do tasks, tell what there is to tell, and end without a trace, also when nobody waits any more."""
    try:
        try:
            for task in tasks:
                if os.getppid() != parent:
                    os._exit(1)
                task()
            answer = pickle.dumps(told())
        except Exception as error:  # whatever it is, it is the parent's to raise
            answer = pickle.dumps(error)
        with os.fdopen(writing, "wb") as answers:
            answers.write(answer)
    finally:
        os._exit(0)
