"""People as the archive's readers tell them apart, where names alone do not."""

from pydantic import BaseModel, ConfigDict, Field


class Person(BaseModel):
    """One person, as a page in ``docs/authors/`` states it. Only the few that need it have one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(description="The file's name without ``.md``, and the address of the person's page.")
    name: str = Field(min_length=1, description="As it is shown.")
    variants: tuple[str, ...] = Field((), description="Other spellings under which papers name the person.")
    papers: frozenset[str] = Field(
        frozenset(),
        description="What tells a namesake: ids, or addresses without a slash at the end. Empty for a person "
        "to whom every paper under these names belongs that nobody else claims.",
    )
    description: str = Field("", description="One line, such as where the person works.")
