"""What values of which there are many are made from."""

from pydantic import BaseModel, ConfigDict

_STATED: set[str] = set()


class Lean(BaseModel):
    """Does not remember which of its fields were stated and which have their defaults.

    Nothing here asks for it, and a set of names for each would be the tenth part of a large archive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: object, /) -> None:
        """Forget what was stated."""
        object.__setattr__(self, "__pydantic_fields_set__", _STATED)
