"""What an honest witness remembers of a page: what people did to it, and nobody took back."""

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.ingest.combine import Theirs
from generator.model.fields import fields_of
from generator.model.ledger import Value, Written, hash_of
from generator.model.page import Page

VALUES = ("title", "venue", "authors")
SETS = ("tags", "links.code")

Resolve = Callable[[str], str]


def members(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value or ()


def value_of(page: Page, name: str) -> Value | None:
    return page.paper.abstract if name == "abstract" else fields_of(page.paper).get(name)


@dataclass
class Memory:
    """Values that a person wrote (None: took away), members put in and taken out, notes."""

    values: dict[str, Value | None] = field(default_factory=dict)
    added: dict[str, set[str]] = field(default_factory=dict)
    removed: dict[str, set[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_new: bool = False
    """Written by hand, and not yet seen by the machine."""

    @property
    def has_work(self) -> bool:
        return bool(self.values or any(self.added.values()) or any(self.removed.values()) or self.notes)

    def toggle(self, name: str, spellings: set[str], *, put_in: bool) -> None:
        here, there = (self.added, self.removed) if put_in else (self.removed, self.added)
        here.setdefault(name, set()).update(spellings)
        there.setdefault(name, set()).difference_update(spellings)

    def forget_unseen(self, name: str, written: Written, resolve: Resolve) -> None:
        """What a person put in and took out again, or the other way, before the machine saw it, never was."""
        said, put_in, taken_out = (
            {resolve(one) for one in members(log.get(name))}
            for log in (written.fields, written.added, written.removed)
        )
        stood = said - taken_out - put_in
        self.removed[name] = {
            one for one in self.removed.get(name, ()) if resolve(one) in said | put_in | taken_out
        }
        self.added[name] = {one for one in self.added.get(name, ()) if resolve(one) not in stood}

    def release(self, name: str) -> None:
        self.values.pop(name, None)
        self.added.pop(name, None)
        self.removed.pop(name, None)

    def take_base(self, written: Written, page: Page) -> None:
        """The page stands where the machine had written: what differs from that is the work of people."""
        for name in VALUES:
            if (ours := value_of(page, name)) != written.fields.get(name):
                self.values[name] = ours
        if hash_of(page.paper.abstract) != written.abstract:
            self.values["abstract"] = page.paper.abstract
        for name in SETS:
            ours, base = set(members(value_of(page, name))), set(members(written.fields.get(name)))
            self.toggle(name, ours - base, put_in=True)
            self.toggle(name, base - ours, put_in=False)

    def settle(self, written: Written) -> None:
        """Where the machine says what a person wrote, it leads again. The page is not asked: it may be wrong."""
        for name, mine in list(self.values.items()):
            machine = written.abstract if name == "abstract" else written.fields.get(name)
            if ((hash_of(str(mine)) if name == "abstract" else mine) or None) == machine:
                del self.values[name]

    def take_over(self, other: "Memory", kept: Page, gone: Page, base: Written, resolve: Resolve) -> None:
        """The page of the other is made one with this one."""
        for name, value in other.values.items():
            has_own = base.abstract if name == "abstract" else name in base.fields
            if not value_of(kept, name) and not has_own and name not in self.values:
                self.values[name] = value
        for name in SETS:
            ours = {resolve(one) for one in members(value_of(kept, name))}
            others = {resolve(one) for one in members(value_of(gone, name))}
            self.added.setdefault(name, set()).update(other.added.get(name, ()))
            removed = self.removed.setdefault(name, set()) | other.removed.get(name, set())
            self.removed[name] = {one for one in removed if resolve(one) not in ours | others}
        self.notes += other.notes

    def check(self, page: Page, resolve: Resolve) -> None:
        """Nothing of it is lost."""
        for name, value in self.values.items():
            assert (value_of(page, name) or None) == (value or None), (page.path, name)
        for name in SETS:
            ours = {resolve(one) for one in members(value_of(page, name))}
            put_in, taken_out = self._hands(name, resolve)
            assert put_in <= ours, (page.path, name, put_in - ours)
            assert not taken_out & ours, (page.path, name, taken_out & ours)
        for note in self.notes:
            assert f"## Notes\n\n{note}\n" in page.text.replace("\r\n", "\n"), page.path

    def check_fresh(self, page: Page, theirs: Theirs, resolve: Resolve) -> None:
        """What nobody touched is what the machine says today."""
        for name in VALUES:
            if name not in self.values:
                assert value_of(page, name) == theirs.fields.get(name), (page.path, name)
        if "abstract" not in self.values and theirs.abstract is not None:
            assert hash_of(page.paper.abstract) == hash_of(theirs.abstract), page.path
        for name in SETS:
            ours, machine = (
                {resolve(one) for one in members(value)}
                for value in (value_of(page, name), theirs.fields.get(name))
            )
            put_in, taken_out = self._hands(name, resolve)
            assert ours == (machine | put_in) - taken_out, (page.path, name, ours, machine, put_in, taken_out)

    def _hands(self, name: str, resolve: Resolve) -> tuple[set[str], set[str]]:
        put_in, taken_out = (
            {resolve(one) for one in sets.get(name, ())} for sets in (self.added, self.removed)
        )
        return put_in, taken_out - put_in
