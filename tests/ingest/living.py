"""An archive in memory, read anew before every step, with a witness for what people did to it."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from hypothesis.stateful import RuleBasedStateMachine

from generator.curate.errors import CurationError
from generator.ingest.files import files_before, files_of
from generator.ingest.follow import follow
from generator.ingest.plan import Plan
from generator.ingest.sound import damage
from generator.model.archive import Archive
from generator.model.ledger import Written
from generator.model.page import Page
from generator.model.tag import Tag, Vocabulary
from generator.storage.logs import decode_ledger, decode_record
from generator.storage.redirects import decode_redirects
from generator.text.page import read_page
from generator.text.vocabulary import parse_tag
from tests.ingest.witness import Memory

TOPICS = {
    "birds": "name: Birds\naliases:\n  - bird\n",
    "fish": "name: Fish\naliases:\n  - fishes\n",
    "wings": "name: Wings\naliases:\n  - birds\n  - bird\n",
}


# Reading is the same for the same text, and most files stay as they are from step to step.


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


ledger_of = lru_cache(1000)(decode_ledger)
record_of = lru_cache(1000)(decode_record)


class Living(RuleBasedStateMachine):
    """What people did is kept beside the files, as the memory of an honest witness."""

    def __init__(self) -> None:
        super().__init__()
        self.files = {"docs/tags/birds.md": f"---\n{TOPICS['birds']}---\n"}
        self.memory: dict[str, Memory] = {}
        self.bin: dict[str, tuple[str, Memory]] = {}
        self.gone: set[str] = set()

    # The archive, its pages, and how they change

    def on_disk(self, root: Path) -> None:
        for path, text in self.files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(text.encode())

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
        for path, text in files_of(plan, archive).items():
            if text is None:
                self.files.pop(path, None)
            else:
                self.files[path] = text

    def follow(self) -> Archive:
        archive = self.archive()
        plan = follow(archive)
        self.write(plan, archive)
        for path, written in plan.ledger.items():
            if path in self.memory and self.memory[path].is_new:
                self.memory[path].take_base(written, archive.pages[path])
        return archive

    def machine(self, work: Callable[[Archive], Plan], may_go: Iterable[str] = ()) -> Plan | None:
        """Let the machine work; nothing but what it was told to may be gone after."""
        archive = self.follow()
        before = set(archive.pages)
        try:
            plan = work(archive)
        except CurationError:
            return None
        self.write(plan, archive)
        after = self.archive().pages
        assert before - set(after) <= set(may_go)
        for path, memory in self.memory.items():
            memory.is_new = False
            if path in after:
                memory.settle(archive.ledger.get(path, Written()), after[path])
        return plan

    def mark(self, page: Page) -> Memory:
        return self.memory.setdefault(page.path, Memory())

    def resolve(self) -> Callable[[str], str]:
        vocabulary = self.archive().vocabulary
        return lambda name: vocabulary.resolve(name) or name
