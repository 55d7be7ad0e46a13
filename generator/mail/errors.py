"""What keeps a newsletter from being made or sent."""


class MailError(Exception):
    """What is wrong, and what to do; both are whole sentences for people."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message, self.remedy = message, remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class NothingYetError(MailError):
    """An archive that has nothing to tell so far. No failure of anybody's."""
