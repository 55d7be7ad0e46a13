"""What is wrong where the front matter of a page, a topic or a person should have a list."""

from typing import TypeAlias

from generator.text.plain_matter import Value
from generator.text.yaml_mistakes import MISSING_SPACE, NO_BREAK, lacks_space, no_break_spaces

Fault: TypeAlias = tuple[tuple[str | int, ...], str, str]
"""Where in the front matter, what is wrong, what to do."""


def not_a_list(place: tuple[str | int, ...], value: Value) -> Fault:
    """The fault of what stands here instead. YAML takes members without a space for one text."""
    if isinstance(value, str) and any(no_break_spaces([value])):
        return (*place, 0), *NO_BREAK
    if isinstance(value, str) and lacks_space(value):
        return (*place, 0), *MISSING_SPACE
    return (
        place,
        f"{place[-1]} is not a list.",
        "Write each on a line of its own, after two spaces and a dash.",
    )
