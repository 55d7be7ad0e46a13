"""The life of an archive at random: people edit, digests come, runs repeat and break off, curators command.

After each step no work of a person is lost, no value of the machine is stale where nobody edited, and a
second run changes nothing. The archive lives in a dictionary of files, read anew before every step.
"""

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from generator.curate import move as moving
from generator.curate import undo
from generator.model.ids import differing
from generator.text.edit import change, compose
from generator.text.front_matter import parse
from tests.ingest.arrivals import NUMBERS, TITLES
from tests.ingest.living import present
from tests.ingest.tagging import Tagging, which
from tests.ingest.witness import Before


class Life(Tagging):
    """What else people and curators do."""

    # People

    @rule(
        place=which,
        field=st.sampled_from(["title", "venue", "authors"]),
        value=st.text("xyz", min_size=1, max_size=4),
    )
    def somebody_changes_a_value(self, place: int, field: str, value: str) -> None:
        if page := self.page(place):
            new = [value] if field == "authors" else value
            self.save(page.path, change(page.text, {field: new}))

    @rule(place=which, field=st.sampled_from(["venue", "authors"]))
    def somebody_deletes_a_value(self, place: int, field: str) -> None:
        page = self.page(place)
        if page and field in parse(page.text).values:
            self.save(page.path, change(page.text, {field: None}))

    @rule(place=which, text=st.sampled_from(["Mine.", "Mine too."]))
    def somebody_rewrites_the_abstract(self, place: int, text: str) -> None:
        if page := self.page(place):
            head = page.text[: len(page.text) - len(parse(page.text).body)]
            self.save(page.path, f"{head}\n{text}\n" + (f"\n{page.notes}" if page.notes else ""))

    @rule(place=which, note=st.sampled_from(["Read twice.  ", "See also\n\n~~~\n# this\n~~~"]))
    def somebody_writes_a_note(self, place: int, note: str) -> None:
        if page := self.page(place):
            self.save(page.path, f"{page.text}\n## Notes\n\n{note}\n")

    @rule(place=which)
    def an_editor_changes_the_line_ends(self, place: int) -> None:
        if page := self.page(place):
            self.files[f"docs/{page.path}"] = page.text.replace("\r\n", "\n").replace("\n", "\r\n")

    @rule(
        name=st.sampled_from("abc"), title=st.sampled_from(TITLES), number=st.sampled_from([*NUMBERS, None])
    )
    def somebody_writes_a_page(self, name: str, title: str, number: str | None) -> None:
        path = f"papers/2026-01/{name}.md"
        taken = {page.paper.ids.get("arxiv") for page in self.archive().pages.values()}
        if f"docs/{path}" in self.files or path in self.archive().ledger or (number and number in taken):
            return
        ids = {"ids": {"arxiv": number}} if number else {}
        self.files[f"docs/{path}"] = compose({"title": title, "tags": ["mine"], **ids}, "\nBy hand.\n")
        self.gone.discard(path)

    @rule(place=which, name=st.sampled_from("abc"))
    def somebody_moves_a_page(self, place: int, name: str) -> None:
        archive, page = self.archive(), self.page(place)
        new = f"papers/2025-12/{name}.md"
        if page is None or new in archive.pages or new in archive.ledger or page.path not in archive.ledger:
            return
        number = archive.ledger[page.path].fields.get("ids.arxiv")
        if number is None or number != page.paper.ids.get("arxiv"):
            return
        self.files[f"docs/{new}"] = self.files.pop(f"docs/{page.path}")
        self.gone.discard(new)
        archive = self.follow()
        assert present(archive.redirects, page.path) == new and new in archive.ledger

    @rule(place=which)
    def somebody_deletes_a_page(self, place: int) -> None:
        archive, page = self.archive(), self.page(place)
        if page and page.path in archive.ledger:
            del self.files[f"docs/{page.path}"]
            self.bin[page.path] = page.text
            self.gone.add(page.path)

    @rule(place=which)
    def somebody_restores_a_page(self, place: int) -> None:
        archive = self.archive()
        found = [path for path in sorted(self.bin) if path in self.gone and path in archive.ledger]
        if found:
            path = found[place % len(found)]
            self.files[f"docs/{path}"] = self.bin.pop(path)
            self.gone.discard(path)
            self.every_page_follows()

    @rule(place=which, back=st.integers(1, 20))
    def somebody_puts_back_an_old_version(self, place: int, back: int) -> None:
        page = self.page(place)
        versions = self.memory[page.path].versions if page and page.path in self.memory else []
        if page and versions:
            self.files[f"docs/{page.path}"] = versions[-min(back, len(versions))]

    # Curators

    @rule(place=which, name=st.sampled_from("abc"))
    def a_page_is_moved(self, place: int, name: str) -> None:
        new = f"papers/2025-11/{name}.md"
        page = self.page(place)
        if page and self.machine(lambda archive: moving.move(archive, page.path, new), {page.path}):
            self.gone.discard(new)

    @rule(place=which, other=which)
    def two_pages_are_made_one(self, place: int, other: int) -> None:
        kept, gone = self.page(place), self.page(other)
        if not kept or not gone or kept.path == gone.path:
            return
        if apart := set(differing(kept.paper.ids, gone.paper.ids)):
            assert self.machine(lambda archive: moving.merge(archive, kept.path, gone.path)) is None
            ids = {kind: value for kind, value in gone.paper.ids.items() if kind not in apart}
            self.save(gone.path, change(gone.text, {"ids": ids or None}))

        def told(before: dict[str, Before]) -> None:
            keeping, going = before[kept.path], before.pop(gone.path)
            keeping.hands.take_over(going.hands, keeping.page, keeping.written)

        assert self.machine(
            lambda archive: moving.merge(archive, kept.path, gone.path), {gone.path}, told=told
        )
        if gone.path in self.archive().ledger:
            self.gone.add(gone.path)

    @rule(place=which, name=which)
    def a_page_is_split(self, place: int, name: int) -> None:
        page, record = self.page(place), self.record(name)
        if page and record:
            before = self.archive().pages.keys()
            self.machine(lambda archive: undo.split(archive, page.path, record))
            self.gone -= self.archive().pages.keys() - before  # a curator may give an address back

    @rule(name=which)
    def a_digest_is_dropped(self, name: int) -> None:
        if record := self.record(name):
            archive = self.archive()
            touched = {path for path, before in self.today(archive).items() if before.hands.has_work}
            self.machine(lambda archive: undo.drop(archive, record), set(archive.pages) - touched)

    @rule(place=which)
    def a_page_is_taken_down(self, place: int) -> None:
        page = self.page(place)
        if page and self.machine(lambda archive: moving.remove(archive, page.path, "Gone."), {page.path}):
            self.gone.add(page.path)


TestLife, TestTagging = Life.TestCase, Tagging.TestCase
LONG = settings.get_current_profile_name() == "long"
TestLife.settings = TestTagging.settings = settings(
    max_examples=500 if LONG else 30,
    stateful_step_count=50 if LONG else 25,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if LONG else [])],
)
