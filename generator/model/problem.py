"""What is wrong somewhere in the archive, told to a person."""

from typing import Literal, NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong: where, what, and what to do about it. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    message: str
    remedy: str
    rule: str
    severity: Literal["error", "note"] = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} {self.remedy}".rstrip()
