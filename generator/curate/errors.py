"""A command that cannot be carried out."""


class CurationError(Exception):
    """What is wrong with the request, and what to do; both for people."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message, self.remedy = message, remedy
