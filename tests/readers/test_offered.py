"""Readers of other packages: the guide's example works, and a bad one costs a line, never a digest."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.readers import offered
from generator.readers.reader import UnreadableError
from generator.readers.registry import read
from tests.conftest import Run

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "readers.md"
Install = Callable[[str, str, str], None]


FAILING = """
name = source = {name!r}
limit = 99
def recognises(head): return {told}
def read(text, date=None): 1 / 0
"""


def block(language: str) -> str:
    """The guide's one block of code in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture
def install(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Lay a package with one module and its entry points where Python looks for packages."""
    folder = tmp_path_factory.mktemp("packages")
    monkeypatch.syspath_prepend(str(folder))

    def lay(module: str, code: str, points: str) -> None:
        (folder / f"{module}.py").write_text(code, encoding="utf-8")
        info = folder / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(points, encoding="utf-8")
        offered.offered.cache_clear()
        monkeypatch.delitem(sys.modules, module, raising=False)  # another test's of the same name

    yield lay
    offered.offered.cache_clear()


def points(name: str, target: str) -> str:
    return f"[papershelf.readers]\n{name} = {target}\n"


def test_the_example_of_the_guide_reads_what_the_guide_says(install: Install) -> None:
    named = re.fullmatch(r'\[project.entry-points."papershelf.readers"\]\n(\w+) = "(\w+)"\n', block("toml"))
    assert named
    install(named[2], block("python"), points(named[1], named[2]))
    reading = read(
        b"Sails in the Wind\t2611.00201v2\n\nNo number here\nShort Proofs\tcs/0610001\n", date="2026-11-23"
    )
    (digest,) = reading.digests
    assert (digest.name, digest.format) == ("tabbed-2026-11-23", "tabbed")
    assert [(entry.line, entry.ids["arxiv"]) for entry in digest.entries] == [
        (1, "2611.00201"),
        (4, "cs/0610001"),
    ]
    assert [piece.line for piece in reading.unread] == [3]
    assert len(block("python").splitlines()) < 35


def test_they_never_take_what_is_known_by_unmistakable_marks(install: Install) -> None:
    greedy = FAILING.format(name="greedy", told="True")
    install("greedy", greedy, points("greedy", "greedy"))
    (digest,) = read((Path(__file__).parent / "cases" / "arxiv-mailing.txt").read_bytes()).digests
    assert digest.format == "arxiv-mail"


def test_a_reader_that_fails_is_named(install: Install) -> None:
    code = FAILING.format(name="odd", told="'ODD' in head")
    install("odd", code, points("odd", "odd"))
    with pytest.raises(UnreadableError, match=r"'odd' of another package failed \(ZeroDivisionError\)"):
        read(b"ODD\n")


GIVING = """
from bs4 import BeautifulSoup
from generator.model.digest import Digest, Entry, Reading
name = source = 'giving'
limit = 99
def recognises(head): return 'GIVING' in head
def read(text, date=None):
    entry = Entry(**{{'title': 'A Title', {given}}})
    return Reading((Digest(source=source, format=name, date='2026-11-23', entries=(entry,)),), ())
"""


@pytest.mark.parametrize(
    ("given", "field", "read_as"),
    [
        ("'authors': ['Ann Lee', 'Bo Li']", "authors", ("Ann Lee", "Bo Li")),
        ("'links': {'code': ['https://a.org/b']}", "links", {"code": ("https://a.org/b",)}),
        ("'votes': '12'", "votes", 12),
        ("'title': BeautifulSoup('<b>A Title</b>', 'html.parser').b.string", "title", "A Title"),
    ],
)
def test_what_a_reader_gives_in_another_form_is_made_right(
    install: Install, given: str, field: str, read_as: object
) -> None:
    install("giving", GIVING.format(given=given), points("giving", "giving"))
    (digest,) = read(b"GIVING\n").digests
    found = getattr(digest.entries[0], field)
    assert (found, type(found)) == (read_as, type(read_as))


@pytest.mark.parametrize(
    "given",
    [
        "'title': None", "'abstract': None", "'authors': 'Ann Lee'", "'authors': ('Ann', None)", "'links': None",
        "'links': {'code': 'https://a.org/b'}", "'ids': []", "'votes': 1.5", "'date': '2026-02-30'", "'x': 1",
        "'title': object()",
    ],
)  # fmt: skip
def test_a_reader_that_gives_something_else_is_named(install: Install, given: str) -> None:
    install("giving", GIVING.format(given=given), points("giving", "giving"))
    with pytest.raises(UnreadableError, match="'giving' of another package failed"):
        read(b"GIVING\n")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import nothing_of_the_kind\n", "cannot be loaded: ModuleNotFoundError"),
        ("raise SystemError('on import')\n", "cannot be loaded: SystemError: on import"),
        ("name = 'half'\n", "lacks source, limit, recognises, read"),
    ],
)
def test_a_reader_that_cannot_be_loaded_is_one_line_of_the_report(
    install: Install, papershelf: Run, root: Path, day: Path, code: str, said: str
) -> None:
    install("half", code, points("half", "half"))
    file = day / "2026-11-06.md"
    file.write_text("- [Sails in the Wind](https://arxiv.org/abs/2611.00201) – a remark\n", encoding="utf-8")
    result = papershelf("add", "--json", file)
    (failure,) = json.loads(result.stdout)["failures"]
    assert f"The reader 'half' (half) {said}" in failure["message"]
    assert result.exit_code == 1
    assert list(root.glob("docs/papers/2026-11/*.md")), "the digest itself is taken in"
