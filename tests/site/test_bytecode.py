"""Compiled templates are kept as compiled modules are, and what is kept never shows."""

import sys
from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import bc_magic
from jinja2.ext import Extension

from generator.site import bytecode
from generator.site.bytecode import Bytecode


class Loud(Extension):
    """Compiles another template than the file holds."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return f"{source}!"


class Shelf:
    """Templates of the program, and where their bytecode is kept."""

    def __init__(self, folder: Path) -> None:
        self.templates, self.kept = folder / "templates", folder / "kept"
        self.templates.mkdir()
        self.kept.mkdir()

    def rendered(
        self, source: str, *form: str, loud: bool = False, escapes: bool = True, own: bool = True
    ) -> str:
        (self.templates / "page.html").write_text(source)
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.templates),
            autoescape=lambda _: escapes,
            extensions=[Loud] if loud else [],
            bytecode_cache=Bytecode(lambda _: own, *form),
        )
        return environment.get_template("page.html").render(word="a & b")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    made = Shelf(tmp_path)
    monkeypatch.setattr(bytecode, "_FOLDER", made.kept)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return made


def test_a_template_is_compiled_once_for_each_form_and_text(shelf: Shelf) -> None:
    assert shelf.rendered("<p>{{ word }}") == shelf.rendered("<p>{{ word }}") == "<p>a &amp; b"
    assert len(list(shelf.kept.iterdir())) == 1
    assert shelf.rendered("<b>{{ word }}") == "<b>a &amp; b"
    shelf.rendered("<b>{{ word }}", "another form")
    assert len(list(shelf.kept.iterdir())) == 2


def test_a_program_that_compiles_otherwise_finds_nothing(shelf: Shelf) -> None:
    shelf.rendered("<p>{{ word }}")
    assert shelf.rendered("<p>{{ word }}", loud=True) == "<p>a &amp; b!"
    assert shelf.rendered("<p>{{ word }}", escapes=False) == "<p>a & b"
    assert shelf.rendered("<p>{{ word }}") == "<p>a &amp; b"


MAGIC = len(bc_magic)


@pytest.mark.parametrize("damaged", [
    lambda whole: b"", lambda whole: b"j2", lambda whole: b"\0" * 200, lambda whole: whole[: len(whole) // 2],
    lambda whole: whole[:MAGIC], lambda whole: whole[: MAGIC + 5], lambda whole: whole[:MAGIC] + b"\0" * 200,
])  # fmt: skip
def test_what_is_damaged_is_compiled_anew(shelf: Shelf, damaged: object) -> None:
    shelf.rendered("<p>{{ word }}")
    [kept] = shelf.kept.iterdir()
    whole = kept.read_bytes()
    assert callable(damaged)
    kept.write_bytes(damaged(whole))
    assert shelf.rendered("<p>{{ word }}") == "<p>a &amp; b"
    assert kept.read_bytes() == whole


def test_templates_of_owners_are_not_kept(shelf: Shelf) -> None:
    assert shelf.rendered("<p>{{ word }}", own=False) == "<p>a &amp; b"
    assert not list(shelf.kept.iterdir())


def test_nothing_is_written_where_python_writes_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf.rendered("<p>{{ word }}")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(bytecode, "_FOLDER", shelf.kept / "missing")
    assert shelf.rendered("<p>{{ word }}") == "<p>a &amp; b"
    assert not list(shelf.kept.iterdir())
