"""The life of an archive in git: three people and a bot, branches and real merges, digests arriving between.

Digests are taken in on main, or replayed there when they came on a branch; the branches of people are merged.
The play is the same each time.
"""

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from generator.check.run import check
from generator.cli import application
from generator.model.fields import fields_of
from generator.model.page import Page
from generator.storage.reading import read_archive
from generator.text.edit import change, compose
from generator.text.front_matter import parse
from generator.text.page import read_page
from tests.conftest import TAGS, tree

PEOPLE = ("ada", "emmy", "max")
ROUNDS = 6
POPULAR = 6
FIRST_DAY = "2024-07-24"
DAYS = 15
SEED = 11

State = dict[str, object]


class Repository:
    """An archive under git, with the commands that people and the bot use."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")
        shutil.copytree(TAGS, root / "docs" / "tags")
        (root / "docs" / "papers").mkdir()
        (root / ".gitignore").write_text(".cache/\n")
        self.commit("Begin")

    def git(self, *arguments: str, may_fail: bool = False) -> str:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "gc.auto=0")
        when = {"GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}
        result = subprocess.run(
            ["git", *settings, *arguments], capture_output=True, text=True, check=False,
            cwd=self.root, env={**os.environ, **when, "GIT_CONFIG_GLOBAL": os.devnull},
        )  # fmt: skip
        assert may_fail or result.returncode == 0, (arguments, result.stdout, result.stderr)
        return result.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def papershelf(self, *arguments: str) -> None:
        result = CliRunner().invoke(application(), ["-C", str(self.root), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "left as they are" not in result.output, result.output

    def pages(self) -> dict[str, Page]:
        return read_archive(self.root).pages

    def version(self, stage: int, path: str) -> State | None:
        """What a page says on one side of a conflict: 1 is the common past, 2 main, 3 the branch."""
        text = self.git("show", f":{stage}:{path}", may_fail=True)
        page, _ = read_page(path, text)
        return (
            None
            if page is None
            else {**fields_of(page.paper), "abstract": page.abstract, "notes": page.notes}
        )


class Play:
    """People at work. What each did is remembered until somebody else decided otherwise, in a conflict."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.chance = random.Random(SEED)
        self.count = 0
        self.leaving: dict[str, set[str]] = {}
        """Pages that are deleted on a branch."""
        self.deleted: set[str] = set()
        self.words: list[str] = []
        """Unique words that people wrote somewhere; each must stand on one page at the end."""
        self.tags: dict[str, tuple[set[str], set[str]]] = {}
        """Tags put in and taken out, by the last word that was written on the page with them."""
        self.conflicts = 0

    def word(self, person: str) -> str:
        self.count += 1
        return f"{person}{self.count:03}"

    def act(self, person: str) -> None:
        """Some edits on a branch of one's own."""
        for _ in range(4):
            acts: list[Callable[[str, Page], None]] = [
                self.title, self.title, self.abstract, self.note, self.tag, self.tag, self.delete, self.move,
            ]  # fmt: skip
            pages = list(self.repository.pages().values())
            read_by_many = pages[:: len(pages) // POPULAR]
            self.chance.choice(acts)(person, self.chance.choice(self.chance.choice([pages, read_by_many])))
        self.add(person)

    def save(self, page: Page, text: str) -> None:
        (self.repository.root / "docs" / page.path).write_text(text)

    def title(self, person: str, page: Page) -> None:
        word = self.word(person)
        self.save(page, change(page.text, {"title": f"A better title by {word}"}))
        self.replace(page.paper.title, word)

    def abstract(self, person: str, page: Page) -> None:
        word = self.word(person)
        body = parse(page.text).body
        if page.abstract:
            changed = body.replace(page.abstract, f"{page.abstract} Mended by {word}.", 1)
            self.save(page, page.text[: len(page.text) - len(body)] + changed)
            self.words.append(word)

    def note(self, person: str, page: Page) -> None:
        word = self.word(person)
        self.save(page, f"{page.text.rstrip()}\n\n## Notes of {word}\n\nWorth reading.\n")
        self.words.append(word)

    def tag(self, person: str, page: Page) -> None:
        """A tag out, another in, and a note that says so, by which the page is known later."""
        tags = list(page.paper.tags)
        gone = {tags.pop()} if len(tags) > 2 else set()
        new = self.chance.choice(
            sorted(path.stem for path in TAGS.glob("[a-z]*.md") if path.stem not in tags)
        )
        word = self.word(person)
        text = change(page.text, {"tags": sorted({*tags, new} - gone)})
        self.save(page, f"{text.rstrip()}\n\n## Tagged by {word}\n\nSee above.\n")
        self.words.append(word)
        self.tags[word] = ({new} - gone, gone - {new})

    def delete(self, person: str, page: Page) -> None:
        if not any(word in page.text for word in self.words):
            (self.repository.root / "docs" / page.path).unlink()
            branch = self.repository.git("branch", "--show-current").strip()
            self.leaving.setdefault(branch, set()).add(page.path)

    def move(self, person: str, page: Page) -> None:
        if "/by-" not in page.path and page.path in read_archive(self.repository.root).ledger:
            target = f"docs/papers/{page.path.split('/')[1]}/by-{self.word(person)}.md"
            self.repository.git("mv", f"docs/{page.path}", target)

    def add(self, person: str) -> None:
        word = self.word(person)
        path = self.repository.root / "docs" / "papers" / "2024-07" / f"hand-{word}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            compose({"title": f"Found by {word}", "tags": ["benchmarks-and-test-sets"]}, "\nBy hand.\n")
        )
        self.words.append(word)

    def replace(self, old: str, word: str) -> None:
        """A title took the place of another one, perhaps also of a person's."""
        self.words = [one for one in self.words if not old.endswith(one)] + [word]

    def merge(self, branch: str) -> None:
        """A pull request is merged; where it conflicts, its author decides, and keeps a page in doubt."""
        self.repository.git("merge", "-q", "--no-edit", branch, may_fail=True)
        unmerged = sorted(set(self.repository.git("diff", "--name-only", "--diff-filter=U").split()))
        for path in unmerged:
            self.conflicts += 1
            assert path.startswith("docs/papers/"), f"a conflict in {path}"
            self.assert_both_changed_one_value(path)
            self.decide(path)
        if unmerged:
            self.repository.commit(f"Merge {branch}")
        there = self.repository.pages()
        self.deleted |= {path for path in self.leaving.pop(branch, ()) if path not in there}

    def assert_both_changed_one_value(self, path: str) -> None:
        past, main, branch = (self.repository.version(stage, path) for stage in (1, 2, 3))
        if past is None or main is None or branch is None:
            return  # one deleted what the other changed
        both = [
            key for key in {*past, *main, *branch}
            if main.get(key) != past.get(key) and branch.get(key) != past.get(key)
        ]  # fmt: skip
        # To git, the first notes of a page stand where its abstract ends.
        touching = not past["notes"] and any(
            one["abstract"] != past["abstract"] and other["notes"]
            for one, other in ((main, branch), (branch, main))
        )
        assert both or touching, f"a conflict in {path}, where the two sides changed different values"

    def decide(self, path: str) -> None:
        main, branch = (self.repository.git("show", f":{stage}:{path}", may_fail=True) for stage in (2, 3))
        if main and branch:
            self.repository.git("checkout", "--theirs", path)
            self.words = [word for word in self.words if word not in main or word in branch]
        self.repository.git("add", path)
        self.deleted.discard(path.removeprefix("docs/"))


@pytest.fixture(scope="module")
def digests(shared: Path) -> list[list[str]]:
    """Fifteen days of the API, and copies and pages of other days, in the order of their arrival."""
    data = shared / "data" / "digests"
    days = [path for path in sorted((data / "hf-api").glob("*.json")) if path.stem >= FIRST_DAY][:DAYS]
    arrivals = [[str(day)] for day in days]
    arrivals.insert(4, ["--date", "2024-07-30", str(shared / "seed" / "daily-papers-page.txt")])
    arrivals.insert(7, [str(data / "hf-page" / "2024-08-01.html")])
    arrivals += [["--date", "2024-08-20", str(path)] for path in sorted((data / "hf-page").glob("*-copy.*"))]
    return arrivals


@pytest.fixture(scope="module")
def played(digests: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> Play:
    repository = Repository(tmp_path_factory.mktemp("repository"))
    play, arrivals = Play(repository), iter(digests)
    take_in(repository, arrivals, 3)
    for number in range(ROUNDS):
        for person in PEOPLE:
            repository.git("switch", "-q", "-c", f"{person}-{number}", "main")
            play.act(person)
            repository.commit(f"Work of {person}")
        if number % 3 == 2:
            come_on_a_branch(repository, next(arrivals))
        repository.git("switch", "-q", "main")
        take_in(repository, arrivals, 1)
        for person in play.chance.sample(PEOPLE, 3):
            play.merge(f"{person}-{number}")
    take_in(repository, arrivals, len(digests))
    return play


def take_in(repository: Repository, arrivals: Iterator[list[str]], number: int) -> None:
    for _, arrival in zip(range(number), arrivals, strict=False):
        repository.papershelf("add", *arrival)
        repository.commit("Take in a digest")


def come_on_a_branch(repository: Repository, arrival: list[str]) -> None:
    """A digest comes on a branch; it is not merged but replayed on main, which brings the same pages."""
    repository.git("switch", "-q", "-c", "digest", "main")
    repository.papershelf("add", *arrival)
    repository.commit("Take in a digest")
    there = set(repository.pages())
    repository.git("switch", "-q", "main")
    repository.git("branch", "-q", "-D", "digest")
    take_in(repository, iter([arrival]), 1)
    assert set(repository.pages()) == there


def test_nothing_that_people_wrote_is_lost(played: Play) -> None:
    pages = played.repository.pages()
    assert len(played.words) > 60 and played.conflicts > 0, "the play is too quiet to show anything"
    for word in played.words:
        assert sum(word in page.text for page in pages.values()) == 1, word
    for word, (put_in, taken_out) in played.tags.items():
        if word in played.words:
            tags = {tag for page in pages.values() if word in page.text for tag in page.paper.tags}
            later = [set().union(*played.tags[other]) for other in same_page(played, word)]
            settled = set().union(*later)
            assert put_in - settled <= tags and not (taken_out - settled) & tags, word


def same_page(play: Play, word: str) -> list[str]:
    """Other words with which somebody changed the tags of the same page."""
    text = next(page.text for page in play.repository.pages().values() if word in page.text)
    return [other for other in play.tags if other != word and other in text]


def test_what_people_deleted_stays_deleted(played: Play) -> None:
    assert played.deleted and not played.deleted & played.repository.pages().keys()


def test_no_paper_has_two_pages(played: Play) -> None:
    numbers = [
        page.paper.ids["arxiv"] for page in played.repository.pages().values() if "arxiv" in page.paper.ids
    ]
    assert len(numbers) == len(set(numbers)) > 150


def test_every_digest_once_more_changes_nothing(played: Play, digests: list[list[str]]) -> None:
    repository = played.repository
    pages = tree(repository.root / "docs")
    for _ in range(2):
        before = files_of(repository)
        repository.papershelf("add", *(arrival[0] for arrival in digests if len(arrival) == 1))
        for arrival in digests:
            if len(arrival) > 1:
                repository.papershelf("add", *arrival)
    assert files_of(repository) == before
    assert tree(repository.root / "docs") == pages, "not even the first time"


def files_of(repository: Repository) -> dict[str, bytes]:
    return {name: data for name, data in tree(repository.root).items() if not name.startswith(".git/")}


def test_the_check_finds_no_error(played: Play, digests: list[list[str]]) -> None:
    take_in(played.repository, iter(digests[:1]), 1)
    problems = check(played.repository.root, today=date(2026, 12, 31))
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
