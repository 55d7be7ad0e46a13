"""The clock is read here and nowhere else."""

import time
from datetime import date, datetime


def tick() -> int:
    """The time in nanoseconds, as files have it."""
    return time.time_ns()


def today() -> date:
    """The day at the place where the command runs."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """The moment, with the zone of the place."""
    return datetime.now().astimezone()
