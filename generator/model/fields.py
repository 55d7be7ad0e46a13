"""A paper as flat fields, the form in which the merge and the ledger see it.

Members of mappings are keyed with a dot (``ids.arxiv``, ``links.code``), so that each is merged by itself.
The abstract is not among them: it is merged by its hash.
"""

from collections.abc import Iterable

from generator.model.ledger import Value
from generator.model.paper import Paper

KEYS = Paper.__struct_fields__
"""The keys of a page's front matter, in the order in which a person reads them."""
MAPPINGS = ("ids", "links")
SCALARS = ("title", "date", "venue", "organization", "summary", "status", "notice")
LISTS = ("authors", "categories", "tags")


def is_set(field: str) -> bool:
    """Whether the field is merged member by member: people add and remove single ones, in any order."""
    return field == "tags" or field.startswith("links.")


def is_list(field: str) -> bool:
    """Whether the field's value is a tuple of strings."""
    return field in LISTS or field.startswith("links.")


def fields_of(paper: Paper) -> dict[str, Value]:
    """The facts of a paper that are known, flat; absent facts have no key."""
    fields: dict[str, Value] = {}
    for key in (*SCALARS, *LISTS):
        if value := getattr(paper, key):
            fields[key] = value
    for kind, identifier in paper.ids.items():
        fields[f"ids.{kind}"] = identifier
    for kind, addresses in paper.links.items():
        fields[f"links.{kind}"] = addresses
    return fields


def roots(fields: Iterable[str]) -> list[str]:
    """The front matter's keys that these fields belong to, each once, in order."""
    return list(dict.fromkeys(field.partition(".")[0] for field in fields))
