"""The life of an archive at random: people edit, digests come, runs repeat, the vocabulary changes.

After each step no edit of a person is lost, no value of the machine is stale where nobody edited, and a
second run changes nothing. The archive lives in a dictionary of files, read anew before every step.
"""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.curate.refresh import reclean, retag
from generator.ingest.add import Ingest
from generator.ingest.files import files_of
from generator.ingest.follow import follow
from generator.ingest.plan import Plan
from generator.ingest.update import Updater
from generator.model.archive import Archive
from generator.model.digest import Digest, Entry
from generator.model.fields import fields_of
from generator.model.tag import Tag, Vocabulary
from generator.storage.logs import decode_ledger, decode_record
from generator.text.edit import change
from generator.text.front_matter import parse
from generator.text.page import read_page

BIRDS = Tag(slug="birds", name="Birds", aliases=("bird",))
FISH = Tag(slug="fish", name="Fish", aliases=("fishes",))
WINGS = Tag(slug="wings", name="Wings", aliases=("birds", "bird"))
VOCABULARIES = (
    Vocabulary([BIRDS]),
    Vocabulary([BIRDS, FISH]),
    Vocabulary([WINGS, FISH]),
)
TITLES = ("How Birds Learn To Sing", "How Birds Learn to Sing Well", "What Fishes Hear")
ABSTRACTS = (
    "We propose birds. Birds sing from memory, and the memory of birds is long.",
    "We propose birds and fishes. Fishes hear what birds sing, and fishes remember it.",
    "We study fishes. Fishes hear more than was thought.",
    "",
)
NUMBERS = ("2603.00001", "2603.00002", "2603.00003")
DAYS = ("2026-03-02", "2026-03-03", "2026-04-01")
PEOPLES_TAGS = ("mine", "birds", "fish")

entries = st.builds(
    lambda number, title, abstract, authors, venue, code: Entry(
        title=title,
        abstract=abstract,
        ids={"arxiv": number},
        authors=authors,
        venue=venue,
        links={"code": (code,)} if code else {},
    ),
    st.sampled_from(NUMBERS),
    st.sampled_from(TITLES),
    st.sampled_from(ABSTRACTS),
    st.sampled_from([("Ada",), ("Ada", "Max"), ()]),
    st.sampled_from(["ACL", "EMNLP", None]),
    st.sampled_from(["https://github.com/a/a", "https://github.com/b/b", None]),
)
digests = st.builds(
    lambda kind, day, entries: Digest(source=kind, format=kind, date=day, entries=tuple(entries)),
    st.sampled_from(["hf-api", "hf-html", "hf-text"]),
    st.sampled_from(DAYS),
    st.lists(entries, min_size=1, max_size=3, unique_by=lambda entry: entry.ids["arxiv"]),
)


class Life(RuleBasedStateMachine):
    """What people did is kept beside the files, as the memory of an honest witness."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, str] = {}
        self.vocabulary = VOCABULARIES[0]
        self.edits: dict[str, dict[str, Any]] = {}
        self.tags_added: dict[str, set[str]] = {}
        self.tags_removed: dict[str, set[str]] = {}
        self.deleted: set[str] = set()

    def archive(self) -> Archive:
        archive = Archive(vocabulary=self.vocabulary)
        for path, text in sorted(self.files.items()):
            if path.startswith("docs/"):
                page, problems = read_page(path.removeprefix("docs/"), text)
                assert page is not None, problems
                archive.pages[page.path] = page
            elif path.startswith("digests/ledger/"):
                archive.ledger.update(decode_ledger(text).pages)
            else:
                record = decode_record(text)
                archive.records[record.name] = record
        return archive

    def write(self, plan: Plan, archive: Archive) -> None:
        for path, text in files_of(plan, archive).items():
            if text is None:
                self.files.pop(path, None)
            else:
                self.files[path] = text

    def add(self, digest: Digest) -> Archive:
        archive = self.archive()
        self.write(follow(archive), archive)
        plan = Ingest(archive).add(digest)
        self.write(plan, archive)
        return archive

    def number_of(self, path: str) -> str:
        page, _ = read_page(path, self.files[path])
        assert page is not None
        return page.paper.ids["arxiv"]

    def paths(self) -> dict[str, str]:
        return {self.number_of(path): path for path in self.files if path.startswith("docs/")}

    @rule(digest=digests)
    def a_digest_comes(self, digest: Digest) -> None:
        self.add(digest)
        before = dict(self.files)
        self.add(digest)
        assert self.files == before, "a second run changed something"

    @rule(digest=digests)
    def the_vocabulary_grows(self, digest: Digest) -> None:
        self.vocabulary = VOCABULARIES[min(VOCABULARIES.index(self.vocabulary) + 1, len(VOCABULARIES) - 1)]
        for refresh in (retag, reclean):
            archive = self.archive()
            self.write(refresh(archive), archive)

    @rule(
        number=st.sampled_from(NUMBERS),
        field=st.sampled_from(["title", "venue", "authors"]),
        value=st.text("xyz", min_size=1, max_size=4),
    )
    def somebody_changes_a_value(self, number: str, field: str, value: str) -> None:
        if path := self.paths().get(number):
            self.files[path] = change(self.files[path], {field: [value] if field == "authors" else value})
            self.edits.setdefault(number, {})[field] = (value,) if field == "authors" else value

    @rule(number=st.sampled_from(NUMBERS), field=st.sampled_from(["venue", "authors"]))
    def somebody_deletes_a_value(self, number: str, field: str) -> None:
        path = self.paths().get(number)
        if path and field in parse(self.files[path]).values:
            self.files[path] = change(self.files[path], {field: None})
            self.edits.setdefault(number, {})[field] = None

    @rule(number=st.sampled_from(NUMBERS), tag=st.sampled_from(PEOPLES_TAGS))
    def somebody_adds_or_removes_a_tag(self, number: str, tag: str) -> None:
        if path := self.paths().get(number):
            tags = list(parse(self.files[path]).values.get("tags", []))
            added, removed = (sets.setdefault(number, set()) for sets in (self.tags_added, self.tags_removed))
            tag = self.vocabulary.resolve(tag) or tag
            if tag in tags:
                tags.remove(tag)
                removed.add(tag)
                added.discard(tag)
            else:
                tags.append(tag)
                added.add(tag)
                removed.discard(tag)
            self.files[path] = change(self.files[path], {"tags": tags or None})

    @rule(number=st.sampled_from(NUMBERS), text=st.sampled_from(["Mine.", "Mine too."]))
    def somebody_rewrites_the_abstract(self, number: str, text: str) -> None:
        if path := self.paths().get(number):
            matter = parse(self.files[path])
            head = self.files[path][: len(self.files[path]) - len(matter.body)]
            self.files[path] = f"{head}\n{text}\n\n## Notes\n\nKept.  \n"
            self.edits.setdefault(number, {})["abstract"] = text

    @rule(number=st.sampled_from(NUMBERS), name=st.sampled_from(["a", "b", "c"]))
    def somebody_moves_a_page(self, number: str, name: str) -> None:
        path, new = self.paths().get(number), f"docs/papers/2026-01/{name}.md"
        if path and new not in self.files and new.removeprefix("docs/") not in self.archive().ledger:
            self.files[new] = self.files.pop(path)
            archive = self.archive()
            self.write(follow(archive), archive)

    @rule(number=st.sampled_from(NUMBERS))
    def somebody_deletes_a_page(self, number: str) -> None:
        if path := self.paths().get(number):
            del self.files[path]
            self.deleted.add(number)

    @invariant()
    def nothing_of_people_is_lost(self) -> None:
        archive = self.archive()
        for page in archive.pages.values():
            number = page.paper.ids["arxiv"]
            assert number not in self.deleted, "a deleted page came back"
            for field, value in self.edits.get(number, {}).items():
                assert (getattr(page.paper, field) or None) == value, field
            tags = {self.vocabulary.resolve(tag) or tag for tag in page.paper.tags}
            added, removed = (
                {self.vocabulary.resolve(tag) or tag for tag in sets.get(number, ())}
                for sets in (self.tags_added, self.tags_removed)
            )
            assert added - removed <= tags
            assert not (removed - added) & tags
            if "abstract" in self.edits.get(number, {}):
                assert page.text.endswith("\n\n## Notes\n\nKept.  \n")

    @invariant()
    def nothing_of_the_machine_is_stale(self) -> None:
        archive = self.archive()
        updater = Updater(archive)
        for page in archive.pages.values():
            theirs = updater.theirs(page.path, archive.ledger[page.path].digests)
            edited = self.edits.get(page.paper.ids["arxiv"], {})
            ours = fields_of(page.paper)
            for field in ("title", "venue", "authors", "links.code"):
                if field not in edited:
                    assert ours.get(field) == theirs.fields.get(field), field
            if "abstract" not in edited:
                assert page.paper.abstract == theirs.abstract

    @invariant()
    def every_paper_has_one_page(self) -> None:
        numbers = [page.paper.ids["arxiv"] for page in self.archive().pages.values()]
        assert len(numbers) == len(set(numbers))


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, report_multiple_bugs=False
)
