"""What an archive sets for itself, in ``papershelf.toml``."""

import re

from msgspec import Struct

_SIGN_UP = re.compile(r'(?:https://|mailto:)[^\s<>"]+')


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of an archive; every one has a default. Raises ValueError."""

    newsletter: str | None = None
    """Where people sign up for the newsletter: an address of the web or of mail."""
    mirrors: dict[str, str] = {}
    """Hosts that serve another host's pages: mirror = original."""

    def __post_init__(self) -> None:
        if self.newsletter is not None and not _SIGN_UP.fullmatch(self.newsletter):
            raise ValueError("it is no address that begins with https:// or mailto:")
