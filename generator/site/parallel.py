"""Work for two processes: this one and a copy of it, which share all that was read before (fork).

Only what is written to the disk stays of what the copy does, and what it tells at its end.
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn, TypeVar

MOST = 250
"""Tasks at most: a ticket is a byte."""

Told = TypeVar("Told")


class CopyError(RuntimeError):
    """The other process ended before its work did."""


def can_part() -> bool:
    """Whether a second process is possible, and any use. Threads do not go along into a copy."""
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def do_all(tasks: Sequence[Callable[[], None]], told: Callable[[], Told]) -> Told:
    """Do every task, here or in a copy of this process, whichever is free first; there *told* is called.

    Raises what a task raises, here or there, and CopyError.
    """
    tickets = _tickets(len(tasks))
    reading, writing = os.pipe()
    parent = os.getpid()
    copy = os.fork()
    if not copy:
        _be_the_copy(_taken(tasks, tickets), told, parent, writing)
    os.close(writing)
    try:
        for task in _taken(tasks, tickets):
            task()
        with os.fdopen(reading, "rb") as answers:
            answer = answers.read()
    except BaseException:
        os.kill(copy, signal.SIGKILL)
        raise
    finally:
        os.waitpid(copy, 0)
        os.close(tickets)
    if not answer:
        raise CopyError("A process of the build was ended from outside. Build again.")
    said: Told | Exception = pickle.loads(answer)  # noqa: S301 - written by this very program
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
