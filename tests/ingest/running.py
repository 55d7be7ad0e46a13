"""The machine at work on an archive, at random, and what must hold after each step."""

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from generator.curate.refresh import reclean, retag
from generator.ingest.add import Ingest
from generator.ingest.files import files_before, files_of
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.digest import Digest
from generator.storage import writing
from generator.storage.reading import read_archive
from tests.ingest.arrivals import digests
from tests.ingest.living import TOPICS, Living
from tests.ingest.releases import CLEANERS, TAGGERS, Cleaner, Tagger
from tests.ingest.writers import dying_after


class Running(Living):
    """Digests come, program and vocabulary change, runs break off."""

    @initialize(first=digests, second=digests)
    def the_archive_has_begun(self, first: Digest, second: Digest) -> None:
        for digest in (first, second):
            self.a_digest_comes(digest)

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
        with self.watched() as before:
            left = self.killed(plan, archive, survived, edited)
            for path in left:
                before[path].hands.notes.append("## Notes\n\nIn between.\n")
        for path in left:
            if written := self.archive().ledger.get(path):
                self.memory[path].believe(before[path].hands, written)
        self.machine(lambda archive: Ingest(archive).add(digest))

    def killed(self, plan: Plan, archive: Archive, survived: int, edited: bool) -> list[str]:
        """Break a run off, let somebody edit a page, and let the next run finish; gives the pages it left."""
        files, before = files_of(plan, archive), files_before(plan)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            self.on_disk(root)
            with suppress(KeyboardInterrupt), dying_after(survived):
                writing.apply(root, files, before)
                edited = False
            if edited and survived:
                self.edited_on_disk(root, before)
            left = writing.resume(root)
            on_disk = read_archive(root)
            self.from_disk(root)
        assert not on_disk.problems
        assert (on_disk.pages, on_disk.ledger) == (self.archive().pages, self.archive().ledger)
        return [path.removeprefix("docs/") for path in left]

    def edited_on_disk(self, root: Path, before: Mapping[str, str | None]) -> None:
        for name in [path for path in before if path in self.files][:1]:
            text = (root / name).read_bytes().decode()
            note = "\n## Notes\n\nIn between.\n".replace("\n", "\r\n" if "\r\n" in text else "\n")
            (root / name).write_bytes((text + note).encode())

    @rule(survived=st.integers(0, 6))
    def the_next_run_is_killed(self, survived: int) -> None:
        self.breaks_off = survived

    @rule(refreshed=st.booleans(), cleaner=st.sampled_from(CLEANERS), tagger=st.sampled_from(TAGGERS))
    def the_program_is_upgraded(self, cleaner: Cleaner, tagger: type[Tagger], refreshed: bool) -> None:
        self.cleaner, self.tagger = cleaner, tagger
        self.changed(refreshed)

    @rule(refreshed=st.booleans(), old=st.sampled_from(["birds", "fish"]))
    def the_vocabulary_changes(self, old: str, refreshed: bool) -> None:
        if old == "fish":
            if self.archive().vocabulary.resolve("fish") is None:
                self.files["docs/tags/fish.md"] = f"---\n{TOPICS['fish']}---\n"
        elif self.files.pop("docs/tags/birds.md", None):
            self.files["docs/tags/wings.md"] = f"---\n{TOPICS['wings']}---\n"
        self.changed(refreshed)

    def changed(self, refreshed: bool) -> None:
        """Another program or vocabulary: pages follow when a curator says so, or when digests name them."""
        self.outdated = True
        if refreshed:
            self.every_page_follows()

    @rule()
    def every_page_follows(self) -> None:
        for refresh in (retag, reclean):
            self.machine(refresh)
            before = dict(self.files)
            self.machine(refresh)
            assert self.files == before
        self.outdated = False

    # What must hold

    @invariant()
    def all_is_well(self) -> None:
        archive = self.archive()
        self.what_people_took_away_stays_away(archive)
        if not self.outdated:
            self.nothing_of_the_machine_is_stale(archive)
        self.ledger_and_records_agree(archive)
        self.no_line_end_is_mixed()

    def what_people_took_away_stays_away(self, archive: Archive) -> None:
        assert not self.gone & set(archive.pages)

    def nothing_of_the_machine_is_stale(self, archive: Archive) -> None:
        updater, resolve = Updater(archive), self.resolve()
        for path, (page, written, hands) in self.today(archive).items():
            if written.digests:
                hands.check_fresh(page, updater.theirs(path, written.digests), resolve)

    def ledger_and_records_agree(self, archive: Archive) -> None:
        said = {(item.page, name) for name, record in archive.records.items() for item in record.entries}
        told = {(path, name) for path, written in archive.ledger.items() for name in written.digests}
        assert told == said, sorted(map(str, told ^ said))

    def no_line_end_is_mixed(self) -> None:
        for path, text in self.files.items():
            if path.startswith("docs/papers/"):
                assert text.count("\r\n") in (0, text.count("\n")), path
