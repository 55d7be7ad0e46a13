"""BibTeX as a program of somebody else's reads it."""

from __future__ import annotations

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import (
    MonthIntMiddleware,
    NameParts,
    RemoveEnclosingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from bibtexparser.model import Entry
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from generator.text.bibtex import in_commands
from generator.text.dollars import formulas

SIGNS = {
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciicircum": "^",
}
"""LaTeX's own names of signs, which the decoder does not know."""


def _decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    context.add_context_category(
        "signs", prepend=True, macros=[MacroTextSpec(*sign) for sign in SIGNS.items()]
    )
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


decoded = _decoder().latex_to_text


def parse(text: str) -> Library:
    """Names in parts, months as numbers."""
    stack = [RemoveEnclosingMiddleware(), MonthIntMiddleware(), SeparateCoAuthors(), SplitNameParts()]
    return parse_string(text, parse_stack=stack)


def fields(entry: Entry) -> dict[str, str]:
    """What an entry says besides names; formulas as they are."""
    return {field.key: decoded(str(field.value)) for field in entry.fields if field.key != "author"}


def names(entry: Entry) -> list[str]:
    """The authors, given name first."""
    authors = entry.fields_dict.get("author")
    return [given_first(parts) for parts in authors.value] if authors else []


def given_first(parts: NameParts) -> str:
    return " ".join(map(decoded, [*parts.first, *parts.von, *parts.last, *parts.jr]))


def with_commands(title: str) -> str:
    """A title whose formulas hold commands for the signs that LaTeX does not take as they are."""
    said = title
    for start, end in formulas(title):
        said = said.replace(title[start:end], in_commands(title[start:end]))
    return said


def as_set(text: str) -> str:
    """A text as TeX sets it: two hyphens are a dash, two apostrophes a quotation mark."""
    return text.replace("---", "—").replace("--", "–").replace("''", "”")
