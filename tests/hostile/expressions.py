"""Every regular expression of the program and of the site's scripts, with the ways in which each is used."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import generator
from generator.site.environment import TEMPLATES

_WAYS = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("search", "finditer", "findall", "sub", "subn", "split"), "search"
)
_SCRIPTED = re.compile(
    r"(?:(?<=[=(,:!&|?{};\[>])|(?<=\breturn)|^)[ \t]*+/((?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++)/([dgimsuvy]*+)",
    re.MULTILINE,
)
"""An expression in JavaScript. What only looks like one is tried, too."""
_IN_A_SET = re.compile(r"\[(?:[^\]\\]|\\.)*+\]|\\p\{\w+\}")
_PROPERTIES = {
    "L": "a-zA-Z\xe0", "N": "0-9", "M": "\u0300-\u036f", "Pd": "-", "Pe": ")", "Pf": "»", "Pi": "«", "Po": "!.", "Ps": "(",
}  # fmt: skip


class Expression(NamedTuple):
    """An expression, where it stands, and one of the ways in which it is used."""

    place: str
    compiled: re.Pattern[Any]
    way: str


def of_the_program() -> list[Expression]:
    return [one for module in modules() for one in of_module(module)]


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def of_module(module: ModuleType) -> list[Expression]:
    """What its names and tables hold, and what stands in its calls.

    What no call names is taken from a table, and tried in each way in which the module uses what it cannot name; as
    what searches where there is none.
    """
    called = list(_called(module))
    named = [Expression(module.__name__, compiled, way) for compiled, way in called if compiled]
    ways = {way for compiled, way in called if compiled is None} or {"search"}
    used = {one.compiled for one in named}
    tables = [one for value in _values(module) for one in _held(value) if one not in used]
    return [
        *dict.fromkeys(named),
        *(Expression(module.__name__, one, way) for one in tables for way in sorted(ways)),
    ]


def unseen(module: ModuleType) -> list[str]:
    """Calls with an expression that is put together while the program runs, so that nothing here can try it."""
    return [
        ast.unparse(call) for call in _calls(module) if _is_re(call) and _value(module, call.args[0]) is None
    ]


def of_scripts() -> list[Expression]:
    return [one for file in sorted(TEMPLATES.rglob("*.js")) for one in of_script(file)]


def of_script(file: Path) -> list[Expression]:
    """As Python writes them; the engine of a browser tries the same ways."""
    found = []
    for source, marks in _SCRIPTED.findall(file.read_text(encoding="utf-8")):
        text = _IN_A_SET.sub(lambda found: _without_properties(found[0]), source)
        flags = sum(flag for mark, flag in {"i": re.I, "m": re.M, "s": re.S}.items() if mark in marks)
        if not source.startswith("${"):  # within a template
            found.append(
                Expression(file.name, re.compile(re.sub(r"\(\?<(?![=!])", "(?P<", text), flags), "search")
            )
    return found


def _without_properties(text: str) -> str:
    named = re.sub(r"\\p\{(\w+)\}", lambda name: _PROPERTIES[name[1]], text)
    return named if text.startswith("[") else f"[{named}]"


def _values(module: ModuleType) -> Iterator[object]:
    """What names stand for in a module, and in its classes."""
    for value in vars(module).values():
        yield value
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield from (one for name, one in vars(value).items() if not name.startswith("__"))


def _held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from _held(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _held(one)


def _called(module: ModuleType) -> Iterator[tuple[re.Pattern[Any] | None, str]]:
    """Each use of an expression: its way, and None for an expression that has no name."""
    for call in _calls(module):
        assert isinstance(call.func, ast.Attribute)
        if _is_re(call):
            flags = next((_value(module, one.value) for one in call.keywords if one.arg == "flags"), 0)
            yield re.compile(_value(module, call.args[0]) or "", flags), _WAYS.get(call.func.attr, "search")
        elif isinstance(held := _value(module, call.func.value), re.Pattern):
            yield held, _WAYS[call.func.attr]
        elif held is None and call.func.attr != "split":  # which texts have
            yield None, _WAYS[call.func.attr]


def _calls(module: ModuleType) -> Iterator[ast.Call]:
    """Calls of the methods of expressions, in functions: what a module's own lines make is held by its names."""
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        for node in ast.walk(function) if isinstance(function, ast.FunctionDef | ast.Lambda) else ():
            is_of_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_of_method and (node.func.attr in _WAYS or _is_re(node)):
                yield node


def _is_re(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    of_re = isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
    return of_re and call.func.attr in (*_WAYS, "compile")


def _value(module: ModuleType, node: ast.expr) -> Any:
    """What a name, or a text, is in a module; None for what only a run knows. Nothing is called."""
    if any(isinstance(one, ast.Call) for one in ast.walk(node)):
        return None
    try:
        return eval(ast.unparse(node), dict(vars(module)))
    except Exception:
        return None
