"""A source that does not give what was asked of it."""


class SourceError(Exception):
    """What went wrong, and what to do; both for people, on one line, without full stop in the first."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message, self.remedy = message, remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}"
