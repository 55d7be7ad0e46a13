"""The merge broken on purpose: what the properties are worth. Each of these mistakes must be seen by them.

Each row is a line of the merge with what a careless hand could make of it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from generator.ingest import merge as module
from generator.ingest import update
from tests.ingest import test_merge
from tests.ingest.tagging import Tagging
from tests.ingest.test_life import Life

SOURCE = Path(module.__file__).read_text(encoding="utf-8")
BASE = "b, o, t = base.fields.get(field), ours.get(field), theirs.fields.get(field)"
SETS = "_merge_set(_members(b), _members(o), _members(t), by_people, resolve)"
MUTATIONS = {
    "ours and theirs are swapped": [
        ("new = t if o == b else o", "new = o if t == b else t"),
        (SETS, "_merge_set(_members(b), _members(t), _members(o), by_people, resolve)"),
        ("page == base.abstract:", "page != base.abstract:"),
    ],
    "ours and theirs are swapped in values": [("new = t if o == b else o", "new = o if t == b else t")],
    "ours and theirs are swapped in sets": [
        (SETS, "_merge_set(_members(b), _members(t), _members(o), by_people, resolve)"),
    ],
    "the ledger is forgotten": [
        (BASE, "b, o, t = None, ours.get(field), theirs.fields.get(field)"),
        ("page == base.abstract:", "page is None:"),
    ],
    "the ledger is not written": [("fields=theirs.fields,", "fields=base.fields,")],
    "what people took out is forgotten": [("removed=removed,", "removed={},")],
    "what people put in is forgotten": [("added=added,", "added={},")],
    "names of topics are not led on": [("{resolve(name) for name in names}", "set(names)")],
    "the abstract of a person is written over": [("page == base.abstract:", "True:")],
}
OF_SETS = (
    "ours and theirs are swapped in sets",
    "what people took out is forgotten",
    "what people put in is forgotten",
    "names of topics are not led on",
)
"""Mistakes that a life meets soon in which little else happens."""
QUIET = settings(
    max_examples=500, stateful_step_count=25, deadline=None, derandomize=True, database=None,
    phases=[Phase.generate], report_multiple_bugs=False,
)  # fmt: skip
PROPERTIES: list[Callable[[], None]] = [
    value
    for name, value in vars(test_merge).items()
    if name.startswith("test_") and hasattr(value, "hypothesis")
]


def mutant(name: str) -> Callable[..., Any]:
    text = SOURCE
    for old, new in MUTATIONS[name]:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    names: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(text, module.__file__, "exec"), names)
    merge: Callable[..., Any] = names["merge"]
    return merge


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_life_of_an_archive_shows_a_broken_merge(name: str) -> None:
    with patch.object(update, "merge", mutant(name)), pytest.raises(AssertionError):
        run_state_machine_as_test(Tagging if name in OF_SETS else Life, settings=QUIET)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_property_of_the_merge_shows_that_it_is_broken(name: str) -> None:
    with patch.object(test_merge, "merge", mutant(name)):
        assert any(fails(one) for one in PROPERTIES)


def fails(test: Callable[[], None]) -> bool:
    try:
        test()
    except (AssertionError, ExceptionGroup):
        return True
    return False
