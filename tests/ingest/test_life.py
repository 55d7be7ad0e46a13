"""The life of an archive at random: people edit, digests come, runs repeat and break off, curators command.

After each step no work of a person is lost, no value of the machine is stale where nobody edited, and a
second run changes nothing. The archive lives in a dictionary of files, read anew before every step.
"""

import tempfile
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from generator.curate import move as moving
from generator.curate import undo
from generator.curate.refresh import reclean, retag
from generator.curate.rename_tag import rename_tag
from generator.ingest.add import Ingest
from generator.ingest.files import files_before, files_of
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.digest import Digest
from generator.model.fields import fields_of
from generator.model.ledger import Written
from generator.storage import writing
from generator.storage.reading import read_archive
from generator.text.edit import change, compose
from generator.text.front_matter import parse
from tests.ingest.arrivals import CODE, NUMBERS, TITLES, digests
from tests.ingest.living import TOPICS, Living
from tests.ingest.witness import SETS, VALUES, Memory, members
from tests.ingest.writers import dying_after

which = st.integers(0, 4)
"""A page, or a record, by its place in the list."""


class Life(Living):
    """What may happen to an archive, and what must hold after."""

    # The machine

    @rule(digest=digests)
    def a_digest_comes(self, digest: Digest) -> None:
        self.machine(lambda archive: Ingest(archive).add(digest))
        before = dict(self.files)
        self.machine(lambda archive: Ingest(archive).add(digest))
        assert self.files == before, "a second run changed something"

    @rule(digest=digests, survived=st.integers(0, 6), edited=st.booleans())
    def a_run_is_interrupted(self, digest: Digest, survived: int, edited: bool) -> None:
        archive = self.follow()
        plan = Ingest(archive).add(digest)
        files = files_of(plan, archive)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            self.on_disk(root)
            try:
                with dying_after(survived):
                    writing.apply(root, files, files_before(plan))
            except KeyboardInterrupt:
                changed = [path for path in files_before(plan) if path in self.files]
                if edited and survived and changed:
                    text = (root / changed[0]).read_bytes().decode()
                    note = "\n## Notes\n\nIn between.\n".replace("\n", "\r\n" if "\r\n" in text else "\n")
                    (root / changed[0]).write_bytes((text + note).encode())
            left = writing.resume(root)
            on_disk = read_archive(root)
            self.files = {
                str(path.relative_to(root)): path.read_bytes().decode()
                for path in root.rglob("*")
                if path.is_file()
            }
        assert not on_disk.problems
        assert (on_disk.pages, on_disk.ledger) == (self.archive().pages, self.archive().ledger)
        for path in left:
            name = path.removeprefix("docs/")
            page = self.archive().pages[name]
            self.mark(page).take_base(self.archive().ledger.get(name, Written()), page)
            self.mark(page).notes.append("In between.")
        self.machine(lambda archive: Ingest(archive).add(digest))

    @rule(old=st.sampled_from(["birds", "fish"]))
    def the_vocabulary_changes(self, old: str) -> None:
        if old == "fish":
            if self.archive().vocabulary.resolve("fish") is None:
                self.files["docs/tags/fish.md"] = f"---\n{TOPICS['fish']}---\n"
        elif self.files.pop("docs/tags/birds.md", None):
            self.files["docs/tags/wings.md"] = f"---\n{TOPICS['wings']}---\n"
        for refresh in (retag, reclean):
            self.machine(refresh)
            before = dict(self.files)
            self.machine(refresh)
            assert self.files == before

    # People

    @rule(place=which, field=st.sampled_from(VALUES), value=st.text("xyz", min_size=1, max_size=4))
    def somebody_changes_a_value(self, place: int, field: str, value: str) -> None:
        if page := self.page(place):
            new = [value] if field == "authors" else value
            self.save(page.path, change(page.text, {field: new}))
            self.mark(page).values[field] = (value,) if field == "authors" else value

    @rule(place=which, field=st.sampled_from(["venue", "authors"]))
    def somebody_deletes_a_value(self, place: int, field: str) -> None:
        page = self.page(place)
        if page and field in parse(page.text).values:
            self.save(page.path, change(page.text, {field: None}))
            self.mark(page).values[field] = None

    @rule(place=which, member=st.sampled_from([*CODE, "mine", "birds", "fish"]))
    def somebody_adds_or_removes_a_member(self, place: int, member: str) -> None:
        if page := self.page(place):
            field = "links.code" if member.startswith("https") else "tags"
            resolve = self.resolve()
            ours = members(fields_of(page.paper).get(field))
            found = [one for one in ours if resolve(one) == resolve(member)]
            new = [one for one in ours if one not in found] if found else [*ours, member]
            root, _, key = field.partition(".")
            self.save(
                page.path,
                change(page.text, {root: ({key: list(new)} if key else list(new)) if new else None}),
            )
            memory, written = self.mark(page), self.archive().ledger.get(page.path, Written())
            memory.toggle(field, {*found, resolve(member)}, put_in=not found)
            memory.forget_unseen(field, written, resolve)

    @rule(place=which, text=st.sampled_from(["Mine.", "Mine too."]))
    def somebody_rewrites_the_abstract(self, place: int, text: str) -> None:
        if page := self.page(place):
            head = page.text[: len(page.text) - len(parse(page.text).body)]
            self.save(page.path, f"{head}\n{text}\n" + (f"\n{page.notes}" if page.notes else ""))
            self.mark(page).values["abstract"] = text

    @rule(place=which, note=st.sampled_from(["Read twice.  ", "See also\n\n~~~\n# this\n~~~"]))
    def somebody_writes_a_note(self, place: int, note: str) -> None:
        if page := self.page(place):
            self.save(page.path, f"{page.text}\n## Notes\n\n{note}\n")
            self.mark(page).notes.append(note)

    @rule(place=which)
    def an_editor_changes_the_line_ends(self, place: int) -> None:
        if page := self.page(place):
            self.files[f"docs/{page.path}"] = page.text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.mark(page)

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
        memory = self.memory[path] = Memory(values={"title": title, "abstract": "By hand."}, is_new=True)
        memory.toggle("tags", {"mine"}, put_in=True)
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
        self.led(page.path, new)
        self.follow()
        assert new in self.archive().ledger

    def led(self, old: str, new: str) -> None:
        if old in self.memory:
            self.memory[new] = self.memory.pop(old)
        self.gone.discard(new)

    @rule(place=which)
    def somebody_deletes_a_page(self, place: int) -> None:
        archive, page = self.archive(), self.page(place)
        if page and page.path in archive.ledger:
            del self.files[f"docs/{page.path}"]
            self.bin[page.path] = (page.text, self.memory.pop(page.path, Memory()))
            self.gone.add(page.path)

    @rule(place=which)
    def somebody_restores_a_page(self, place: int) -> None:
        archive = self.archive()
        found = [path for path in sorted(self.bin) if path in self.gone and path in archive.ledger]
        if found:
            path = found[place % len(found)]
            text, memory = self.bin.pop(path)
            self.files[f"docs/{path}"] = text
            self.memory[path] = memory
            self.gone.discard(path)
            memory.take_base(archive.ledger[path], self.archive().pages[path])
            self.machine(reclean)
            self.machine(retag)

    # Curators

    @rule(place=which, field=st.sampled_from([*VALUES, *SETS, "abstract"]))
    def a_field_is_released(self, place: int, field: str) -> None:
        if (page := self.page(place)) and self.machine(
            lambda archive: undo.release(archive, page.path, field)
        ):
            self.mark(page).release(field)

    @rule(place=which, name=st.sampled_from("abc"))
    def a_page_is_moved(self, place: int, name: str) -> None:
        new = f"papers/2025-11/{name}.md"
        page = self.page(place)
        if page and self.machine(lambda archive: moving.move(archive, page.path, new), {page.path}):
            self.led(page.path, new)

    @rule(place=which, other=which)
    def two_pages_are_made_one(self, place: int, other: int) -> None:
        kept, gone = self.page(place), self.page(other)
        if not kept or not gone or kept.path == gone.path:
            return
        base = self.archive().ledger.get(kept.path, Written())
        memory, others = self.mark(kept), self.memory.pop(gone.path, Memory())
        memory.take_over(others, kept, gone, base, self.resolve())
        assert self.machine(lambda archive: moving.merge(archive, kept.path, gone.path), {gone.path})
        if gone.path in self.archive().ledger:
            self.gone.add(gone.path)

    @rule(place=which, name=which)
    def a_page_is_split(self, place: int, name: int) -> None:
        page, record = self.page(place), self.record(name)
        if page and record:
            self.machine(lambda archive: undo.split(archive, page.path, record))

    @rule(name=which)
    def a_digest_is_dropped(self, name: int) -> None:
        if record := self.record(name):
            archive = self.archive()
            touched = {path for path in archive.pages if self.memory.get(path, Memory()).has_work}
            self.machine(lambda archive: undo.drop(archive, record), set(archive.pages) - touched)
            self.memory = {
                path: memory for path, memory in self.memory.items() if f"docs/{path}" in self.files
            }

    @rule(place=which)
    def a_page_is_taken_down(self, place: int) -> None:
        page = self.page(place)
        if page and self.machine(lambda archive: moving.remove(archive, page.path, "Gone."), {page.path}):
            self.memory.pop(page.path, None)
            self.gone.add(page.path)

    @rule(old=st.sampled_from(["birds", "fish", "wings"]), new=st.sampled_from(["feathers", "gills"]))
    def a_topic_is_renamed(self, old: str, new: str) -> None:
        texts = {
            path.removeprefix("docs/"): text
            for path, text in self.files.items()
            if path.startswith("docs/tags/")
        }
        self.machine(lambda archive: rename_tag(archive, texts, old, new), {f"tags/{old}.md"})

    # What must hold

    @invariant()
    def all_is_well(self) -> None:
        archive = self.archive()
        self.nothing_of_people_is_lost(archive)
        self.what_people_took_away_stays_away(archive)
        self.nothing_of_the_machine_is_stale(archive)
        self.ledger_and_records_agree(archive)
        self.no_line_end_is_mixed()

    def nothing_of_people_is_lost(self, archive: Archive) -> None:
        resolve = self.resolve()
        for path, memory in self.memory.items():
            memory.check(archive.pages[path], resolve)

    def what_people_took_away_stays_away(self, archive: Archive) -> None:
        assert not self.gone & set(archive.pages)

    def nothing_of_the_machine_is_stale(self, archive: Archive) -> None:
        resolve = self.resolve()
        updater = Updater(archive)
        for path, page in archive.pages.items():
            if path in archive.ledger and archive.ledger[path].digests:
                theirs = updater.theirs(path, archive.ledger[path].digests)
                self.memory.get(path, Memory()).check_fresh(page, theirs, resolve)

    def ledger_and_records_agree(self, archive: Archive) -> None:
        said = {(item.page, name) for name, record in archive.records.items() for item in record.entries}
        told = {(path, name) for path, written in archive.ledger.items() for name in written.digests}
        assert told == said, sorted(map(str, told ^ said))

    def no_line_end_is_mixed(self) -> None:
        for path, text in self.files.items():
            if path.startswith("docs/papers/"):
                assert text.count("\r\n") in (0, text.count("\n")), path


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
