"""Work for several processes: this one and copies of it, which share all that was read before (fork).

Only what is written to the disk stays of what a copy does, and what it tells at its end.
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple, NoReturn, TypeAlias, TypeVar

MOST = 250
"""Tasks of a queue at most: a ticket is a byte."""
MOST_COPIES = 3
"""Copies at most, since each takes memory, and what cannot be shared takes most of the time by then."""

Told = TypeVar("Told")
Task: TypeAlias = Callable[[], None]


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


class Later(NamedTuple):
    """Tasks that wait until something was prepared here; copies do others meanwhile."""

    prepare: Callable[[], object]
    tasks: Sequence[Task] = ()


NOTHING = Later(lambda: None)
"""There is nothing to wait for."""


def do_all(
    tasks: Sequence[Task], told: Callable[[], Told], copies: int, later: Later = NOTHING
) -> list[Told]:
    """Do every task, here or in a copy of this process, whichever is free first; there *told* is called.

    Raises what a task raises, here or there, and CopyError.
    """
    with ExitStack() as held:
        first, then = _Queue(tasks), _Queue(later.tasks)
        first.fill()
        held.callback(first.close)
        held.callback(then.close)
        others = [_part([first, then], told, held) for _ in range(copies)]
        later.prepare()
        then.fill()
        for task in _taken(then, first):
            task()
        return [_answer(other) for other in others]


class _Queue:
    """Tasks, and a pipe that holds one byte for each: whoever takes a ticket does the task."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        assert len(tasks) <= MOST
        self.tasks = tasks
        self.tickets, self._counter = os.pipe()

    def fill(self) -> None:
        """Give out the tickets; from here on the pipe has an end."""
        os.write(self._counter, bytes(range(len(self.tasks))))
        self.shut()

    def shut(self) -> None:
        """Give out no tickets in this process."""
        if self._counter >= 0:
            os.close(self._counter)
        self._counter = -1

    def close(self) -> None:
        """Take and give no more."""
        self.shut()
        os.close(self.tickets)


def _taken(*queues: _Queue) -> Iterator[Task]:
    """Tasks of the first queue, and then of the next."""
    for queue in queues:
        while ticket := os.read(queue.tickets, 1):
            yield queue.tasks[ticket[0]]


def _part(queues: Sequence[_Queue], told: Callable[[], object], held: ExitStack) -> _Copy:
    """Make a copy of this process, which ends when what is held here is let go."""
    reading, writing = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if not process:
        for queue in queues:
            queue.shut()
        _be_the_copy(_taken(*queues), told, parent, writing)
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


def _be_the_copy(tasks: Iterator[Task], told: Callable[[], object], parent: int, writing: int) -> NoReturn:
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
