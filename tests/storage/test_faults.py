"""What is wrong with a file that people or machines wrote is told at its key, in words, on one line."""

from __future__ import annotations

import json

import pytest

from generator.model.redirects import Redirects
from generator.model.settings import Settings
from generator.storage import toml
from generator.storage.logs import LogError, decode_ledger, decode_record


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        ("newsletter = 5", Settings, "newsletter: it is a number, where a text belongs"),
        ("newsletter = 'x'", Settings, "newsletter: it is no address that begins with https:// or mailto:"),
        ("mirrors = ['a']", Settings, "mirrors: it is a list, where a table belongs"),
        ("[mirrors]\n'a.org' = true", Settings, "mirrors.a.org: it is true or false, where a text belongs"),
        ("mirror = 'a'", Settings, "mirror: nothing here is called so"),
        ('"a\\nb" = 1', Settings, '"a\\nb": nothing here is called so'),
        ("[moved]\nold = 5", Redirects, "moved.old: it is a number, where a text belongs"),
        ("a = " + "[" * 3000, Settings, "it is nested too deeply"),
        ("x = 5", dict[str, str], "x: it is a number, where a text belongs"),
    ],
)
def test_a_file_of_people(text: str, form: type[object], said: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole message follows
        toml.decode(text, form)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"fields": {"authors": [1]}}', "papers/a.md: fields.authors: it is a number, where a text belongs"),
        ('{"removed": {"tags": "x"}}', "papers/a.md: removed.tags: it is a text, where a list belongs"),
        ('{"added": {}, "x": 1}', "papers/a.md: x: nothing here is called so"),
        ("5", "papers/a.md: it is a number, where a table belongs"),
        ('{"abstract": NaN}', "it is damaged JSON (JSON is malformed: invalid character (byte 54), line 3)"),
        (
            '{"abstract": "\\ud800"}',
            "it is damaged JSON (JSON is malformed: unexpected end of escaped utf-16 surrogate pair (byte 61), line 3)",
        ),
        ('{"abstract": ', "it is damaged JSON (Expecting value, line 4, column 1)"),
    ],
)
def test_a_ledger(written: str, said: str) -> None:
    with pytest.raises(LogError) as error:
        decode_ledger(f'{{"version": 1,\n"pages": {{\n"papers/a.md": {written}\n}}\n}}\n')
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"entries": [{"entry": {"title": 5}}]}, "$.entries[0].entry.title"),
        ({"entries": [{"entry": {"title": "A", "date": "2026-13"}}]}, "month must be in 1..12"),
        ({"version": -1}, "$.version"),
        ({"version": True}, "$.version"),
        ({"pages": {"a": 1}}, "`pages`"),
        ({"format": None}, "$.format"),
    ],
)
def test_a_record(changes: dict[str, object], said: str) -> None:
    sound = {"version": 1, "source": "hf", "format": "hf-api", "date": "2026-11-23"}
    with pytest.raises(LogError) as error:
        decode_record(json.dumps({**sound, **changes}))
    assert said in str(error.value)
