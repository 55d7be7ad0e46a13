"""Compiled templates are kept as compiled modules are, and what is kept never shows."""

import sys
from pathlib import Path

import jinja2
import pytest

from generator.site import bytecode
from generator.site.bytecode import Bytecode


def rendered(source: str, *form: str) -> str:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"page.html": source}), autoescape=True, bytecode_cache=Bytecode(*form)
    )
    return environment.get_template("page.html").render(word="a & b")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bytecode, "_FOLDER", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def test_a_template_is_compiled_once_for_each_form_and_source(folder: Path) -> None:
    assert rendered("<p>{{ word }}") == rendered("<p>{{ word }}") == "<p>a &amp; b"
    assert len(list(folder.iterdir())) == 1
    rendered("<p>{{ word }}", "another form")
    assert len(list(folder.iterdir())) == 2
    assert rendered("<b>{{ word }}") == "<b>a &amp; b"


@pytest.mark.parametrize("damage", [b"", b"j2", b"\0" * 200])
def test_what_is_damaged_is_compiled_anew(folder: Path, damage: bytes) -> None:
    rendered("<p>{{ word }}")
    [kept] = folder.iterdir()
    whole = kept.read_bytes()
    for spoilt in (damage, whole[: len(whole) // 2]):
        kept.write_bytes(spoilt)
        assert rendered("<p>{{ word }}") == "<p>a &amp; b"
        assert kept.read_bytes() == whole


def test_nothing_is_written_where_python_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    rendered("<p>{{ word }}")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(bytecode, "_FOLDER", folder / "missing")
    assert rendered("<p>{{ word }}") == "<p>a &amp; b"
    assert not list(folder.iterdir())
