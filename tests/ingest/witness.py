"""What an honest witness says of a page: what people did to it, and nobody took back.

The witness sees pages only. How a run of the machine left a page is kept; what is different before the next run
is the work of people, whatever they did. After that run it must still be there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.ingest.combine import Theirs
from generator.model.fields import fields_of
from generator.model.ledger import Value, Written, hash_of
from generator.model.page import Page

VALUES = ("title", "venue", "authors", "abstract")
SETS = ("tags", "links.code")

Resolve = Callable[[str], str]
Facts = dict[str, Value | None]


def facts_of(page: Page) -> Facts:
    fields = fields_of(page.paper)
    facts = {name: fields.get(name) for name in (*VALUES, *SETS)}
    return {**facts, "abstract": hash_of(page.abstract)}


def said(written: Written) -> Facts:
    """What the machine last said, in the same form."""
    return {**{name: written.fields.get(name) for name in (*VALUES, *SETS)}, "abstract": written.abstract}


def called(value: Value | set[str] | None, resolve: Resolve) -> set[str]:
    """The members of a set by the names that they have today."""
    members = (value,) if isinstance(value, str) else value or ()
    return {resolve(one) for one in members}


@dataclass
class Hands:
    """Values that a person wrote (None: took away), members put in and taken out, notes."""

    values: Facts = field(default_factory=dict)
    added: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in SETS})
    removed: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in SETS})
    notes: list[str] = field(default_factory=list)

    @property
    def has_work(self) -> bool:
        return bool(self.values or any(self.added.values()) or any(self.removed.values()) or any(self.notes))

    def release(self, name: str) -> None:
        self.values.pop(name, None)
        if name in SETS:
            self.added[name], self.removed[name] = set(), set()

    def take_over(self, other: "Hands", kept: Page, base: Written) -> None:
        """The page of the other is made one with this one, whose people decide where two disagree."""
        ours = facts_of(kept)
        for name, value in other.values.items():
            if not ours[name] and not said(base)[name] and name not in self.values:
                self.values[name] = value
        for name in SETS:
            self.removed[name] |= other.removed[name] - self.added[name]
            self.added[name] |= other.added[name] - self.removed[name]
        self.notes += other.notes

    def check(self, page: Page, resolve: Resolve) -> None:
        """Nothing of it is lost, and nothing but blank lines is among the notes of people."""
        ours = facts_of(page)
        for name, value in self.values.items():
            assert ours[name] == value, (page.path, name)
        for name in SETS:
            lost = called(self.added[name], resolve) - called(ours[name], resolve)
            back = called(self.removed[name], resolve) & called(ours[name], resolve)
            assert not lost and not back, (page.path, name, lost, back)
        notes = notes_of(page)
        for note in self.notes:
            assert note in notes, page.path
            notes = notes.replace(note, "", 1)
        assert not notes.strip("\n"), page.path

    def check_fresh(self, page: Page, theirs: Theirs, resolve: Resolve) -> None:
        """What nobody touched is what the machine says today."""
        ours, machine = facts_of(page), {**theirs.fields, "abstract": hash_of(theirs.abstract or "")}
        for name in VALUES:
            if name not in self.values and (name != "abstract" or theirs.abstract is not None):
                assert ours[name] == machine.get(name), (page.path, name)
        for name in SETS:
            put_in, taken_out = called(self.added[name], resolve), called(self.removed[name], resolve)
            fresh = (called(machine.get(name), resolve) | put_in) - taken_out
            assert called(ours[name], resolve) == fresh, (page.path, name, ours[name], fresh)


def notes_of(page: Page) -> str:
    return page.notes.replace("\r\n", "\n")


class Before(NamedTuple):
    """A page and what was known of it when a run began."""

    page: Page
    written: Written
    hands: Hands


@dataclass
class Memory:
    """How the machine left a page, and what people had done to it till then."""

    left: Facts | None = None
    """None: a person wrote the page, and no run has seen it yet."""
    hands: Hands = field(default_factory=Hands)
    versions: list[str] = field(default_factory=list)
    """The page as each run left it."""

    def today(self, page: Page, written: Written, resolve: Resolve) -> Hands:
        """What people have done, up to now. Where the machine says what a person wrote, it leads again."""
        now, left = facts_of(page), self.left or {}
        values = {
            **self.hands.values,
            **{name: now[name] for name in VALUES if now[name] != left.get(name)},
        }
        values = {name: mine for name, mine in values.items() if mine != said(written)[name]}
        hands = Hands(values, notes=[notes_of(page)])
        for name in SETS:
            ours, was = called(now[name], resolve), called(left.get(name), resolve)
            put_in, taken_out = (called(log[name], resolve) for log in (self.hands.added, self.hands.removed))
            hands.added[name] = (put_in | (ours - was)) & ours
            hands.removed[name] = (taken_out | (was - ours)) - ours
        return hands

    def release(self, name: str) -> None:
        """A curator gives a field back: it is as the machine will leave it."""
        if self.left:
            del self.left[name]

    def believe(self, hands: Hands, written: Written) -> None:
        """The page is not as the last run would have left it: what the ledger says is the last word of the machine."""
        self.left, self.hands = said(written), hands
        for name in SETS:
            put_in, taken_out = (set(log.get(name, ())) for log in (written.added, written.removed))
            self.left[name] = tuple((called(self.left[name], str) | put_in) - taken_out)

    def look(self, before: Before, page: Page, written: Written, resolve: Resolve) -> None:
        """A run is over. What it did not look at, people may still take back as if it had never been."""
        now, left = facts_of(page), self.left or {}
        for name in SETS:
            if name in left and not is_seen(name, before, page, written, resolve):
                now[name] = left[name]
                before.hands.added[name] = self.hands.added[name]
                before.hands.removed[name] = self.hands.removed[name]
        self.left, self.hands = now, before.hands


def is_seen(name: str, before: Before, page: Page, written: Written, resolve: Resolve) -> bool:
    """Whether a run changed a set, or noted what people did to it."""
    then, now = (
        tuple(called(log.get(name), resolve) for log in (facts_of(page), written.added, written.removed))
        for page, written in ((before.page, before.written), (page, written))
    )
    return then != now
