"""What an archive sets for itself, in ``papershelf.toml``."""

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """The settings of an archive; every one has a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    newsletter: str | None = Field(
        None,
        pattern=r'^(?:https://|mailto:)[^\s<>"]+$',
        description="Where people sign up for the newsletter: an address of the web or of mail.",
    )
    mirrors: dict[str, str] = Field(
        default_factory=dict, description="Hosts that serve another host's pages: mirror = original."
    )
