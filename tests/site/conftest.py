"""A small archive of our own making, built once, and a browser that looks at it."""

from __future__ import annotations

import functools
import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from generator.model.digest import Entry
from generator.model.record import Record, RecordedEntry
from generator.site.build import build
from generator.storage.logs import encode_record
from generator.text.edit import compose
from generator.text.front_matter import Value
from generator.text.slug import slug

CONFIGURATION = """\
site_name: Reading Room
site_url: https://example.org/shelf/
repo_url: https://example.org/room/shelf
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
plugins:
  - papershelf
validation:
  nav: {omitted_files: ignore}
  links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""

TOPICS = {
    "multilinguality": ("Multilinguality", None, "Models that know more than one language."),
    "cross-lingual-transfer": (
        "Cross-lingual transfer",
        "multilinguality",
        "Learning in one language what is then used in another.",
    ),
    "reasoning": ("Reasoning", None, "Answers that take more than one step."),
    "speech": ("Speech", None, "Models that hear and speak."),
}


CHECKER = Path(__file__).resolve().parents[2] / "tools/vnu/jar"


@dataclass
class Shelf:
    """An archive on disk that is written piece by piece."""

    root: Path
    days: dict[str, list[RecordedEntry]] = field(default_factory=dict)

    @classmethod
    def empty(cls, root: Path) -> Shelf:
        for folder in ("docs/papers", "docs/tags", "digests"):
            (root / folder).mkdir(parents=True)
        (root / "mkdocs.yml").write_text(CONFIGURATION)
        shelf = cls(root)
        shelf.write("docs/index.md", "Papers, and what became of them. [More](about.md).\n")
        shelf.write("docs/about.md", "# About\n\nHand-written, about [topics](tags/index.md).\n")
        return shelf

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def topic(self, name: str, title: str, parent: str | None, description: str) -> None:
        facts: dict[str, Value] = {"name": title, **({"parent": parent} if parent else {})}
        self.write(f"docs/tags/{name}.md", compose(facts, f"\n{description}\n"))

    def paper(
        self, title: str, abstract: str, day: str | None = None, votes: int | None = None, **facts: Value
    ) -> str:
        """Write the page of a paper, and its entry where a day is given; returns the page's path."""
        path = f"papers/{(day or '2026-11')[:7]}/{slug(title)}.md"
        self.write(f"docs/{path}", compose({"title": title, **facts}, f"\n{abstract}\n"))
        if day:
            self.list(day, title, path, votes=votes)
        return path

    def list(self, day: str, title: str, page: str | None, **entry: object) -> None:
        listed = msgspec.convert({"title": title, **entry}, Entry)
        outcome = "page" if page else "rejected"
        self.days.setdefault(day, []).append(RecordedEntry(entry=listed, outcome=outcome, page=page))
        record = Record(source="hf-api", format="hf-api", date=day, entries=tuple(self.days[day]))
        self.write(f"digests/{record.name}.json", encode_record(record))

    def build(self) -> Path:
        return build(self.root, strict=True).site_dir


PAPERS = [
    ("Few Shots Across Languages", "Models transfer. Cross-lingual transfer needs few shots, we find."),
    ("Thinking in Two Tongues", "Chains of thought help. Cross-lingual transfer of reasoning is hard."),
    ("What Listeners Hear", "Speech is sound. We measure what listeners hear of it."),
    ("Counting to Ten", "Counting is hard for models, e.g. beyond ten. We count what they miss."),
]


def furnish(shelf: Shelf) -> None:
    """Two days, four topics, an author with two papers, and notes."""
    for name, (title, parent, description) in TOPICS.items():
        shelf.topic(name, title, parent, description)
    topics: list[list[Value]] = [
        ["cross-lingual-transfer"],
        ["cross-lingual-transfer", "reasoning"],
        ["speech"],
        [],
    ]
    for number, ((title, abstract), tags) in enumerate(zip(PAPERS, topics, strict=True)):
        shelf.paper(
            title,
            abstract + ("\n\n## Notes\n\nRead *twice*." if number == 0 else ""),
            "2026-11-20" if number < 2 else "2026-11-23",
            votes=10 - number,
            authors=["Ada Byron", f"Reader {number}"],
            date="2026-11-18",
            ids={"arxiv": f"2611.0000{number}"},
            links={"code": [f"https://github.com/example/{number}"]} if number == 1 else {},
            summary="In short." if number == 2 else "",
            tags=[str(tag) for tag in tags],
        )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf.empty(tmp_path)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """An archive that several tests read; none writes to it."""
    shelf = Shelf.empty(tmp_path_factory.mktemp("shelf"))
    furnish(shelf)
    return shelf


@pytest.fixture(scope="session")
def site(furnished: Shelf) -> Path:
    """The furnished archive, built strictly."""
    return furnished.build()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site below ``/shelf/`` as its host would, with its page for what is not there."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix("/shelf/") if path.startswith("/shelf/") else "nowhere"
        return super().translate_path("/" + inside)

    def send_header(self, keyword: str, value: str) -> None:
        """Without the time of a file, by which a browser would show what it saw before the last build."""
        if keyword != "Last-Modified":
            super().send_header(keyword, value)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((Path(self.directory) / "404.html").read_bytes())

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is about the test."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a site from a folder below its host's root; gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(site: Path) -> str:
        handler = functools.partial(_Handler, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/shelf/"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """The furnished site, served."""
    return serve(site)


@pytest.fixture(scope="session")
def checker() -> str:
    """Where the Nu HTML checker is; it comes through npm once and runs on Java."""
    found = subprocess.run([CHECKER], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip(found.stderr.strip())
    return found.stdout.strip()
