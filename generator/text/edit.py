"""Changing front matter in place: only the lines of what changes are touched.

Comments, order, quoting, unknown keys and line ends survive, and the body is carried over byte for byte.
"""

from collections.abc import Mapping
from difflib import SequenceMatcher

from generator.model.fields import KEYS
from generator.text.front_matter import FrontMatter, FrontMatterError, Node, Value, parse
from generator.text.scalars import lines, quoted, scalar


def rank(key: str) -> int:
    """The place of a key in the order in which a person reads a page; unknown ones come last."""
    return KEYS.index(key) if key in KEYS else len(KEYS)


def compose(values: Mapping[str, Value], body: str) -> str:
    """A new file from its values, in their canonical order, and its body."""
    ordered = sorted(values, key=rank)
    return "\n".join(["---", *(line for key in ordered for line in lines(key, values[key])), "---", body])


def change(text: str, changes: Mapping[str, Value | None]) -> str:
    """The file with these top-level keys set, or removed where the value is None.

    Raises FrontMatterError where the file does not parse, or is written in a way (all on one line, say)
    that cannot be changed without touching more than was asked.
    """
    matter = parse(text)
    wanted = dict(matter.values)
    for key, value in changes.items():
        if value is None:
            wanted.pop(key, None)
        else:
            wanted[key] = value
    if wanted == matter.values:
        return text
    edited = _Editor(matter).apply(changes)
    if matter.root.flow or parse(edited).values != wanted:
        raise FrontMatterError(2, 1, "The front matter cannot be changed in place.", "Write one key a line.")
    return edited


class _Editor:
    """The lines of a front matter with the edits to be made, as (first, end, new lines)."""

    def __init__(self, matter: FrontMatter) -> None:
        self._matter = matter
        self._lines = matter.source.split("\n")[:-1]
        self._carriage = "\r" if matter.opening.endswith("\r\n") else ""
        self._edits: list[tuple[int, int, list[str]]] = []

    def apply(self, changes: Mapping[str, Value | None]) -> str:
        root = self._matter.root
        indent = root.place.column if root.content else 0
        for key, value in sorted(changes.items(), key=lambda item: rank(item[0])):
            self._set(root, key, value, indent)
        for first, end, new in reversed(sorted(self._edits, key=lambda edit: edit[:2])):
            self._lines[first:end] = [line + self._carriage for line in new]
        source = "".join(line + "\n" for line in self._lines)
        return self._matter.opening + source + self._matter.closing + self._matter.body

    def _set(self, mapping: Node, key: str, value: Value | None, indent: int) -> None:
        assert isinstance(mapping.content, dict)
        old = mapping.content.get(key)
        if old is None:
            if value is not None:
                position = self._position(mapping, key)
                self._edits.append((position, position, lines(key, value, indent)))
        elif value is None:
            self._edits.append((mapping.keys[key].line, old.last_line + 1, []))
        elif old.value != value:
            self._replace(mapping, key, old, value, indent)

    def _position(self, mapping: Node, key: str) -> int:
        """The line before which a new key goes: behind the last key that precedes it in the order."""
        assert isinstance(mapping.content, dict)
        before = [node.last_line + 1 for name, node in mapping.content.items() if rank(name) <= rank(key)]
        first = min((place.line for place in mapping.keys.values()), default=0)
        if mapping is not self._matter.root:
            return mapping.last_line + 1
        return max(before, default=first)

    def _replace(self, mapping: Node, key: str, old: Node, value: Value, indent: int) -> None:
        if isinstance(value, str) and self._is_one_line(mapping, key, old):
            self._replace_scalar(key, old, value)
        elif isinstance(value, list) and value and self._is_block_list(old):
            self._replace_members(old, value)
        elif isinstance(value, dict) and value and old.keys and not old.flow:
            for name in dict.fromkeys([*old.keys, *value]):
                self._set(old, name, value.get(name), old.place.column)
        else:
            first, *rest = lines(key, value, indent)
            new = [first + self._comment_behind(old), *rest]
            self._edits.append((mapping.keys[key].line, old.last_line + 1, new))

    def _comment_behind(self, node: Node) -> str:
        """The comment on the last line of a value, with the space before it."""
        if node.place.end_line != node.last_line:
            return ""
        rest = self._lines[node.last_line].removesuffix("\r")[node.place.end_column :]
        return rest if rest.lstrip().startswith("#") else ""

    def _is_one_line(self, mapping: Node, key: str, old: Node) -> bool:
        return (
            isinstance(old.content, str)
            and old.place.line == old.place.end_line == mapping.keys[key].line
            and old.place.column < old.place.end_column
        )

    def _replace_scalar(self, key: str, old: Node, value: str) -> None:
        line = self._lines[old.place.line].removesuffix("\r")
        before, written = line[: old.place.column], line[old.place.column : old.place.end_column]
        new = quoted(value) if written.startswith('"') else scalar(key, value)
        gap = "" if before.endswith(" ") else " "
        replaced = before + gap + new + line[old.place.end_column :]
        self._edits.append((old.place.line, old.place.line + 1, [replaced]))

    def _is_block_list(self, old: Node) -> bool:
        return (
            isinstance(old.content, list)
            and not old.flow
            and all(isinstance(node.content, str) for node in old.content)
            and all(node.last_line == node.place.line for node in old.content)
        )

    def _replace_members(self, old: Node, value: list[Value]) -> None:
        """Change a block list line by line, so that the comments between and behind members stay."""
        assert isinstance(old.content, list)
        nodes = old.content
        margin = " " * old.place.column
        matcher = SequenceMatcher(None, [node.value for node in nodes], value, autojunk=False)
        for operation, first, end, new_first, new_end in matcher.get_opcodes():
            if operation == "equal":
                continue
            members = [str(member) for member in value[new_first:new_end]]
            for node, member in zip(nodes[first:end], members, strict=False):
                self._replace_scalar("", node, member)
            for node in nodes[first + len(members) : end]:
                self._edits.append((node.place.line, node.place.line + 1, []))
            position = nodes[end - 1].place.line + 1 if end else nodes[0].place.line
            new = [f"{margin}- {scalar('', member)}" for member in members[end - first :]]
            self._edits.append((position, position, new))
