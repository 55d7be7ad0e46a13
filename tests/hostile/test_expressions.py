"""No regular expression takes longer than a text is long, whatever the text is."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from generator.readers.registry import read
from generator.site.environment import TEMPLATES
from generator.text.clean import clean_entry
from tests.hostile.backtracking import growing
from tests.hostile.expressions import (
    Expression,
    modules,
    of_module,
    of_script,
    of_scripts,
    of_the_program,
    unseen,
)

GROWING = (
    r"(a+)+$", r"(?:a|a)*b", r"(?:x|xy|y)*z", r"\s+$", r"a*a*b", r"(?:[a-z]+\d*)+;", r"(?:\w+\s?)+:", r"\{[^}]*\}",
    r"<b>.*?</b>", r"(?:n|name)\s*:?\s*([^|]{2,60}?)\s*x", r"^(?:(?:\d+\.)*\d+\.)*$", r"(?i)\s+and\s+",
)  # fmt: skip
EVEN = (
    r"\d+",
    r"[a-z]{2,5}x",
    r"(?<!\s)\s++$",
    r"(?<!a)(?>a+)+b",
    r"^\s+$",
    r"\\.|[{}]",
    r"https?://\S+",
    "(?<!b)(?:ab)++c|d",
)


def told(expressions: list[Expression]) -> list[str]:
    """The expressions whose time grows faster than the text, with such a text."""
    return [
        f"{place}: {way} {compiled.pattern!r}, as on {attack.text(3)!r}"
        for place, compiled, way in dict.fromkeys(expressions)
        if (attack := growing(compiled, way))
    ]


def test_expressions_of_the_program_are_linear() -> None:
    expressions = of_the_program()
    assert len(expressions) > 300
    assert told(expressions) == []


def test_no_expression_is_put_together_where_none_can_try_it() -> None:
    assert [call for module in modules() for call in unseen(module)] == []


def test_expressions_of_the_scripts_are_linear() -> None:
    expressions = of_scripts()
    assert len(expressions) > 50
    assert told(expressions) == []
    assert not [
        file for file in TEMPLATES.rglob("*.js") if re.search(r"\bRegExp\(", file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("expression", GROWING)
def test_an_expression_that_goes_back_and_back_is_seen(expression: str) -> None:
    assert growing(re.compile(expression), "search")


@pytest.mark.parametrize("expression", EVEN)
def test_an_expression_that_does_not_is_left_in_peace(expression: str) -> None:
    assert growing(re.compile(expression), "search") is None


PLANTED = r"""
import re

NAMED = re.compile(r"(\w+\s?)*:")
TABLE = {"a": [re.compile(r"\d+(?:,\d+)*,*x")]}
class Of:
    it = re.compile(r"x*x*y")

ANCHORED = re.compile(r"\s+x")

def use(text, pattern, word):
    ANCHORED.match(text)
    pattern.search(text)
    NAMED.match(text)
    re.sub(r"(?:a?b?)*c", "", text, flags=re.IGNORECASE)
    re.compile(word + "+")
"""


@pytest.fixture
def planted(tmp_path: Path) -> ModuleType:
    file = tmp_path / "planted.py"
    file.write_text(PLANTED)
    spec = importlib.util.spec_from_file_location("planted", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_expression_is_found_wherever_it_stands(planted: ModuleType, tmp_path: Path) -> None:
    seen = told(of_module(planted))
    for source in (r"(\w+\s?)*:", r"\d+(?:,\d+)*,*x", "(?:a?b?)*c", "x*x*y"):
        assert [line for line in seen if repr(source) in line], source
    assert len(seen) == 4, "what is tried at one place only may begin with white space"
    assert unseen(planted) == ["re.compile(word + '+')"]
    script = tmp_path / "planted.js"
    script.write_text(
        'const a = text.replace(/\\s+$/g, "") / 2;\nif (/[/]x(?<n>\\p{L}+)+;/u.test(a)) b /= 3;\n'
    )
    assert len(of_script(script)) == len(told(of_script(script))) == 2


GAP = " " * 300_000


@pytest.mark.parametrize(
    "digest",
    [
        f"@misc{{a, title={{x}}, author={{Ada{GAP}Byron}}, year=2026}}",
        f"\\\\\narXiv:2611.00001\nTitle: x\nAuthors: a{GAP}b\nCategories: cs.CL\n\\\\\n  abc\n",
        f'{{"title": "x", "date": "2026-11", "keywords": ["a{GAP}b"], "links": {{"code": "https://a.example/{GAP}x"}}}}',
    ],
    ids=["people of BibTeX", "people of a mailing", "links"],
)
def test_a_gap_without_end_is_a_gap(digest: str) -> None:
    """Where every place of it is looked at from every other, this takes minutes."""
    (read_digest,) = read(digest.encode(), date="2026-11-20").digests
    (entry,) = read_digest.entries
    cleaned = clean_entry(entry, {})
    assert cleaned.title == "x" and all(len(name) < 20 for name in cleaned.authors)
