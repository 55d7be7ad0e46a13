"""An archive in memory, read anew before every step, with a witness of every run of the machine."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from hypothesis.stateful import RuleBasedStateMachine

from generator.curate.errors import CurationError
from generator.ingest import update
from generator.ingest.files import files_before, files_of
from generator.ingest.follow import follow
from generator.ingest.plan import Plan
from generator.ingest.sound import damage
from generator.model.archive import Archive
from generator.model.ledger import Written
from generator.model.page import Page
from generator.model.redirects import Redirects
from generator.model.tag import Tag, Vocabulary
from generator.storage import files, writing
from generator.storage.logs import decode_ledger, decode_record
from generator.storage.redirects import decode_redirects
from generator.text.page import read_page
from generator.text.vocabulary import parse_tag
from tests.ingest.releases import Cleaner, Tagger
from tests.ingest.witness import Before, Memory, facts_of
from tests.ingest.writers import dying_after

TOPICS = {
    "birds": "name: Birds\naliases:\n  - bird\nparent: animals\n",
    "fish": "name: Fish\naliases:\n  - fishes\nparent: animals\n",
    "wings": "name: Wings\naliases:\n  - birds\n  - bird\nparent: animals\n",
}
"""Below a wider topic: what a paper names twice is given then, and not the most weighty alone."""


# Reading is the same for the same text, and most files stay as they are from step to step; so do topics.


@lru_cache(2000)
def page_of(path: str, text: str) -> Page:
    page, problems = read_page(path, text)
    assert page is not None, problems
    return page


@lru_cache(100)
def topic_of(path: str, text: str) -> Tag:
    topic, problems = parse_tag(path, text)
    assert topic is not None, problems
    return topic


@lru_cache(50)
def tagger_of(release: type[Tagger], topics: tuple[Tag, ...]) -> Tagger:
    return release(Vocabulary(topics))


ledger_of = lru_cache(1000)(decode_ledger)
record_of = lru_cache(1000)(decode_record)


def present(redirects: Redirects, path: str) -> str:
    """Where a page is today that stood at this path; the same where nobody knows."""
    address = f"{path.removesuffix('.md')}/"
    return f"{redirects.moved.get(address, address).removesuffix('/')}.md"


class Living(RuleBasedStateMachine):
    """How the machine left each page is kept beside the files, as the memory of an honest witness."""

    def __init__(self) -> None:
        super().__init__()
        self.files = {"docs/tags/birds.md": f"---\n{TOPICS['birds']}---\n"}
        self.memory: dict[str, Memory] = {}
        self.bin: dict[str, str] = {}
        self.gone: set[str] = set()
        self.outdated = False
        """Whether program or vocabulary changed, and not every page has followed yet."""
        self.breaks_off: int | None = None
        """After how many files the next run is killed."""
        self.cleaner, self.tagger = Cleaner(), Tagger
        self.release = [
            patch.object(update, "clean_entry", lambda *given: self.cleaner.clean(*given)),
            patch.object(update, "Tagger", lambda vocabulary: tagger_of(self.tagger, tuple(vocabulary))),
            patch.object(files.os, "fsync", lambda _: None),  # the machine that dies is not this one
        ]
        for part in self.release:
            part.start()

    def teardown(self) -> None:
        for part in self.release:
            part.stop()

    # The archive, its pages, and how they change

    def on_disk(self, root: Path) -> None:
        for path, text in self.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())

    def from_disk(self, root: Path) -> None:
        self.files = {
            path.relative_to(root).as_posix(): path.read_bytes().decode()
            for path in root.rglob("*")
            if path.is_file()
        }

    def archive(self) -> Archive:
        archive, tags = Archive(), []
        for path, text in sorted(self.files.items()):
            if path.startswith("docs/tags/"):
                tags.append(topic_of(path, text))
            elif path.startswith("docs/"):
                page = page_of(path.removeprefix("docs/"), text)
                archive.pages[page.path] = page
            elif path.startswith("digests/ledger/"):
                archive.ledger.update(ledger_of(text).pages)
            elif path.startswith("digests/"):
                record = record_of(text)
                archive.records[record.name] = record
            else:
                archive.redirects = decode_redirects(text)
        archive.vocabulary = Vocabulary(tags)
        assert not list(damage(archive))
        return archive

    def page(self, place: int) -> Page | None:
        pages = list(self.archive().pages.values())
        return pages[place % len(pages)] if pages else None

    def record(self, place: int) -> str | None:
        names = list(self.archive().records)
        return names[place % len(names)] if names else None

    def save(self, path: str, text: str) -> None:
        """What an editor does: it keeps the line ends of the file."""
        path = f"docs/{path}"
        has_carriage = "\r\n" in self.files.get(path, "")
        plain = text.replace("\r\n", "\n")
        self.files[path] = plain.replace("\n", "\r\n") if has_carriage else plain

    def write(self, plan: Plan, archive: Archive) -> None:
        for path, text in files_before(plan).items():
            assert self.files.get(path) == text, "the plan was not made from this page"
        files = files_of(plan, archive)
        after = {path: text for path, text in {**self.files, **files}.items() if text is not None}
        if self.breaks_off is not None and files:
            self.break_off(files, files_before(plan))
            assert self.files == after, "a run that was killed and finished did something else"
        self.files = after

    def break_off(self, files: Mapping[str, str | None], before: Mapping[str, str | None]) -> None:
        """Write on disk, be killed on the way, and be finished by the next run."""
        writes, self.breaks_off = self.breaks_off or 0, None
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            self.on_disk(root)
            with suppress(KeyboardInterrupt), dying_after(writes):
                writing.apply(root, files, before)
            assert writing.resume(root) == []
            if not writes:  # not even the journal was written: the run never was
                writing.apply(root, files, before)
            self.from_disk(root)

    # What the witness sees

    def today(self, archive: Archive, led: Mapping[str, str] = MappingProxyType({})) -> dict[str, Before]:
        """Every page, with what people have done to it up to now, and where the ledger knows it, if elsewhere."""
        resolve, before = self.resolve(), {}
        for path, page in archive.pages.items():
            written = archive.ledger.get(led.get(path, path), Written())
            before[path] = Before(
                page, written, self.memory.get(path, Memory()).today(page, written, resolve)
            )
        return before

    @contextmanager
    def watched(self, led: Mapping[str, str] = MappingProxyType({})) -> Iterator[dict[str, Before]]:
        """A run of the machine; what people had done before must be there after it."""
        before = self.today(self.archive(), led)
        yield before
        after, resolve = self.archive(), self.resolve()
        for path in before.keys() - after.pages.keys():
            if (new := present(after.redirects, path)) in after.pages and new not in before:
                before[new], self.memory[new] = before.pop(path), self.memory.pop(path, Memory())
        for path, page in after.pages.items():
            written = after.ledger.get(path)
            if path not in before:
                self.memory[path] = Memory(facts_of(page))
            else:
                before[path].hands.check(page, resolve)
            memory = self.memory.setdefault(path, Memory())
            memory.versions.append(page.text)
            if path in before and written is not None:
                memory.look(before[path], page, written, resolve)
        for path in self.memory.keys() - after.pages.keys() - after.ledger.keys():
            del self.memory[path]

    def follow(self) -> Archive:
        """Let the machine find the pages that people moved."""
        archive = self.archive()
        known, led = set(archive.ledger), {}
        plan = follow(archive)
        for old in plan.forgotten:
            memory, new = self.memory.pop(old), present(archive.redirects, old)
            if new not in known:
                self.memory[new], led[new] = memory, old
        with self.watched(led):
            self.write(plan, archive)
        return archive

    def machine(
        self,
        work: Callable[[Archive], Plan],
        may_go: Iterable[str] = (),
        told: Callable[[dict[str, Before]], None] = lambda _: None,
    ) -> Plan | None:
        """Let the machine work; nothing but what it was told to may be gone after."""
        archive = self.follow()
        pages = set(archive.pages)
        with self.watched() as before:
            try:
                plan = work(archive)
            except CurationError:
                return None
            self.write(plan, archive)
            told(before)
        assert pages - set(self.archive().pages) <= set(may_go)
        return plan

    def resolve(self) -> Callable[[str], str]:
        vocabulary = self.archive().vocabulary
        return lambda name: vocabulary.resolve(name) or name
