"""Values as YAML text, so that any reader of YAML 1.1 or 1.2 gets the same string back."""

import json
import re

import yaml

from generator.text.front_matter import Value

_PLAIN = re.compile(r"[^\W\d_][\w ./+()'’-]*(?<! )|https?://[\w./~%+=&?@#-]++(?::\d++)?[\w./~%+=&?@#-]*+")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def scalar(key: str, text: str) -> str:
    """A string as it stands behind this key: titles quoted, dates bare, others quoted where need be."""
    if key == "date" and _DATE.fullmatch(text):
        return text
    if key in ("title", "summary") or not _is_plain(text):
        return quoted(text)
    return text


def quoted(text: str) -> str:
    """A string in double quotes, unprintable characters escaped."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text):
        return False
    return not any(
        pattern.match(text) for _, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    )


def lines(key: str, value: Value, indent: int = 0) -> list[str]:
    """A key with its value as lines without line ends; lists and mappings in block style."""
    margin = " " * indent
    if isinstance(value, str):
        return [f"{margin}{key}: {scalar(key, value)}"]
    if not value:
        return [f"{margin}{key}: {'[]' if isinstance(value, list) else '{}'}"]
    if isinstance(value, list):
        return [f"{margin}{key}:", *(f"{margin}  - {scalar('', str(member))}" for member in value)]
    members = [line for name, member in value.items() for line in lines(name, member, indent + 2)]
    return [f"{margin}{key}:", *members]
