"""Every command that writes, and what is done to the archive before it."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from generator.cli import application
from generator.curate.form import LABELS, Correction, Suggestion
from tests.digests import ABSTRACT, PAGE, copied, item
from tests.plug.archive import OTHER, papers_of
from tests.plug.services import started
from tests.sources.answers import feed, paper

MOVED = "docs/papers/2025-12/edits.md"
BIRDS = "Learning to Count Birds by Ear Alone"
OF_BIRDS = f"{ABSTRACT} It has a sentence that no other paper here has."


class Scene(NamedTuple):
    """A command, and what is done to the archive before it."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda root: None
    every: int = 1
    """One in so many of its calls is tried: of a command that writes many files, one like the other."""


def _spell(root: Path) -> None:
    topic = root / "docs" / "tags" / "parsing.md"
    topic.write_text(topic.read_text().replace("  - dependency trees\n", "  - sentence structure\n"))


def _lay_out_badly(root: Path) -> None:
    for page in (root / "docs" / "papers").rglob("*.md"):
        text = page.read_text().replace("date: 2026-03-02", "date: 2026/03/02")
        page.write_bytes(text.replace("\n", "\r\n").encode())


def _leave_out(root: Path) -> None:
    """A copied list beside the archive's digests, and a dump that knows more of its paper."""
    digest = copied(root.parent / "2026-03-03.txt", (BIRDS, OF_BIRDS))
    assert CliRunner().invoke(application(), ["-C", str(root), "add", str(digest)]).exit_code == 0
    row = {"title": BIRDS, "abstract": OF_BIRDS, "authors": ["Rosa Amsel"]}
    more = {"id": "arxiv:2603.09999", "date": "2026-02-27", "venue": "ICASSP 2026"}
    (root.parent / "dump.jsonl").write_text(json.dumps({**row, **more}) + "\n")


def _name_the_site(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Reading Room\nsite_url: https://example.org/shelf/\n")


def _list_again(root: Path) -> None:
    assert (
        CliRunner()
        .invoke(application(), ["-C", str(root), "add", str(root.parent / "2026-03-04.json")])
        .exit_code
        == 0
    )


def _make_older(root: Path) -> None:
    """Records and ledger as they were before they said their version."""
    for file in (root / "digests").rglob("*.json"):
        told = json.loads(file.read_text())
        del told["version"]
        file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def _fill_inbox(root: Path) -> None:
    """One digest by itself, in a folder, and in a zip."""
    inbox, digest = root / "digests" / "inbox", root.parent / "2026-03-04.json"
    (inbox / "week").mkdir(parents=True)
    for folder in (inbox, inbox / "week"):
        shutil.copy(digest, folder)
    with zipfile.ZipFile(inbox / "older.zip", "w") as bundle:
        bundle.write(digest, digest.name)


def _forget_an_id(root: Path) -> None:
    """That tells two papers apart which are to be one."""
    other = root / OTHER
    other.write_text(re.sub(r'ids:\n  arxiv: "[\d.]+"\n', "", other.read_text()))


def _mirror(root: Path) -> None:
    (root / "papershelf.toml").write_text('[mirrors]\n"github.com" = "codeberg.org"\n')


def _publish(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Reading Room\n")
    for name in ("index.html", "papers/index.html"):
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text(f"<!doctype html><title>{name}</title>\n")


def _fill_in(root: Path, form: type[Suggestion] | type[Correction], *answers: str) -> None:
    """An issue form, in the event of its issue beside the archive."""
    body = "\n\n".join(
        f"### {label}\n\n{answer}" for label, answer in zip(LABELS[form], answers, strict=True)
    )
    issue = {"number": 12, "created_at": "2026-11-23T23:59:59Z", "body": body}
    (root.parent / "event.json").write_text(json.dumps({"issue": issue}))


def _suggest(root: Path) -> None:
    address = "https://arxiv.org/abs/2603.09999"
    _fill_in(root, Suggestion, address, BIRDS, "Rosa Amsel", "2026-02-27", OF_BIRDS)


def _correct(root: Path) -> None:
    _fill_in(root, Correction, PAGE, "venue", "It says so.", "ICLR 2027")


def _go_online(_: Path) -> None:
    """From now on this process and its children ask services of our own."""
    for name in ("HF_ENDPOINT", "ARXIV_ENDPOINT"):
        os.environ[name] = started(_answer)


def _go_online_for_birds(root: Path) -> None:
    _leave_out(root)
    _go_online(root)


def _answer(path: str, query: Mapping[str, str]) -> str:
    if path == "/api/daily_papers":
        return json.dumps(papers_of(query["date"], 3) if query["p"] == "0" else [])
    birds = item(id="2603.09999", title=BIRDS, abstract=OF_BIRDS, authors=["Rosa Amsel"])
    if path == "/api/papers/search":
        return json.dumps([birds] if query["q"] == BIRDS else [])
    known = {one["paper"]["id"]: one["paper"] for one in (*papers_of("2026-03-02", 3), birds)}
    return feed(
        *(
            paper(
                f"{number}v2", title=known[number]["title"], abstract=known[number]["summary"],
                comment="This paper has been withdrawn" if number == "2603.02002" else "Accepted at ICLR 2027",
            )
            for number in query.get("id_list", "").split(",") if number in known
        )
    )  # fmt: skip


SCENES = {
    "add": Scene(("add", "../2026-03-04.json")),
    "inbox": Scene(("inbox",), _fill_inbox),
    "fetch": Scene(("fetch", "--date", "2026-03-04"), _go_online),
    "follow": Scene(("follow",), _go_online),
    "retag": Scene(("retag",), _spell),
    "reclean": Scene(("reclean",), _mirror),
    "rename-tag": Scene(("rename-tag", "parsing", "reading")),
    "merge": Scene(("merge", PAGE, OTHER), _forget_an_id),
    "move": Scene(("move", PAGE, MOVED)),
    "remove": Scene(("remove", OTHER)),
    "drop": Scene(("drop", "digests/hf-api-2026-03-02.json")),
    "release": Scene(("release", PAGE, "authors")),
    "split": Scene(("split", PAGE, "hf-api-2026-03-04"), _list_again),
    "upgrade": Scene(("upgrade",), _make_older),
    "enrich": Scene(("enrich", "--from", "../dump.jsonl"), _leave_out),
    "enrich, online": Scene(("enrich",), _go_online_for_birds),
    "form, a suggestion": Scene(("form", "--event", "../event.json"), _suggest),
    "form, a correction": Scene(("form", "--event", "../event.json"), _correct),
    "mail": Scene(("mail", "hf-api-2026-03-02", "--output", "./letter.eml"), _name_the_site),
    "checksums": Scene(("checksums",), _publish),
    "init": Scene(("init", "./shelf"), every=11),
    "check --fix": Scene(("check", "--fix"), _lay_out_badly),
    "fmt": Scene(("fmt",), _lay_out_badly),
}
